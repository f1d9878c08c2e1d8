/** A fault that ends the reading of a file, because the rest cannot be trusted. The reader adds the row. */
export class FileFault extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'FileFault'
  }
}

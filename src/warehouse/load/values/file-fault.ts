/** A fault that ends the reading of a file: nothing after it can be trusted. The reader adds the row. */
export class FileFault extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'FileFault'
  }
}

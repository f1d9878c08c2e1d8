/** Variables of an operation, as the schema reads them. */
export type Variables = Readonly<Record<string, unknown>>

/**
 * The place of a value that every request brings along, in a statement that is written once. It is bound like a value,
 * and replaced before the statement runs.
 */
export class Slot {
  /** Tells it from other slots where equal values are bound once. */
  readonly slot: string
  readonly read: (variables: Variables) => unknown

  constructor(slot: string, read: (variables: Variables) => unknown) {
    this.slot = slot
    this.read = read
  }
}

/** The values of a request. */
export function fill(parameters: readonly unknown[], variables: Variables): readonly unknown[] {
  return parameters.map((one) => (one instanceof Slot ? one.read(variables) : one))
}

/** The place of the key of a root object. Requests that differ in it only are answered by one statement for all keys. */
export class KeySlot extends Slot {
  constructor(read: (variables: Variables) => string) {
    super('the key', read)
  }
}

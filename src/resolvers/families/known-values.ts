import { toEnumName } from '../sdl/graphql-name.ts'

/** A closed list of values as a GraphQL enum. */
export interface KnownValues {
  /** The name of the enum. */
  readonly type: string
  /** Name in GraphQL → value in the data. */
  readonly values: ReadonlyMap<string, string>
}

/**
 * The enum of a closed list of values. Null when the list is open, or when two values would have the same
 * name in GraphQL; then values are plain text.
 */
export function knownValues(type: string, values: readonly string[] | undefined): KnownValues | null {
  if (values === undefined || values.length === 0) return null
  const named = new Map(values.map((value) => [toEnumName(value), value]))
  const reserved = ['TRUE', 'FALSE', 'NULL'].some((word) => named.has(word))
  return named.size < values.length || reserved ? null : { type, values: named }
}

/** The enum's name of a value. */
export function nameOfValue({ values, type }: KnownValues, value: unknown): string {
  for (const [name, one] of values) if (one === value) return name
  throw new Error(`${JSON.stringify(value)} is not a value of ${type}: the header in sql/ does not list it`)
}

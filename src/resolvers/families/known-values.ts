import { toEnumName } from './graphql-name.ts'

/** The only values of something, as an enum of GraphQL. */
export interface KnownValues {
  /** The enum's name. */
  readonly type: string
  /** Name in GraphQL → value in the data. */
  readonly values: ReadonlyMap<string, string>
}

/**
 * The enum for the only values that something has; null when they are open, or when two of them would have one
 * name in GraphQL, so that they have to be written as they are.
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
  throw new Error(
    `${JSON.stringify(value)} is none of the values of ${type}: the header in sql/ does not list it`,
  )
}

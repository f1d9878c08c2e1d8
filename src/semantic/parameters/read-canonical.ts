import type { Catalog } from '../../catalog/catalog.ts'
import { columnsOf } from '../../catalog/parameters/parameter.ts'
import type { Parameters } from '../../generated/parameters.ts'

/**
 * The canonical values from the row of `parameters.business`, in the same form as overrides: numbers as numbers,
 * conditions on events as documents.
 */
export function readCanonical(catalog: Catalog, row: Readonly<Record<string, unknown>>): Parameters {
  const types = new Map([...catalog.parameters.values()].flatMap((parameter) => [...columnsOf(parameter)]))
  return asParameters(
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => [column, read(types.get(column), value)]),
    ),
  )
}

/**
 * The only cast of values to the type generated from the headers. Each value was read by its header, and a rule of the
 * catalogue guarantees that every required parameter exists.
 */
export function asParameters(values: Readonly<Record<string, unknown>>): Parameters {
  return Object.freeze(values) as Parameters
}

function read(type: string | undefined, value: unknown): unknown {
  if (value === null) return null
  // engines return exact numbers as text
  if (type === 'numeric') return Number(value)
  if (type !== 'jsonb[]' || !Array.isArray(value)) return value
  return value.map((document: unknown) =>
    typeof document === 'string' ? document : JSON.stringify(document),
  )
}

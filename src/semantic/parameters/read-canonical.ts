import type { Catalog } from '../../catalog/catalog.ts'
import { columnsOf } from '../../catalog/parameters/parameter.ts'
import type { Parameters } from '../../generated/parameters.ts'

/**
 * The canonical values, out of the one row of `parameters.business`: numbers as numbers, and conditions on events as
 * documents, in the form that overrides have.
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
 * The one place where values get the type that was generated from the headers: each was read by its header, and a rule
 * of the catalogue makes sure that there is one of every name that a metric needs.
 */
export function asParameters(values: Readonly<Record<string, unknown>>): Parameters {
  return Object.freeze(values) as Parameters
}

function read(type: string | undefined, value: unknown): unknown {
  if (value === null) return null
  // exact numbers come as text
  if (type === 'numeric') return Number(value)
  if (type !== 'jsonb[]' || !Array.isArray(value)) return value
  return value.map((document: unknown) =>
    typeof document === 'string' ? document : JSON.stringify(document),
  )
}

import type { Catalog, View } from '../../catalog/catalog.ts'
import type { Parameter } from '../../catalog/parameters/parameter.ts'
import type { Choice } from '../../catalog/headers/choice.ts'
import type { DimensionHeader } from '../../catalog/headers/dimension-header.ts'
import { accounts } from '../../loaders/entities/accounts.ts'
import { buyers } from '../../loaders/entities/buyers.ts'
import { users } from '../../loaders/entities/users.ts'
import { workspaces } from '../../loaders/entities/workspaces.ts'

/** A dimension with its name. */
export interface DimensionRow {
  readonly name: string
  readonly header: DimensionHeader
}

/** A choice, and the view that makes it. */
export interface ChoiceRow extends Choice {
  readonly view: View
}

/** A column of a view, as described in its header. */
export interface ViewColumnRow {
  readonly name: string
  readonly description: string | null
  readonly isPersonal: boolean
}

/** The dimensions of these names. */
export function dimensionRows(catalog: Catalog, names: readonly string[]): readonly DimensionRow[] {
  return names.flatMap((name) => {
    const header = catalog.dimensions.get(name)
    return header === undefined ? [] : [{ name, header }]
  })
}

/** The parameters of these names. */
export function parameterRows(catalog: Catalog, names: readonly string[]): readonly Parameter[] {
  return names.flatMap((name) => catalog.parameters.get(name) ?? [])
}

/** The views of the entities in the API, in the order of the catalogue. */
export function entityViews(catalog: Catalog): readonly View[] {
  const relations = new Set([accounts, buyers, users, workspaces].map(({ relation }) => relation))
  return [...catalog.views.values()].filter(({ name }) => relations.has(name))
}

/** The columns of a view with their descriptions, from any section of the header. */
export function describeColumns({ columns, header }: View): readonly ViewColumnRow[] {
  const dimensions = Object.entries(header.dimensions)
  return columns.map((name) => {
    const dimension = dimensions.find(([own, { column }]) => (column ?? own) === name)?.[1]
    const described = header.columns[name]
    return {
      name,
      description: described?.description ?? dimension?.description ?? null,
      isPersonal: described?.pii ?? false,
    }
  })
}

import type { Catalog, Parameter, View } from '../catalog/catalog.ts'
import type { DimensionHeader } from '../catalog/view-header.ts'

/** A dimension under its name. */
export interface DimensionRow {
  readonly name: string
  readonly header: DimensionHeader
}

/** A column of a view, as its header describes it. */
export interface ViewColumnRow {
  readonly name: string
  readonly description: string | null
  readonly isPersonal: boolean
}

/** The dimensions of these names that metrics have. */
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

/** The views of things: those of the layer `entities` whose rows a person would name, and so have dimensions. */
export function entityViews(catalog: Catalog): readonly View[] {
  const views = [...catalog.views.values()]
  const joined = new Set(views.flatMap(({ header }) => Object.keys(header.entities)))
  return views.filter(({ layer, name, header }) => {
    const isThing = joined.has(name) || (header.stored && header.key.length === 1)
    return layer === 'entities' && isThing && Object.keys(header.dimensions).length > 0
  })
}

/** The columns of a view, each with what the header says of it under any heading. */
export function describeColumns({ columns, header }: View): readonly ViewColumnRow[] {
  const dimensions = Object.entries(header.dimensions)
  return columns.map((name) => {
    const dimension = dimensions.find(([own, { column }]) => (column ?? own) === name)?.[1]
    const described = header.columns[name]
    return {
      name,
      description: described?.description ?? dimension?.description ?? header.parameters[name]?.description ?? null,
      isPersonal: described?.pii ?? false,
    }
  })
}

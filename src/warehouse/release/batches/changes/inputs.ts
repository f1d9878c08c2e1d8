import type { Catalog, View } from '../../../../catalog/catalog.ts'
import { businessParameters, parameterOfColumn } from '../../../../catalog/parameters/parameter.ts'

/** The view with `as_of`, the end of the data. */
export const horizonView = 'parameters.data_horizon'

/**
 * The relations whose contents decide the rows of a view: stored views, views of the layer `staging`, and tables that
 * are read directly. Other views on the way are only text.
 */
export function inputsOf(catalog: Catalog, view: View): ReadonlySet<string> {
  const inputs = new Set<string>()
  const seen = new Set<string>()
  const visit = (reader: View) => {
    for (const name of reader.reads) {
      const read = catalog.views.get(name)
      if (name === businessParameters) for (const one of horizonsOf(catalog, reader)) inputs.add(one)
      else if (read === undefined || isInput(read)) inputs.add(name)
      else if (!seen.has(name)) {
        seen.add(name)
        visit(read)
      }
    }
  }
  visit(view)
  return inputs
}

/** Whether the contents of a view are compared as a whole, with what it reads left aside. */
export function isInput({ header, layer }: View): boolean {
  return header.stored || layer === 'staging'
}

/** The views with the canonical values of the parameters that a view reads; other parameters are in its hash. */
function horizonsOf(catalog: Catalog, { parameters }: View): readonly string[] {
  return parameters.flatMap((column) => {
    const from = catalog.parameters.get(parameterOfColumn(column))?.header.default_from
    return from === undefined ? [] : [from.slice(0, from.lastIndexOf('.'))]
  })
}

/** The columns of parameters whose value is that of a view → this view. */
export function horizonColumns(catalog: Catalog): ReadonlyMap<string, string> {
  return new Map(
    [...catalog.parameters.values()].flatMap(({ name, header }) =>
      header.default_from === undefined
        ? []
        : [
            [
              parameterOfColumn(name),
              header.default_from.slice(0, header.default_from.lastIndexOf('.')),
            ] as const,
          ],
    ),
  )
}

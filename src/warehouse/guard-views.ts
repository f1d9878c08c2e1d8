import type { Catalog } from '../catalog/catalog.ts'

/** The views that should be empty, or metrics are refused or warned about. */
export function guardViews(catalog: Catalog): ReadonlySet<string> {
  return new Set(
    [...catalog.views.values()].flatMap(({ header }) => [
      ...Object.keys(header.guards),
      ...Object.keys(header.warns),
    ]),
  )
}

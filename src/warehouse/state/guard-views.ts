import type { Catalog } from '../../catalog/catalog.ts'

/** The views that should be empty, or metrics are refused or warned about. */
export function guardViews(catalog: Catalog): ReadonlySet<string> {
  return new Set(
    [...catalog.views.values()].flatMap(({ header }) => [
      ...Object.keys(header.guards),
      ...Object.keys(header.warns),
    ]),
  )
}

/** How many rows of such a view are read: enough to name some or, where each is of a month, a century of them. */
export function mostRead(catalog: Catalog, view: string): number {
  return catalog.views.get(view)?.header.time === undefined ? 20 : 1200
}

import type { Catalog } from '../../catalog/catalog.ts'

/** The views that must be empty; otherwise metrics are rejected, or get a warning. */
export function guardViews(catalog: Catalog): ReadonlySet<string> {
  return new Set([...catalog.views.values()].flatMap(({ header }) => Object.keys(header.checks_from)))
}

/**
 * How many rows of a guard view are read: enough for a message or, with one row per month, for a century.
 */
export function guardRowLimit(catalog: Catalog, view: string): number {
  return catalog.views.get(view)?.header.time === undefined ? 20 : 1200
}

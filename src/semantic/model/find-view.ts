import type { Catalog, View } from '../../catalog/catalog.ts'

/** A view that planning has found before. */
export function findView(catalog: Catalog, name: string): View {
  const view = catalog.views.get(name)
  if (view === undefined) throw new Error(`The catalogue has no view ${name}`)
  return view
}

import type { Catalog, View } from '../../src/catalog/catalog.ts'
import { dependenceOnKey } from '../../src/warehouse/release/batches/keys/sql/dependence-on-key.ts'
import type { KeyDependence, KeyKind } from '../../src/warehouse/release/batches/keys/sql/key-dependence.ts'

/** The columns of `facts.a` and `facts.b`, the stored tables of these tests. */
export const columns = ['k', 'x', 't']

/** How the rows of a select over two stored tables depend on them by its column `k`. */
export const dependenceOf = (
  { parameters }: Pick<Catalog, 'parameters'>,
  body: string,
  kind: KeyKind,
): KeyDependence | null => {
  const stored = (name: string) => ({ name, columns, header: { stored: true } })
  const view = { name: 'facts.v', body, columns: [], header: { stored: true } } as unknown as View
  const views = new Map([stored('facts.a'), stored('facts.b')].map((one) => [one.name, one]))
  return dependenceOnKey({ parameters, views } as unknown as Catalog, view, 'k', kind)
}

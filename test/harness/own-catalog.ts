import type { Catalog } from '../../src/catalog/catalog.ts'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'

/** The catalogue of `sql/`, parsed once for all files of a worker. */
export const ownCatalog = (): Promise<Catalog> => (own ??= loadCatalog('sql'))

let own: Promise<Catalog> | undefined

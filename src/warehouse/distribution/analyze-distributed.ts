import type { Catalog } from '../../catalog/catalog.ts'
import { analyzeTable } from '../engine/analyze.ts'
import type { Engine } from '../engine/engine.ts'
import { quoteRelation } from '../engine/values/quote-name.ts'
import { readDistributions } from './read-distribution.ts'

/**
 * Collects the statistics of the distributed tables of Plumbline, after a transaction that has filled them: Citus
 * rejects it within. Without distributed tables it does nothing.
 */
export async function analyzeDistributed(engine: Engine, catalog: Catalog): Promise<void> {
  const isOurs = (name: string) =>
    catalog.views.has(name) ||
    (name.startsWith('source.') && catalog.sources.has(name.slice('source.'.length)))
  for (const name of (await readDistributions(engine)).keys())
    if (isOurs(name)) await analyzeTable(engine, quoteRelation(name))
}

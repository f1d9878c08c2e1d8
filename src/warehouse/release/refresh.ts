import type { Catalog, View } from '../../catalog/catalog.ts'
import type { SourceViolation } from '../../semantic/model/source-violation.ts'
import { analyze } from '../engine/analyze.ts'
import { withoutNestedLoops } from '../engine/without-nested-loops.ts'
import { useOneConnectionPerNode } from '../distribution/one-connection.ts'
import { recordInspection } from '../contract/record-inspection.ts'
import { deployedHash } from './deployed/deployed-views.ts'
import type { Engine } from '../engine/engine.ts'
import { quoteName, quoteRelation } from '../engine/values/quote-name.ts'

/**
 * Inspects every source table, then fills every stored view from its own SQL, in dependency order and in
 * one transaction, with the canonical parameters. Violations of the source contract are recorded.
 * Concurrent readers see all of the old results until the commit, then all of the new ones.
 */
export async function refresh(
  engine: Engine,
  catalog: Catalog,
  onProgress: (view: string, done: number, total: number) => void = () => undefined,
): Promise<readonly SourceViolation[]> {
  const stored = [...catalog.views.values()].filter(({ header }) => header.stored)
  const violations = await engine.transaction(async (transaction) => {
    await useOneConnectionPerNode(transaction)
    const inspections = await recordInspection(transaction, catalog.sources)
    for (const [done, view] of stored.entries()) {
      onProgress(view.name, done, stored.length)
      const { relation, empty, fill } = refreshStatements(view)
      await transaction.execute(empty)
      await withoutNestedLoops(transaction, () => transaction.execute(fill))
      await analyze(transaction, relation)
      await transaction.query({
        sql: 'update plumbline.deployed_views set refreshed_at = clock_timestamp() where name = $1 and hash = $2',
        parameters: [view.name, deployedHash(view)],
      })
    }
    return inspections.flatMap((inspection) => inspection.violations)
  })
  onProgress('', stored.length, stored.length)
  return violations
}

/** The statements that empty and fill a stored view, with its quoted relation. */
export function refreshStatements(view: View): {
  readonly relation: string
  readonly empty: string
  readonly fill: string
} {
  const relation = quoteRelation(view.name)
  return {
    relation,
    empty: `delete from ${relation}`,
    fill: `insert into ${relation} (${view.columns.map(quoteName).join(', ')})\n${view.body}`,
  }
}

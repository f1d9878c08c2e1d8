import type { Catalog, View } from '../../catalog/catalog.ts'
import type { SourceViolation } from '../../semantic/model/source-violation.ts'
import { analyze } from '../engine/analyze.ts'
import { recordInspection } from '../contract/record-inspection.ts'
import { deployedHash } from './deployed/deployed-views.ts'
import type { Engine } from '../engine/engine.ts'
import { quoteName } from '../engine/values/quote-name.ts'

/**
 * Looks at every source table, and then fills every stored view anew from its own SQL, in dependency order and in one transaction, with the
 * canonical parameters. What breaks the source contract is written down. Whoever reads meanwhile sees the old results, all of them, and then the new.
 */
export async function refresh(
  engine: Engine,
  catalog: Catalog,
  onProgress: (view: string, done: number, total: number) => void = () => undefined,
): Promise<readonly SourceViolation[]> {
  const stored = [...catalog.views.values()].filter(({ header }) => header.stored)
  const violations = await engine.transaction(async (transaction) => {
    const inspections = await recordInspection(transaction, catalog.sources)
    for (const [done, view] of stored.entries()) {
      onProgress(view.name, done, stored.length)
      const { relation, empty, fill } = refreshStatements(view)
      await transaction.execute(empty)
      await transaction.execute(fill)
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

/** How a stored view is filled anew: its relation, quoted, and the statements that empty and fill it. */
export function refreshStatements(view: View): {
  readonly relation: string
  readonly empty: string
  readonly fill: string
} {
  const relation = `${quoteName(view.layer)}.${quoteName(view.relation)}`
  return {
    relation,
    empty: `delete from ${relation}`,
    fill: `insert into ${relation} (${view.columns.map(quoteName).join(', ')})\n${view.body}`,
  }
}

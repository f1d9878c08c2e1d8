import type { View } from '../../../catalog/catalog.ts'
import { isDifferingRow, positionOf } from '../../distribution/differing-rows.ts'
import { analyze } from '../../engine/analyze.ts'
import type { Engine } from '../../engine/engine.ts'
import { withoutNestedLoops } from '../../engine/without-nested-loops.ts'
import { quoteName, quoteRelation } from '../../engine/values/quote-name.ts'
import { unchanged, type Change } from './changes/change.ts'
import { columnsHash } from './changes/columns-hash.ts'
import { countRows, createWorkTable, workTable } from './work-tables.ts'

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

/** Empties a stored view and fills it from its own SQL; returns the number of rows. */
export async function fillAnew(engine: Engine, view: View): Promise<number> {
  const { relation, empty, fill } = refreshStatements(view)
  await engine.execute(empty)
  await withoutNestedLoops(engine, () => engine.execute(fill))
  await analyze(engine, relation)
  return countRows(engine, relation)
}

/** A part of a stored view: the rows with these keys. */
export interface Scope {
  /** A condition on the rows of the view, `stored`. */
  readonly condition: string
}

/**
 * Replaces the rows of a stored view, or those of a part of it, that differ from the rows of a select. Rows that are
 * equal are not written: the cost of writing is that of the difference.
 *
 * @returns the old and the new ones of the rows that differ
 */
export async function applyDifference(
  engine: Engine,
  view: View,
  select: string,
  scope: Scope | null,
): Promise<Change> {
  const relation = quoteRelation(view.name)
  const columns = view.columns.map(quoteName).join(', ')
  const [fresh, stored, differing, changed] = (['fresh', 'stored', 'differing', 'changed'] as const).map(
    (role) => workTable(role, view.name),
  ) as [string, string, string, string]
  const create = createWorkTable(
    fresh,
    `select ${columns}, ${columnsHash('fresh', view.columns)} as row_hash from (\n${select}\n) as fresh`,
  )
  const compute = () => engine.execute(create)
  await (scope === null ? withoutNestedLoops(engine, compute) : compute())
  await engine.execute(
    [
      createWorkTable(
        stored,
        `select ${await positionOf(engine, 'stored')} as position, ${columnsHash('stored', view.columns)} as row_hash
        from ${relation} as stored${scope === null ? '' : `\nwhere ${scope.condition}`}`,
      ),
      // how often each row occurs: views may have equal rows
      createWorkTable(
        differing,
        `select row_hash
        from (select row_hash, count(*) as rows from ${stored} group by row_hash) as old
        full join (select row_hash, count(*) as rows from ${fresh} group by row_hash) as new using (row_hash)
        where old.rows is distinct from new.rows`,
      ),
    ].join(';\n'),
  )
  const isDifferent = (await countRows(engine, differing)) > 0
  if (isDifferent) {
    const isDiffering = `row_hash in (select row_hash from ${differing})`
    const isOld = await isDifferingRow(engine, {
      stored,
      differing,
      hash: columnsHash('stored', view.columns),
    })
    await engine.execute(
      [
        createWorkTable(
          changed,
          `select ${columns} from ${relation} as stored where ${isOld}
          union all
          select ${columns} from ${fresh} where ${isDiffering}`,
        ),
        `delete from ${relation} as stored where ${isOld}`,
        `insert into ${relation} (${columns}) select ${columns} from ${fresh} where ${isDiffering}`,
      ].join(';\n'),
    )
    await analyzeChanged(engine, relation, changed)
  }
  await engine.execute(`drop table ${fresh}, ${stored}, ${differing}`)
  return isDifferent ? { kind: 'rows', relation: changed, rows: await countRows(engine, changed) } : unchanged
}

/** Statistics that are a little old are as good; the rows that changed may be few. */
async function analyzeChanged(engine: Engine, relation: string, changed: string): Promise<void> {
  const [row] = await engine.query<{ is_large: boolean }>({
    sql: `select (select count(*) from ${changed}) * 10 > reltuples as is_large
      from pg_catalog.pg_class where oid = $1::regclass`,
    parameters: [relation],
  })
  if (row?.is_large !== false) await analyze(engine, relation)
}

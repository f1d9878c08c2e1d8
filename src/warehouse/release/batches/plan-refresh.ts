import type { Catalog } from '../../../catalog/catalog.ts'
import { recordInspection } from '../../contract/record-inspection.ts'
import type { Engine } from '../../engine/engine.ts'
import { unchanged, replaced, type Change } from './changes/change.ts'
import { decideFill } from './decide-fill.ts'
import { applyDifference } from './fill-view.ts'
import { inputChanges } from './changes/input-changes.ts'
import { horizonView } from './changes/inputs.ts'
import type { ViewFill } from './record-batch.ts'
import { isDistributed } from '../deployed/deployed-views.ts'
import { reasonsForFull } from './trusted-views.ts'
import { dropWorkTables } from './work-tables.ts'

/** What a refresh would do with a stored view. */
export interface PlannedFill extends Pick<ViewFill, 'view' | 'how' | 'why'> {
  /** About how many rows it computes; 0 when it is unchanged. */
  readonly rows: number
}

/**
 * What a refresh would do now, without doing it. The inputs are compared, but no large view is filled: of a view that
 * would be filled, the plan only knows that its rows may change. So a refresh does at most what the plan says.
 *
 * @param transaction must be rolled back by the caller
 */
export async function planRefresh(
  transaction: Engine,
  catalog: Catalog,
  isFull: boolean,
): Promise<readonly PlannedFill[]> {
  await recordInspection(transaction, catalog.sources)
  const reasonFor = await reasonsForFull(transaction, catalog, isFull)
  const sizes = await estimatedRows(transaction)
  const changes = inputChanges(transaction, catalog)
  const canUseKeys = !(await isDistributed(transaction))
  const plan: PlannedFill[] = []
  for (const view of [...catalog.views.values()].filter(({ header }) => header.stored)) {
    const found = await changes.of(view)
    const { how, why } = decideFill(catalog, view, found, reasonFor(view.name), canUseKeys)
    const size = sizes.get(view.name) ?? 0
    const rows =
      how === 'unchanged' ? 0 : how === 'incremental' ? await arrivedRows(transaction, found, size) : size
    // one row, on which most views depend
    const change =
      view.name === horizonView && how !== 'unchanged'
        ? await applyDifference(transaction, view, view.body, null)
        : assumed(how, rows)
    changes.record(view, change)
    plan.push({ view: view.name, how, why, rows })
  }
  await dropWorkTables(transaction)
  return plan
}

/** The change of a view that was not filled: it may change wherever its inputs did. */
function assumed(how: ViewFill['how'], rows: number): Change {
  if (how === 'unchanged') return unchanged
  return how === 'full' ? replaced : { kind: 'rows', relation: '', rows }
}

/** The rows of the hours that changed, or of the rows that may change above. */
async function arrivedRows(
  engine: Engine,
  changes: ReadonlyMap<string, Change>,
  size: number,
): Promise<number> {
  let rows = 0
  for (const change of changes.values()) {
    if (change.kind === 'rows') rows += change.rows
    if (change.kind === 'hours') {
      const [row] = await engine.query<{ rows: string | null }>({
        sql: `select sum(rows) as rows from plumbline.input_hours where hour in (select hour from ${change.relation})`,
        parameters: [],
      })
      rows += Number(row?.rows ?? 0)
    }
  }
  return Math.min(rows, Math.max(size, rows === 0 ? 0 : 1))
}

/** The size of each stored view as the planner knows it. */
async function estimatedRows(engine: Engine): Promise<ReadonlyMap<string, number>> {
  const rows = await engine.query<{ name: string; rows: number }>({
    sql: `select deployed.name, greatest(classes.reltuples, 0)::float8 as rows
      from plumbline.deployed_views as deployed
      inner join pg_catalog.pg_class as classes on classes.oid = to_regclass(deployed.name)
      where deployed.is_table`,
    parameters: [],
  })
  return new Map(rows.map(({ name, rows: size }) => [name, size]))
}

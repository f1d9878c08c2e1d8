import type { Catalog, View } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import { inspectSources, type Inspection } from '../contract/inspect-sources.ts'
import type { Engine } from '../engine/engine.ts'
import { isDistributed } from '../release/deployed/deployed-views.ts'
import { horizonView } from '../release/batches/changes/inputs.ts'
import { readWarehouseState } from './read-warehouse-state.ts'
import { viewQuery } from './view-query.ts'

/** The source tables as they are now: the state that the next refresh would leave, and definitions that read it. */
export interface FreshState {
  readonly state: WarehouseState
  /** The same definitions, in which the end of the data is the newest record now. */
  readonly catalog: Catalog
}

/**
 * Reads the state of the source tables as they are, with records that arrived since the last refresh. Nothing is stored
 * of it, so every view is computed from the source tables.
 *
 * @throws PlumblineError `BAD_REQUEST` on a distributed database, where such a computation would move all rows
 */
export async function readFreshState(engine: Engine, catalog: Catalog): Promise<FreshState> {
  if (await isDistributed(engine))
    throw new PlumblineError(
      'BAD_REQUEST',
      'fresh is not available on a distributed database: computing all views from the source tables would move their rows to one node. Run plumbline refresh, then query without fresh.',
      { subject: 'fresh' },
    )
  const inspections = await inspectSources(engine, catalog.sources)
  const fresh = await withHorizon(engine, catalog, inspections)
  const state = await readWarehouseState(engine, fresh, (view) => `(${viewQuery(fresh, view)})`)
  return {
    catalog: fresh,
    state: {
      ...state,
      violations: inspections.flatMap(({ violations }) => violations),
      emptyTables: new Set(inspections.filter(({ rows }) => rows === 0).map(({ table }) => table)),
      stored: new Set(),
      rollups: new Map(),
    },
  }
}

/** The definitions with the end of the data that an inspection has found. */
async function withHorizon(
  engine: Engine,
  catalog: Catalog,
  inspections: readonly Inspection[],
): Promise<Catalog> {
  const view = catalog.views.get(horizonView)
  if (view === undefined) return catalog
  const body = view.segments
    .map((segment) => {
      if ('text' in segment) return segment.text
      return segment.relation === 'plumbline.source_state' ? inspected : segment.relation
    })
    .join('')
  const found = inspections.map(({ table, ours, rows, newestMoment }) => ({
    table_name: table,
    ours,
    rows,
    newest_moment: newestMoment,
  }))
  const [row = {}] = await engine.query<Record<string, string | null>>({
    sql: body,
    parameters: [JSON.stringify(found)],
  })
  const columns = view.columns.map((name) => {
    const value = row[name] ?? null
    return `${value === null ? 'null' : `'${value}'`}::timestamptz as ${name}`
  })
  return { ...catalog, views: new Map(catalog.views).set(horizonView, constantView(view, columns)) }
}

/** The record of the source tables, as an inspection would replace it. */
const inspected = `(
    select
        seen.table_name,
        seen.rows,
        seen.newest_moment,
        true as provided,
        clock_timestamp() as seen_at,
        case when seen.ours then states.loaded_at end as loaded_at,
        case when states.ours = seen.ours then states.received_at end as received_at
    from jsonb_to_recordset($1::jsonb) as seen (
        table_name text, ours boolean, rows bigint, newest_moment timestamptz
    )
    left join plumbline.source_state as states on seen.table_name = states.table_name
) as source_state`

function constantView(view: View, columns: readonly string[]): View {
  const text = `select\n    ${columns.join(',\n    ')}`
  const segments = [{ text }]
  return {
    ...view,
    body: text,
    segments,
    reads: [],
    steps: [{ name: null, comment: '', imports: null, isInlined: false, segments }],
  }
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { fillRollups } from '../../src/rollups/fill-rollups.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { readWarehouseState } from '../../src/warehouse/state/read-warehouse-state.ts'
import { engineKinds } from '../harness/engine-kinds.ts'
import { forFewRows } from '../harness/few-rows.ts'
import { fill, rolledBack, sharedWarehouse, type SourceRows } from '../harness/warehouse.ts'
import { arbitraryData } from './arbitrary-data.ts'
import { seasons } from './arbitrary-moment.ts'
import { arbitraryQuery } from './arbitrary-query.ts'
import type { Data } from './oracle/data/data.ts'
import type { Query } from './oracle/question/query.ts'
import { compareStored, rollupFor, withRollups } from './stored-and-base.ts'

const { PROPERTY_SEED: again } = process.env
const seed = again === undefined ? 20_261_129 : Number(again)
const [dataSets, queries] = [3, 24]

/** Queries in a form that stored rows can have: most others differ in a parameter or a moment. */
const servable = (query: Query, isAsDrawn: boolean): Query => {
  if (isAsDrawn) return query
  const { asOf: _asOf, timeZone: _timeZone, toDate: _toDate, options: _options, ...rest } = query
  return rest.grain === 'hour' ? { ...rest, grain: 'day' } : rest
}

const drawn = fc.constantFrom(...seasons).chain((season) =>
  fc.record({
    data: arbitraryData(season),
    later: arbitraryData(season),
    queries: fc.array(
      fc
        .tuple(arbitraryQuery(season), fc.integer({ min: 0, max: 9 }))
        .map(([query, one]) => servable(query, one === 0)),
      { minLength: queries, maxLength: queries, size: 'max' },
    ),
  }),
)

test.each(engineKinds)(
  'results from stored rows are those of the base, after a full and an incremental refresh: %s',
  { timeout: 600_000 },
  async (kind) => {
    const { engine, catalog } = await sharedWarehouse(kind)
    const servedFrom: (string | null)[] = []
    await fc.assert(
      fc.asyncProperty(drawn, async ({ data, later, queries: asked }) => {
        await rolledBack(engine, async (session) => {
          const transaction = await forFewRows(session)
          const rollups = asked.map((query, index) => rollupFor(catalog, query, `of_query_${index}`))
          const own = withRollups(catalog, rollups)
          const compareAll = async () => {
            const state = await readWarehouseState(transaction, own)
            for (const query of asked)
              servedFrom.push(await compareStored(transaction, own, state, query as MetricsRequestInput))
          }
          await fill(transaction, catalog, data as SourceRows)
          await fillRollups(transaction, own)
          await compareAll()
          const before = await rowsByDay(transaction, catalog)
          await fill(transaction, catalog, withLater(data, later) as SourceRows)
          await fillRollups(transaction, own, firstDifference(before, await rowsByDay(transaction, catalog)))
          await compareAll()
        })
      }),
      { numRuns: dataSets, seed, endOnFailure: true },
    )
    const answered = servedFrom.filter((one) => one !== null)
    const served = answered.filter((one) => one === 'rollup')
    // stored rows that are never read would always be equal
    expect(served.length / answered.length).toBeGreaterThan(0.3)
  },
)

/** The data with more events: late ones, new ones, and repeated ones. */
function withLater(data: Data, later: Data): Data {
  const events = later.product_events ?? []
  const known = data.product_events ?? []
  return {
    ...data,
    product_events: [
      ...known,
      ...known.slice(0, 2),
      ...events.slice(0, 20).map((event, index) => ({ ...event, event_id: `later ${index}` })),
    ],
  }
}

/** The rows behind metrics of activity by their day; what describes actors is under an empty day. */
async function rowsByDay(engine: Engine, catalog: Catalog): Promise<ReadonlyMap<string, string>> {
  const views = ['metrics.engagement', 'facts.user_creations', 'facts.account_creations']
  const entities = ['entities.users', 'entities.workspaces', 'entities.accounts']
  const days = new Map<string, string>()
  for (const view of [...views, ...entities].filter((name) => catalog.views.has(name))) {
    const day = view === 'metrics.engagement' ? `(occurred_at at time zone 'UTC')::date::text` : `''`
    const rows = await engine.query<{ day: string; rows: string }>({
      sql: `select ${day} as day, string_agg(one::text, ';' order by one::text) as rows from ${view} as one group by 1`,
      parameters: [],
    })
    for (const { day: on, rows: all } of rows) days.set(on, `${days.get(on) ?? ''} ${view} ${all}`)
  }
  return days
}

/** The first day whose rows differ; null when what describes actors differs. */
function firstDifference(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string | null {
  const days = [...new Set([...before.keys(), ...after.keys()])].filter(
    (day) => before.get(day) !== after.get(day),
  )
  const [first = '9999-12-31'] = days.sort()
  return first === '' ? null : first
}

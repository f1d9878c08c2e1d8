import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { fillRollups } from '../../src/rollups/fill-rollups.ts'
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
const [dataSets, queries] = [inject('isFull') ? 3 : 1, 24]

/**
 * Queries in a form that stored rows can have: most others differ in a parameter or a moment, or have a condition on a
 * dimension by which they do not group.
 */
const servable = (query: Query, isAsDrawn: boolean): Query => {
  if (isAsDrawn) return query
  const { asOf: _asOf, timeZone: _timeZone, toDate: _toDate, options: _options, where = [], ...rest } = query
  const grouped = where.filter(({ dimension }) => rest.by?.includes(dimension) === true)
  return { ...rest, where: grouped, ...(rest.grain === 'hour' && { grain: 'day' as const }) }
}

const drawn = fc.constantFrom(...seasons).chain((season) =>
  fc.record({
    data: arbitraryData(season),
    later: arbitraryData(season),
    edited: fc.constantFrom(null, 'accounts', 'users', 'workspaces', 'account_domains', 'identity_accounts'),
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
      fc.asyncProperty(drawn, async ({ data, later, edited, queries: asked }) => {
        await rolledBack(engine, async (session) => {
          const transaction = await forFewRows(session)
          const rollups = asked.map((query, index) => rollupFor(catalog, query, `of_query_${index}`))
          const own = withRollups(catalog, rollups)
          const compareAll = async () => {
            const state = await readWarehouseState(transaction, own)
            for (const query of asked) servedFrom.push(await compareStored(transaction, own, state, query))
          }
          await fill(transaction, catalog, data as SourceRows)
          await fillRollups(transaction, own)
          await compareAll()
          await fill(transaction, catalog, withLater(data, later, edited) as SourceRows)
          await fillRollups(transaction, own)
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

/** The data with more events (late ones, new ones, and repeated ones), and other rows of one table. */
function withLater(data: Data, later: Data, edited: keyof Data | null): Data {
  const events = later.product_events ?? []
  const known = data.product_events ?? []
  return {
    ...data,
    ...(edited !== null && { [edited]: later[edited] ?? [] }),
    product_events: [
      ...known,
      ...known.slice(0, 2),
      ...events.slice(0, 20).map((event, index) => ({ ...event, event_id: `later ${index}` })),
    ],
  }
}

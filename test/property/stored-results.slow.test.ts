import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Catalog, View } from '../../src/catalog/catalog.ts'
import { compileViewQuery } from '../../src/semantic/compile/view-query.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { readWarehouseState } from '../../src/warehouse/state/read-warehouse-state.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { engineKinds } from '../harness/engine-kinds.ts'
import { forFewRows } from '../harness/few-rows.ts'
import { storedResults } from '../../src/warehouse/release/batches/stored-results.ts'
import { fillResults } from '../harness/fill-stored.ts'
import { fill, rolledBack, sharedWarehouse, type SourceRows } from '../harness/warehouse.ts'
import { arbitraryData } from './arbitrary-data.ts'
import { seasons } from './arbitrary-moment.ts'

const { PROPERTY_SEED: again } = process.env
const seed = again === undefined ? 20_261_129 : Number(again)

const drawn = fc.constantFrom(...seasons).chain((season) => arbitraryData(season))

test.each(engineKinds)(
  'stored results are those computed from the base: %s',
  { timeout: 300_000 },
  async (kind) => {
    const { engine, catalog } = await sharedWarehouse(kind)
    const filled = new Set<string>()
    await fc.assert(
      fc.asyncProperty(drawn, async (data) => {
        await rolledBack(engine, async (session) => {
          const transaction = await forFewRows(session)
          await fill(transaction, catalog, data as SourceRows)
          await fillResults(transaction, catalog)
          for (const view of storedResults(catalog)) {
            const stored = await rowsOf(transaction, catalog, view, 'stored')
            expect(stored, view.name).toEqual(await rowsOf(transaction, catalog, view, 'computed'))
            if (stored.length > 0) filled.add(view.name)
          }
        })
      }),
      { numRuns: 4, seed, endOnFailure: true },
    )
    // without rows they would always be equal
    expect(filled.size).toBeGreaterThan(storedResults(catalog).length / 2)
  },
)

test('a refresh without a new event of an account changes what has become untrue of it', async () => {
  const { engine, catalog } = await sharedWarehouse('postgres')
  await rolledBack(engine, async (transaction) => {
    const quiet = async () =>
      transaction.query({
        sql: `select active_users, health_score from pages.accounts where account_key = 'user:ada'`,
        parameters: [],
      })
    await fill(transaction, catalog, withLastEvent('2025-01-20T10:00:00Z'))
    await refresh(transaction, catalog, { withResults: true })
    expect(await quiet()).toMatchObject([{ active_users: '1' }])
    const before = await quiet()
    // the only new event is one of another account
    await transaction.execute(
      `update source.product_events set occurred_at = '2025-06-20T10:00:00Z', received_at = '2025-06-20T10:00:00Z'
      where event_id = 'last'`,
    )
    await refresh(transaction, catalog, { withResults: true })
    expect(await quiet()).toMatchObject([{ active_users: '0' }])
    expect(await quiet()).not.toEqual(before)
    for (const view of storedResults(catalog))
      expect(await rowsOf(transaction, catalog, view, 'stored'), view.name).toEqual(
        await rowsOf(transaction, catalog, view, 'computed'),
      )
  })
})

test('the page and the signals of an account are found by an index', async () => {
  const { engine, catalog } = await sharedWarehouse('postgres')
  await rolledBack(engine, async (transaction) => {
    const { users = [], ...rest } = withLastEvent('2025-01-20T10:00:00Z')
    await fill(transaction, catalog, { ...rest, users: [...users, ...manyUsers] })
    await fillResults(transaction, catalog)
    // of accounts and months, the key of an account selects fewer rows only when there are many accounts
    const tables = storedResults(catalog).map(({ name }) => name)
    await transaction.execute(`analyze ${tables.join(', ')}; set local enable_seqscan = off`)
    for (const name of [
      'account_contracts',
      'account_health',
      'account_people',
      'account_revenue',
      'account_seats',
    ])
      expect(await planOf(transaction, `pages.${name}`), name).toMatch(/Index Cond: \(account_key = /)
    expect(await planOf(transaction, 'pages.account_segment')).toMatch(/Index Cond: \(+account_key = /)
    expect(await planOf(transaction, 'signals.feed')).toMatch(/Index Cond: \(account_key = /)
    const whole = await planOf(transaction, 'pages.accounts')
    expect(whole.match(/Index Cond: \(+account_key = /g)).toHaveLength(7)
  })
})

/** The rows of a view, read from the table or computed, as sorted texts. */
async function rowsOf(
  engine: Engine,
  catalog: Catalog,
  view: View,
  from: 'stored' | 'computed',
): Promise<readonly string[]> {
  const state = await readWarehouseState(engine, catalog)
  const results = new Set(storedResults(catalog).map(({ name }) => name))
  const stored =
    from === 'stored' ? state.stored : new Set([...state.stored].filter((name) => !results.has(name)))
  expect(state.stored).toContain(view.name)
  const rows = await engine.queryArrays(
    compileViewQuery(
      catalog,
      view.name,
      { parameters: state.parameters, stored, permitted: null, distributed: false },
      (relation) => `select ${view.columns.join(', ')} from ${relation}`,
    ),
  )
  return rows.rows.map((row) => JSON.stringify(row)).sort()
}

async function planOf(engine: Engine, relation: string): Promise<string> {
  const rows = await engine.query<{ 'QUERY PLAN': string }>({
    sql: `explain (costs off) select * from ${relation} where account_key = 'user:ada'`,
    parameters: [],
  })
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

const manyUsers = Array.from({ length: 200 }, (_, place) => ({
  user_id: `user-${String(place)}`,
  email: `user@company-${String(place)}.example`,
  created_at: '2025-01-02T10:00:00Z',
}))

const withLastEvent = (lastAt: string): SourceRows => ({
  users: [
    { user_id: 'ada', email: 'ada@acme.example', created_at: '2025-01-02T10:00:00Z' },
    { user_id: 'bob', email: 'bob@globex.example', created_at: '2025-01-02T10:00:00Z' },
  ],
  product_events: [
    { event_id: 'first', user_id: 'ada', event_name: 'make', occurred_at: '2025-01-10T10:00:00Z' },
    { event_id: 'last', user_id: 'bob', event_name: 'make', occurred_at: lastAt },
  ],
})

import { expect, onTestFinished, test } from 'vitest'
import { runtimeOf } from '../../src/open-runtime.ts'
import { runQuery } from '../../src/query/run-query.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import { fillRollups } from '../../src/rollups/fill-rollups.ts'
import { refreshBatch } from '../../src/warehouse/release/refresh.ts'
import { engineKinds } from '../harness/engine-kinds.ts'
import { insertRows, type SourceRows } from '../harness/sample-rows.ts'
import { openDeployed } from '../harness/warehouse.ts'

const made = (event_id: string, user_id: string, occurred_at: string) => ({ event_id, user_id, occurred_at })

const first: SourceRows = {
  users: [{ user_id: 'ada', email: 'ada@acme.example', created_at: '2024-01-01' }],
  product_events: [made('a', 'ada', '2024-01-02T10:00:00Z'), made('b', 'ada', '2024-02-03T10:00:00Z')],
  subscription_periods: [
    { customer_id: 'c', plan: 'team', amount: 100, started_at: '2024-01-05', ended_at: '2024-02-20' },
  ],
  billing_customers: [{ customer_id: 'c', account_id: 'acme' }],
}

/** One more user, an event of an earlier day, and a newer one in another month. */
const later: SourceRows = {
  users: [{ user_id: 'bob', email: 'bob@acme.example', created_at: '2024-02-10' }],
  product_events: [
    made('c', 'bob', '2024-01-20T10:00:00Z'),
    made('d', 'bob', '2024-03-01T12:00:00.123456Z'),
    made('a', 'ada', '2024-01-02T10:00:00Z'),
  ],
}

const requests: readonly MetricsRequestInput[] = [
  { metrics: ['active_users', 'monthly_active_users'], grain: 'month' },
  { metrics: ['active_users'], by: ['industry'], grain: 'week' },
  { metrics: ['signups', 'mrr'], grain: 'month' },
  { metrics: ['user_retention_rate'], grain: 'month' },
  { metrics: ['activation_rate'], options: { core_action: 'made' } },
]

test.each(engineKinds)(
  'a fresh result is that of the next refresh, without one: %s',
  async (kind) => {
    const { engine, catalog, close } = await openDeployed(kind)
    onTestFinished(close)
    const arrive = async (tables: SourceRows) => {
      for (const [name, rows] of Object.entries(tables)) await engine.query(insertRows(catalog, name, rows))
      await engine.query({
        sql: 'update plumbline.source_state set provided = true where table_name = any ($1::text[])',
        parameters: [Object.keys(first)],
      })
    }
    const refreshed = () =>
      refreshBatch(engine, catalog, { after: (transaction) => fillRollups(transaction, catalog) })
    const ask = async (request: MetricsRequestInput) => {
      const { rows, provenance } = await runQuery(runtimeOf(catalog, engine), request)
      const { asOf, dataAsOf, servedFrom } = provenance
      return { rows, asOf, dataAsOf, servedFrom, notes: provenance.notes }
    }

    await arrive(first)
    await refreshed()
    const before = await ask({ metrics: ['active_users'], grain: 'month' })
    await arrive(later)
    expect(await ask({ metrics: ['active_users'], grain: 'month' })).toEqual(before)

    const fresh = []
    for (const request of requests) fresh.push(await ask({ ...request, fresh: true }))
    expect(fresh[0]).toMatchObject({
      rows: [
        ['2024-01-01', '2', '1'],
        ['2024-02-01', '1', '1'],
        ['2024-03-01', '1', '2'],
      ],
      dataAsOf: '2024-03-01T12:00:00.123456Z',
      servedFrom: 'base',
    })
    expect(fresh[0]?.notes.join()).toContain('with the records that arrived since the last refresh')

    await refreshed()
    for (const [index, request] of requests.entries()) {
      const { rows, asOf, dataAsOf } = await ask(request)
      expect(fresh[index]).toMatchObject({ rows, asOf, dataAsOf })
    }
  },
  240_000,
)

test('a request is fresh or as of a moment, not both', async () => {
  const { engine, catalog, close } = await openDeployed('postgres')
  onTestFinished(close)
  await expect(
    runQuery(runtimeOf(catalog, engine), { metrics: ['signups'], fresh: true, asOf: '2024-01-01' }),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST', details: { subject: 'fresh' } })
})

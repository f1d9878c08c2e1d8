import { beforeEach, describe, expect, test } from 'vitest'
import type { Feed } from '../../src/catalog/adapters/adapter.ts'
import { checkSources } from '../../src/warehouse/check/check-sources.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { deploy, isUpToDate, planDeploy } from '../../src/warehouse/release/deploy.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { inTransactions } from '../harness/open-transaction.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { createRaw, feedOf } from './given-raw.ts'

const catalog = await ownCatalog()

const customer = {
  id: 'cus_1',
  email: 'ada@acme.com',
  created: '2024-01-01 00:00:00',
  livemode: 'true',
  _fivetran_synced: '2024-06-01 00:00:00',
}

describe('deploy with the tables of a vendor', () => {
  let engine: Engine
  let feeds: readonly Feed[]

  inTransactions(
    'postgres',
    () => Promise.resolve(),
    (transaction) => {
      engine = transaction
    },
  )
  beforeEach(async () => {
    feeds = [{ ...(await feedOf('stripe', 'fivetran')), tables: ['billing_customers', 'invoices'] }]
    await createRaw(engine, 'stripe', { customer: [customer] })
    await release()
  })

  const release = async () => {
    await deploy(engine, catalog, { feeds })
    await refresh(engine, catalog)
  }
  const plan = () => planDeploy(engine, catalog, { feeds })
  const rows = (sql: string) => engine.query<Record<string, unknown>>({ sql, parameters: [] })

  test('makes a view in place of an empty table, and only once', async () => {
    expect(await rows('select customer_id, payer_email from source.billing_customers')).toEqual([
      { customer_id: 'cus_1', payer_email: 'ada@acme.com' },
    ])
    expect(isUpToDate(await plan())).toBe(true)
  })

  test('leaves a table of the contract unavailable whose raw table is missing', async () => {
    const { feeds: compiled } = (await plan()).adapters
    expect(compiled.find(({ table }) => table === 'invoices')?.missingTables).toEqual(['stripe.invoice'])
    const { missing, sources } = await checkSources(engine, catalog, (await plan()).adapters)
    expect(missing).toContain('invoices')
    expect(sources).toMatchObject([
      { table: 'billing_customers', from: 'stripe', rows: 1, receivedAt: '2024-06-01T00:00:00Z' },
    ])
  })

  test('makes a view again when the loader has a new column, or dropped it with its table', async () => {
    await engine.execute(`alter table stripe.customer add column metadata text;
      update stripe.customer set metadata = '{"account_id": "a1"}'`)
    expect((await plan()).sources.join()).toContain('source.billing_customers differs')
    await release()
    expect(await rows('select account_id from source.billing_customers')).toEqual([{ account_id: 'a1' }])

    await engine.execute(`create table stripe.customer_new as select * from stripe.customer;
      drop table stripe.customer cascade;
      alter table stripe.customer_new rename to customer`)
    expect(isUpToDate(await plan())).toBe(false)
    await release()
    expect(await rows('select account_id from source.billing_customers')).toEqual([{ account_id: 'a1' }])
  })

  test('never replaces a view that others made', async () => {
    await engine.execute(`comment on view source.billing_customers is 'ours'`)
    await expect(release()).rejects.toMatchObject({
      code: 'RELATION_TAKEN',
      details: { subject: 'source.billing_customers' },
    })
  })

  test('adds up two vendors, of which the first keeps its ids', async () => {
    const [stripe] = feeds
    const recurly = { ...(await feedOf('recurly', 'fivetran')), tables: ['billing_customers'] }
    await createRaw(engine, 'recurly', { account: [{ id: 'cus_1', email: 'bo@acme.com' }] })
    feeds = stripe === undefined ? [] : [stripe, recurly]
    await release()
    expect(await rows('select customer_id from source.billing_customers order by customer_id')).toEqual([
      { customer_id: 'cus_1' },
      { customer_id: 'recurly:cus_1' },
    ])
  })

  test('drops the view of a vendor that is no more declared, and has an empty table again', async () => {
    feeds = []
    expect((await plan()).sources).toContain(
      'source.billing_customers was made of stripe, which feeds it no more: deploy drops the view.',
    )
    await release()
    expect(await rows('select customer_id from source.billing_customers')).toEqual([])
    const [table] = await rows(
      `select relkind::text as kind from pg_class where oid = 'source.billing_customers'::regclass`,
    )
    expect(table).toEqual({ kind: 'r' })
    expect(isUpToDate(await plan())).toBe(true)
  })

  test('leaves views alone where nothing is said about vendors', async () => {
    await deploy(engine, catalog)
    expect(await rows('select customer_id from source.billing_customers')).toEqual([{ customer_id: 'cus_1' }])
  })

  test('knows the time of the last sync at each refresh', async () => {
    const received = () =>
      rows(`select received_at from plumbline.source_state where table_name = 'billing_customers'`)
    expect(await received()).toEqual([{ received_at: '2024-06-01T00:00:00Z' }])
    await engine.execute(`update stripe.customer set _fivetran_synced = '2024-07-01 00:00:00'`)
    await refresh(engine, catalog)
    expect(await received()).toEqual([{ received_at: '2024-07-01T00:00:00Z' }])
  })
})

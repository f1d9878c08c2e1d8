import { describe, expect, test } from 'vitest'
import { createLoaders } from '../../src/loaders/create-loaders.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { declareReceipt } from '../../src/warehouse/contract/declare-receipt.ts'
import { inspectSources } from '../../src/warehouse/contract/inspect-sources.ts'
import { deploy } from '../../src/warehouse/release/deploy.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { inTransactions } from '../harness/open-transaction.ts'
import { warehouseOf } from '../harness/warehouse.ts'
import { engineKinds } from '../harness/engine-kinds.ts'
import { shareOf, slowTest } from '../harness/slow-test.ts'

/** A view over raw tables that has the contract's columns, as a loader or dbt would write it. */
const periodsView = `
  create schema if not exists source;
  create schema if not exists raw;
  drop table if exists raw.periods cascade;
  create table raw.periods (
    id text, customer text, started timestamptz, ended timestamptz, amount numeric, every text, item text
  );
  create view source.subscription_periods as
  select
    id as period_id, 's-' || id as subscription_id, item as item_id, customer as customer_id, null::text as plan,
    null::bigint as seats, started as started_at, ended as ended_at, amount, every as interval,
    null::bigint as interval_count, null::numeric as discount_amount, null::text as currency,
    null::boolean as is_trial, null::timestamptz as trial_end, null::text as usage_type,
    null::timestamptz as cancelled_at
  from raw.periods`

const sound = "('p1', 'c1', '2024-01-01T00:00:00Z', null, 100, 'month', null)"

const catalog = await ownCatalog()

describe.each(engineKinds)('a view in place of a source table, on %s', (kind) => {
  let engine: Engine

  inTransactions(
    kind,
    async (replaced) => {
      await replaced.execute(`drop table source.subscription_periods cascade; ${periodsView}`)
      await deploy(replaced, catalog)
    },
    (transaction) => {
      engine = transaction
    },
  )

  /** The company's view, with Plumbline's views over it; and another view in place of its source table. */
  const given = async (rows: string, other?: { readonly table: string; readonly as: string }) => {
    await engine.execute(`insert into raw.periods values ${rows}`)
    if (other !== undefined) {
      const { table, as } = other
      await engine.execute(`drop table source.${table} cascade; create view source.${table} as ${as}`)
      await deploy(engine, catalog)
    }
    await refresh(engine, catalog)
    return warehouseOf(engine, catalog)
  }

  test('without violations gives results without a note', async () => {
    const { answer } = await given(sound)
    const { rows, provenance } = await answer({ metrics: ['mrr'] })
    expect(rows).toEqual([['100']])
    expect(provenance.notes.filter((note) => note.startsWith('source.'))).toEqual([])
  })

  test.each(
    shareOf(
      [
        {
          fault: 'a row twice, which would count four times',
          row: sound,
          says: '2 rows with the key (period_id) of another row',
          example: 'period_id "p1"',
        },
        {
          fault: 'no amount',
          row: "('p2', 'c2', '2024-01-01T00:00:00Z', null, null, 'month', null)",
          says: '1 row without amount',
          example: 'period_id "p2", amount null',
        },
        {
          fault: 'a blank customer',
          row: "('p2', ' ', '2024-01-01T00:00:00Z', null, 10, 'month', null)",
          says: '1 row without customer_id',
          example: 'period_id "p2", customer_id " "',
        },
        {
          fault: 'an interval that the contract does not have',
          row: "('p2', 'c2', '2024-01-01T00:00:00Z', null, 10, 'months', null)",
          says: '1 row with a value of interval other than day, week, month, quarter, year',
          example: 'interval "months"',
        },
      ],
      1,
    ),
  )(
    'with $fault makes the affected metrics unavailable, and gives the query of the rows',
    async ({ row, says, example }) => {
      const { rejection } = await given(`${sound}, ${row}`)
      for (const metric of ['mrr', 'new_mrr', 'paying_accounts', 'net_revenue_retention']) {
        const error = await rejection({ metrics: [metric], grain: 'month' })
        expect(error.code).toBe('CONTRACT_BROKEN')
        expect(error.message).toContain(`source.subscription_periods: ${says}.`)
        expect(error.message).toContain(example)
        const query = /Query: (.*)$/.exec(error.details.problems?.[0] ?? '')?.[1] ?? ''
        const { rows } = await engine.queryArrays({ sql: query, parameters: [] })
        expect(rows.length).toBe(Number(/\d+/.exec(says)?.[0]))
      }
    },
  )

  slowTest(
    'with contracts of unknown value makes revenue unavailable, although billing is valid',
    async () => {
      const contracts = `
      select
        'k' as contract_id, 'acme' as account_id, date '2024-01-01' as start_date, date '2024-12-31' as end_date,
        null::numeric as arr, null::bigint as seats, null::numeric as committed_units,
        null::numeric as committed_amount, null::text as meter, null::boolean as auto_renew,
        null::text as predecessor_id`
      const { rejection, ask } = await given(sound, { table: 'contracts', as: contracts })
      for (const metric of ['mrr', 'arr', 'carr', 'base_mrr', 'cohort_mrr']) {
        const error = await rejection({ metrics: [metric] })
        expect(error.code).toBe('CONTRACT_BROKEN')
        expect(error.message).toContain('source.contracts: 1 row without arr.')
      }
      // contracts do not affect trials
      expect(await ask({ metrics: ['trial_starts'] })).toEqual([{ trial_starts: 0 }])
    },
  )

  test.each(
    shareOf(
      [
        {
          what: 'a company twice',
          companies: "('acme', 'Acme'), ('acme', 'Acme Inc')",
          rule: 'with the key',
        },
        {
          what: 'a company without an id',
          companies: "('acme', 'Acme'), (null, 'Beta')",
          rule: 'without account_id',
        },
      ],
      0,
    ),
  )(
    'with $what makes account lists unavailable, and keeps lists of buyers where they are right',
    async ({ what, companies, rule }) => {
      await given(sound, {
        table: 'accounts',
        as: `select account_id, name, null::text as parent_account_id,
        null::bigint as employee_count, null::bigint as role_headcount, null::text as industry, null::text as country,
        null::text as icp_segment, null::text as owner_rep_id, null::timestamptz as created_at
      from (values ${companies}) as companies (account_id, name)`,
      })
      const loaders = createLoaders(runtimeOf(catalog, engine), {})
      const page = {
        size: 10,
        from: 'start',
        after: null,
        before: null,
        conditions: [],
        order: { columns: [], key: 'asc' },
      } as const
      const rejections = [loaders.accounts.load({ parent: null, page }), loaders.account.load('acme')]
      for (const rejection of rejections)
        await expect(rejection, what).rejects.toMatchObject({
          code: 'CONTRACT_BROKEN',
          message: expect.stringContaining(rule) as string,
        })
      const { nodes } = await loaders.buyers.load({ parent: null, page })
      expect(nodes.map(({ buyer_id }) => buyer_id)).toEqual(['c1'])
    },
  )

  slowTest('is valid again after a correction and a refresh', async () => {
    const { rejection } = await given(`${sound}, ${sound}`)
    expect((await rejection({ metrics: ['mrr'] })).code).toBe('CONTRACT_BROKEN')
    await engine.execute(`${periodsView}; insert into raw.periods values ${sound}`)
    await deploy(engine, catalog)
    await refresh(engine, catalog)
    expect(await warehouseOf(engine, catalog).ask({ metrics: ['mrr'] })).toEqual([{ mrr: 100 }])
  })

  slowTest('with periods that end before they begin, or overlap, gives results with a note', async () => {
    const { answer } = await given(`
      ('p1', 'c1', '2024-01-01T00:00:00Z', '2023-01-01T00:00:00Z', 100, 'month', null),
      ('p2', 'c2', '2024-01-01T00:00:00Z', null, 10, 'month', null)`)
    const { rows, provenance } = await answer({ metrics: ['mrr'] })
    expect(rows).toEqual([['10']])
    expect(provenance.notes).toContain(
      'source.subscription_periods: 1 row with ended_at before started_at. plumbline check lists them.',
    )
  })

  slowTest('with a declared sync time contains what had happened by then, and no later records', async () => {
    await given(`
      ('p1', 'c1', '2024-01-01T00:00:00Z', '2024-05-10T00:00:00Z', 100, 'month', null),
      ('p2', 'c2', '2024-09-01T00:00:00Z', null, 10, 'month', null)`)
    expect(await declareReceipt(engine, catalog.sources, '2024-07-15T00:00:00Z')).toEqual([
      'subscription_periods',
    ])
    const violations = await refresh(engine, catalog)
    const { answer } = warehouseOf(engine, catalog)
    const { rows, provenance } = await answer({ metrics: ['mrr'], grain: 'month' })
    expect(rows.slice(-4)).toEqual([
      ['2024-04-01', '100'],
      ['2024-05-01', '0'],
      ['2024-06-01', '0'],
      ['2024-07-01', '0'],
    ])
    expect(provenance.dataAsOf).toBe('2024-07-15T00:00:00Z')
    expect(violations.map(({ message }) => message)).toEqual([
      'source.subscription_periods: 1 row with started_at after it was received; these rows do not move "now" and are excluded until then.',
    ])
  })

  slowTest('with planned ends moves now, with a note, until the sync time is declared', async () => {
    await given("('p1', 'c1', '2024-01-01T00:00:00Z', '2024-05-10T00:00:00Z', 100, 'month', null)")
    const moved = async () =>
      (await warehouseOf(engine, catalog).answer({ metrics: ['mrr'] })).provenance.notes.filter((note) =>
        note.includes('move "now"'),
      )
    expect(await moved()).toEqual([
      expect.stringMatching(
        /1 row with ended_at more than a day after the newest record \(2024-01-01T00:00:00Z\)/,
      ),
    ])
    await declareReceipt(engine, catalog.sources, '2024-01-03T00:00:00Z')
    await refresh(engine, catalog)
    expect(await moved()).toEqual([])
    const { rows, provenance } = await warehouseOf(engine, catalog).answer({ metrics: ['mrr'] })
    expect([rows, provenance.dataAsOf]).toEqual([[['100']], '2024-01-03T00:00:00Z'])
  })

  test('is tested again by a check, without any write', async () => {
    await given(sound)
    await engine.execute(
      "insert into raw.periods select 'p2', customer, started, ended, null, every, item from raw.periods",
    )
    const inspections = await inspectSources(engine, catalog.sources)
    expect(inspections.flatMap(({ violations }) => violations.map(({ rule }) => rule))).toEqual([
      'required amount',
    ])
    const kept = await engine.queryArrays({
      sql: 'select * from plumbline.source_violations',
      parameters: [],
    })
    expect(kept.rows).toEqual([])
  })
})

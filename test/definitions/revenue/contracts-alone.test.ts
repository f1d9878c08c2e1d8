import { expect } from 'vitest'
import type { Row, SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const signed = (contract_id: string, account_id: string, start: string, end: string, arr: number): Row => ({
  contract_id,
  account_id,
  start_date: start,
  end_date: end,
  arr,
})

/** A company that loads contracts only. */
const contracts: readonly Row[] = [
  signed('first', 'acme', '2024-01-01', '2024-12-31', 12000),
  { ...signed('second', 'acme', '2025-01-01', '2025-12-31', 18000), predecessor_id: 'first' },
  // its last day is the last of January: it counts at the month's end
  signed('gone', 'globex', '2024-02-01', '2025-01-31', 2400),
  signed('new', 'initech', '2025-03-01', '2026-02-28', 6000),
  signed('signed', 'hooli', '2025-07-01', '2026-06-30', 3600),
]
const alone: SourceRows = { contracts }
const asOf = '2025-04-02'
const firstQuarter = { grain: 'month', from: '2025-01-01', to: '2025-03-31', asOf } as const

onBothEngines((test) => {
  test('contracts alone give MRR, movements and paying accounts', async ({ given }) => {
    const { ask } = await given(alone)
    const metrics = [
      'starting_mrr',
      'new_mrr',
      'expansion_mrr',
      'contraction_mrr',
      'churned_mrr',
      'reactivation_mrr',
      'mrr',
      'arr',
      'paying_accounts',
      'churned_accounts',
      'arpa',
    ]
    const rows = await ask({ metrics, ...firstQuarter })
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['2025-01-01', 1200, 0, 500, 0, 0, 0, 1700, 20400, 2, 0, 850],
      ['2025-02-01', 1700, 0, 0, 0, -200, 0, 1500, 18000, 1, 1, 1500],
      ['2025-03-01', 1500, 500, 0, 0, 0, 0, 2000, 24000, 2, 0, 1000],
    ])
    expect(await ask({ metrics: ['mrr'], by: ['account', 'plan'], asOf })).toEqual([
      { account: 'acme', plan: null, mrr: 1500 },
      { account: 'initech', plan: null, mrr: 500 },
    ])
  })

  test('contracts alone give CARR', async ({ given }) => {
    const { ask } = await given(alone)
    expect(await ask({ metrics: ['arr', 'carr'], asOf })).toEqual([{ arr: 24000, carr: 27600 }])
  })

  test('contracts alone give revenue retention over a year', async ({ given }) => {
    const { ask } = await given(alone)
    const metrics = ['base_mrr', 'net_revenue_retention', 'gross_revenue_retention', 'logo_retention_rate']
    // a year before, acme paid 1000 and globex 200
    expect(await ask({ metrics, asOf: '2025-03-31' })).toEqual([
      {
        base_mrr: 1200,
        net_revenue_retention: 1.25,
        gross_revenue_retention: 0.833333333333,
        logo_retention_rate: 0.5,
      },
    ])
    const cohorts = await ask({ metrics: ['cohort_mrr', 'cohort_mrr_now'], asOf: '2025-03-31' })
    expect(cohorts.filter(({ age }) => age === 13).map((row) => Object.values(row))).toEqual([
      ['2024-01-01', 13, 1000, 1500],
      ['2024-02-01', 13, 200, 0],
    ])
  })

  test('contracts and spend give CAC and payback', async ({ given }) => {
    const { ask } = await given({
      contracts,
      spend: [{ month: '2025-03-01', motion: 'shared', amount: 1000 }],
    })
    expect(
      await ask({
        metrics: ['acquisition_spend', 'acquired_accounts', 'cac'],
        from: '2025-03-01',
        to: '2025-03-31',
        asOf: '2025-06-02',
      }),
    ).toEqual([{ acquisition_spend: 1000, acquired_accounts: 1, cac: 1000 }])
    const cohorts = await ask({ metrics: ['cac_payback_months'], asOf: '2025-06-02' })
    expect(cohorts.at(-1)).toMatchObject({ cohort: '2025-03-01', cac_payback_months: 2 })
  })

  test('a workspace of an account with a contract is paid for, with or without billing data', async ({
    given,
  }) => {
    const { answer, ask } = await given({
      contracts,
      workspaces: [{ workspace_id: 'w', created_at: '2025-02-17', account_id: 'initech' }],
    })
    const question = {
      metrics: ['newly_paid_workspaces', 'days_to_paid_p50'],
      asOf,
      options: { free_to_paid_window_days: 30 },
    }
    expect(await ask(question)).toEqual([{ newly_paid_workspaces: 1, days_to_paid_p50: 12 }])
    expect((await answer(question)).provenance.notes).toContain(
      'No subscriptions were provided, so only contracts pay for workspaces.',
    )
  })

  test('contract revenue is a measure for the qualification of accounts', async ({ given }) => {
    const companies = ['acme', 'initech']
    const { ask } = await given({
      contracts,
      accounts: companies.map((account_id) => ({ account_id, icp_segment: 'icp_1' })),
      users: companies.map((id) => ({ user_id: id, created_at: '2025-03-01' })),
      identity_accounts: companies.map((id) => ({ user_id: id, account_id: id })),
      product_events: companies.map((id) => ({ user_id: id, occurred_at: '2025-04-01' })),
    })
    const worth = (value: number) => ({
      qualification_rule: { signals: [{ measure: 'mrr', op: '>=', value }], require: 1 },
    })
    const qualified = async (value: number) =>
      ask({ metrics: ['product_qualified_accounts'], options: worth(value), asOf })
    expect(await qualified(500)).toEqual([{ product_qualified_accounts: 2 }])
    expect(await qualified(501)).toEqual([{ product_qualified_accounts: 1 }])
  })

  test('closed books equal current books for contracts, unless a month was recorded with other values', async ({
    given,
  }) => {
    const { ask } = await given(alone)
    expect(await ask({ metrics: ['said_then', 'said_now', 'restated_mrr'], ...firstQuarter })).toEqual([
      { period: '2025-01-01', said_then: 1700, said_now: 1700, restated_mrr: 0 },
      { period: '2025-02-01', said_then: 1500, said_now: 1500, restated_mrr: 0 },
      { period: '2025-03-01', said_then: 2000, said_now: 2000, restated_mrr: 0 },
    ])
  })

  test('a result from contracts alone notes that subscriptions are missing', async ({ given }) => {
    const note = 'No subscriptions were provided, so recurring revenue is what contracts say.'
    const notesOf = async (tables: SourceRows) =>
      (await (await given(tables)).answer({ metrics: ['mrr'], asOf })).provenance.notes
    expect(await notesOf(alone)).toContain(note)
    expect(await notesOf({ contracts, subscription_periods: [] })).not.toContain(note)
  })

  test('without subscriptions and contracts revenue is unavailable, not zero', async ({ given }) => {
    const nothing = await given({ spend: [], workspaces: [], invoices: [], product_events: [] })
    const revenue = [
      'mrr',
      'arr',
      'net_revenue_retention',
      'cohort_mrr',
      'said_now',
      'cac',
      'free_to_paid_rate',
    ]
    for (const metric of revenue)
      expect((await nothing.rejection({ metrics: [metric], asOf })).message).toMatch(
        / needs the source table subscription_periods or contracts, which was not provided\./,
      )
  })

  test('subscriptions alone give MRR, but not CARR', async ({ given }) => {
    const { ask, rejection } = await given({
      subscription_periods: [{ customer_id: 'c', started_at: '2025-01-01', amount: 100 }],
    })
    expect(await ask({ metrics: ['mrr'], asOf })).toEqual([{ mrr: 100 }])
    expect(await rejection({ metrics: ['carr'], asOf })).toMatchObject({
      code: 'METRIC_UNAVAILABLE',
      details: { problems: ['contracts'] },
    })
  })

  test('trials require subscriptions', async ({ given }) => {
    const { rejection } = await given(alone)
    expect(await rejection({ metrics: ['trial_starts'], asOf })).toMatchObject({
      code: 'METRIC_UNAVAILABLE',
      details: { problems: ['subscription_periods'] },
    })
  })
})

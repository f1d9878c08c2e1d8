import { expect } from 'vitest'
import type { Row, SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const item = (
  customer_id: string,
  subscription_id: string,
  item_id: string,
  amount: number,
  started_at: string,
  ended_at: string | null = null,
): Row => ({
  period_id: `${subscription_id} ${item_id}`,
  customer_id,
  subscription_id,
  item_id,
  plan: item_id,
  amount,
  started_at,
  ended_at,
})

/**
 * One account with two customers. The first changes from one item to another, and adds a second subscription
 * that it cancels again; the second customer starts later and leaves earlier.
 */
const acme: SourceRows = {
  billing_customers: [
    { customer_id: 'design', account_id: 'acme' },
    { customer_id: 'sales', account_id: 'acme' },
  ],
  subscription_periods: [
    item('design', 's1', 'basic', 100, '2025-01-10', '2025-03-05'),
    item('design', 's1', 'pro', 150, '2025-03-05'),
    item('design', 's2', 'extra', 20, '2025-02-01', '2025-04-10'),
    item('sales', 's3', 'basic', 30, '2025-03-10', '2025-05-05'),
  ],
}
const asOf = '2025-06-01'
const to = '2025-05-31'

const grains = ['account', 'customer', 'subscription_item'] as const

const movements = [
  'starting_mrr',
  'new_mrr',
  'expansion_mrr',
  'contraction_mrr',
  'churned_mrr',
  'reactivation_mrr',
  'mrr',
  'starting_paying_accounts',
  'new_paying_accounts',
  'churned_accounts',
  'paying_accounts',
]

onBothEngines((test) => {
  const byMonth: Readonly<Record<(typeof grains)[number], readonly (readonly (string | number)[])[]>> = {
    account: [
      ['2025-01-01', 0, 100, 0, 0, 0, 0, 100, 0, 1, 0, 1],
      ['2025-02-01', 100, 0, 20, 0, 0, 0, 120, 1, 0, 0, 1],
      ['2025-03-01', 120, 0, 80, 0, 0, 0, 200, 1, 0, 0, 1],
      ['2025-04-01', 200, 0, 0, -20, 0, 0, 180, 1, 0, 0, 1],
      ['2025-05-01', 180, 0, 0, -30, 0, 0, 150, 1, 0, 0, 1],
    ],
    // the cancelled second subscription is contraction; the second customer is new, and churns
    customer: [
      ['2025-01-01', 0, 100, 0, 0, 0, 0, 100, 0, 1, 0, 1],
      ['2025-02-01', 100, 0, 20, 0, 0, 0, 120, 1, 0, 0, 1],
      ['2025-03-01', 120, 30, 50, 0, 0, 0, 200, 1, 1, 0, 2],
      ['2025-04-01', 200, 0, 0, -20, 0, 0, 180, 2, 0, 0, 2],
      ['2025-05-01', 180, 0, 0, 0, -30, 0, 150, 2, 0, 1, 1],
    ],
    // the change from one item to another is churn and new; no item expands or contracts
    subscription_item: [
      ['2025-01-01', 0, 100, 0, 0, 0, 0, 100, 0, 1, 0, 1],
      ['2025-02-01', 100, 20, 0, 0, 0, 0, 120, 1, 1, 0, 2],
      ['2025-03-01', 120, 180, 0, 0, -100, 0, 200, 2, 2, 1, 3],
      ['2025-04-01', 200, 0, 0, 0, -20, 0, 180, 3, 0, 1, 2],
      ['2025-05-01', 180, 0, 0, 0, -30, 0, 150, 2, 0, 1, 1],
    ],
  }

  test.for(grains)(
    'with movements by %s, the opening balance plus movements is the closing balance',
    async (grain, { given }) => {
      const { ask } = await given(acme)
      const rows = await ask({
        metrics: movements,
        grain: 'month',
        to,
        asOf,
        options: { movement_grain: grain },
      })
      expect(rows.map((row) => Object.values(row))).toEqual(byMonth[grain])
    },
  )

  test('accounts are compared unless the query sets another grain', async ({ given }) => {
    const { ask } = await given(acme)
    const rows = await ask({ metrics: movements, grain: 'month', to, asOf })
    expect(rows.map((row) => Object.values(row))).toEqual(byMonth.account)
  })

  test('an item without an id is its subscription; the same id in another subscription is another item', async ({
    given,
  }) => {
    const { ask } = await given({
      subscription_periods: [
        { ...item('c', 's1', 'x', 10, '2025-01-01', '2025-02-01'), item_id: null, period_id: 'a' },
        { ...item('c', 's1', 'x', 15, '2025-02-01'), item_id: null, period_id: 'b' },
        item('c', 's2', 'basic', 1, '2025-01-01', '2025-02-01'),
        item('c', 's3', 'basic', 2, '2025-02-01'),
      ],
    })
    expect(
      await ask({
        metrics: ['new_mrr', 'expansion_mrr', 'churned_mrr', 'mrr'],
        grain: 'month',
        to: '2025-02-28',
        asOf: '2025-03-01',
        options: { movement_grain: 'subscription_item' },
      }),
    ).toEqual([
      // a period that ends with the month counts at its end
      { period: '2025-01-01', new_mrr: 11, expansion_mrr: 0, churned_mrr: 0, mrr: 11 },
      { period: '2025-02-01', new_mrr: 2, expansion_mrr: 5, churned_mrr: -1, mrr: 17 },
    ])
  })

  test('a discount item reduces the total of all items, as for the account', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        item('c', 's1', 'seats', 100, '2025-01-10', '2025-03-10'),
        item('c', 's1', 'discount', -40, '2025-02-10', '2025-03-10'),
        // an account with negative items only has a credit, and pays nothing
        item('other', 's9', 'discount', -5, '2025-01-10'),
      ],
    })
    const asked = (grain: string) =>
      ask({
        metrics: ['starting_mrr', 'new_mrr', 'contraction_mrr', 'churned_mrr', 'mrr', 'paying_accounts'],
        grain: 'month',
        to: '2025-03-31',
        asOf: '2025-04-01',
        options: { movement_grain: grain },
      })
    const values = (rows: readonly Row[]) => rows.map((row) => Object.values(row).slice(1))
    expect(values(await asked('account'))).toEqual([
      [0, 100, -5, 0, 95, 1],
      [95, 0, -40, 0, 55, 1],
      [55, 0, 0, -60, -5, 0],
    ])
    expect(values(await asked('subscription_item'))).toEqual([
      [0, 100, -5, 0, 95, 1],
      [95, -40, 0, 0, 55, 2],
      [55, 0, 0, -60, -5, 0],
    ])
  })

  const credits = [
    // a credit that starts, is used up, and returns instead of payments
    item('c', 's1', 'credit', -20, '2025-01-10', '2025-03-10'),
    item('c', 's2', 'seats', 50, '2025-02-10', '2025-04-10'),
    item('c', 's3', 'credit', -30, '2025-04-05', '2025-06-10'),
    item('c', 's4', 'seats', 40, '2025-05-20'),
  ]
  test.for(grains)('a credit is negative revenue and not a payer, by %s', async (grain, { given }) => {
    const { ask } = await given({ subscription_periods: credits })
    const rows = await ask({
      metrics: movements,
      grain: 'month',
      to: '2025-06-30',
      asOf: '2025-07-01',
      options: { movement_grain: grain },
    })
    for (const row of rows) {
      const of = (name: string) => Number(row[name])
      expect(
        of('starting_mrr') +
          of('new_mrr') +
          of('expansion_mrr') +
          of('contraction_mrr') +
          of('churned_mrr') +
          of('reactivation_mrr'),
      ).toBe(of('mrr'))
    }
    expect(rows.map(({ mrr }) => mrr)).toEqual([-20, 30, 50, -30, 10, 40])
  })

  test('a payer that gets a credit has churned, and a later payment reactivates it', async ({ given }) => {
    const { ask } = await given({ subscription_periods: credits })
    const rows = await ask({ metrics: movements, grain: 'month', to: '2025-06-30', asOf: '2025-07-01' })
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['2025-01-01', 0, 0, 0, -20, 0, 0, -20, 0, 0, 0, 0],
      ['2025-02-01', -20, 50, 0, 0, 0, 0, 30, 0, 1, 0, 1],
      ['2025-03-01', 30, 0, 20, 0, 0, 0, 50, 1, 0, 0, 1],
      ['2025-04-01', 50, 0, 0, 0, -80, 0, -30, 1, 0, 1, 0],
      ['2025-05-01', -30, 0, 0, 0, 0, 40, 10, 0, 0, 0, 1],
      ['2025-06-01', 10, 0, 30, 0, 0, 0, 40, 1, 0, 0, 1],
    ])
    expect(await ask({ metrics: ['mrr', 'arr', 'paying_accounts', 'arpa'], asOf: '2025-04-20' })).toEqual([
      { mrr: -30, arr: -360, paying_accounts: 0, arpa: null },
    ])
  })

  test('MRR, ARR and their segments are equal at each grain', async ({ given }) => {
    const { ask, rejection } = await given({ ...acme, accounts: [{ account_id: 'acme', industry: 'toys' }] })
    const asked = (grain: string) =>
      ask({
        metrics: ['mrr', 'arr', 'paying_accounts'],
        by: ['industry', 'account'],
        grain: 'month',
        from: '2025-03-01',
        to: '2025-04-30',
        asOf,
        options: { movement_grain: grain },
      })
    const same = [
      { period: '2025-03-01', industry: 'toys', account: 'acme', mrr: 200, arr: 2400 },
      { period: '2025-04-01', industry: 'toys', account: 'acme', mrr: 180, arr: 2160 },
    ]
    for (const grain of grains) expect(await asked(grain)).toMatchObject(same)
    // the option does not affect them, and is rejected for them alone
    for (const metric of ['mrr', 'arr'])
      expect(
        await rejection({ metrics: [metric], grain: 'month', asOf, options: { movement_grain: 'customer' } }),
      ).toMatchObject({ code: 'UNKNOWN_OPTION', details: { subject: 'movement_grain' } })
  })

  test('an account keeps the origin of its first revenue, also for customers won later', async ({
    given,
  }) => {
    const { ask } = await given({
      ...acme,
      accounts: [{ account_id: 'acme' }],
      account_domains: [{ domain: 'acme.test', account_id: 'acme' }],
      users: [{ user_id: 'u', email: 'someone@acme.test', created_at: '2025-01-01' }],
      product_events: [{ user_id: 'u', occurred_at: '2025-01-05' }],
      // sales touched the account before the second customer paid
      sales_touches: [{ account_id: 'acme', occurred_at: '2025-03-08' }],
    })
    const asked = (grain: string, by: string, metrics: string[]) =>
      ask({
        metrics,
        by: [by],
        grain: 'month',
        from: '2025-03-01',
        to: '2025-03-31',
        asOf,
        where: [{ dimension: by, operator: 'isNull', value: false }],
        options: { movement_grain: grain },
      })
    const changes = ['new_mrr', 'expansion_mrr', 'net_new_mrr']
    for (const grain of grains) {
      expect(await asked(grain, 'origin_motion', ['mrr', 'net_new_mrr'])).toEqual([
        { period: '2025-03-01', origin_motion: 'PLG', mrr: 200, net_new_mrr: 80 },
      ])
    }
    // the account as a whole last changed when the second customer started
    expect(await asked('account', 'movement_motion', changes)).toEqual([
      { period: '2025-03-01', movement_motion: 'PLS', new_mrr: 0, expansion_mrr: 80, net_new_mrr: 80 },
    ])
    expect(await asked('customer', 'movement_motion', changes)).toEqual([
      { period: '2025-03-01', movement_motion: 'PLG', new_mrr: 0, expansion_mrr: 50, net_new_mrr: 50 },
      { period: '2025-03-01', movement_motion: 'PLS', new_mrr: 30, expansion_mrr: 0, net_new_mrr: 30 },
    ])
  })

  test('payers that start in the first month of an account share one origin: that of the last to start', async ({
    given,
  }) => {
    const { ask } = await given({
      billing_customers: acme['billing_customers'] ?? [],
      subscription_periods: [
        item('design', 's1', 'basic', 100, '2025-01-10'),
        item('sales', 's3', 'basic', 30, '2025-01-20'),
      ],
      product_events: [{ occurred_at: '2025-01-01' }],
      sales_touches: [{ account_id: 'acme', occurred_at: '2025-01-15' }],
    })
    for (const grain of grains) {
      expect(
        await ask({
          metrics: ['mrr'],
          by: ['origin_motion'],
          to: '2025-01-31',
          asOf,
          options: { movement_grain: grain },
        }),
      ).toEqual([{ origin_motion: 'SLG', mrr: 130 }])
    }
  })

  test('retention and cohorts follow customers: a new customer of the same account is not retained revenue', async ({
    given,
  }) => {
    const { ask } = await given(acme)
    const retained = (grain: string) =>
      ask({
        metrics: ['base_accounts', 'base_mrr', 'base_mrr_now', 'base_mrr_kept', 'base_accounts_kept'],
        grain: 'month',
        from: '2025-03-01',
        to: '2025-05-31',
        asOf,
        options: { movement_grain: grain, revenue_retention_months: 2 },
      })
    const values = (rows: readonly Row[]) => rows.map((row) => Object.values(row).slice(1))
    expect(values(await retained('account'))).toEqual([
      [1, 100, 200, 100, 1],
      [1, 120, 180, 120, 1],
      [1, 200, 150, 150, 1],
    ])
    expect(values(await retained('customer'))).toEqual([
      [1, 100, 170, 100, 1],
      [1, 120, 150, 120, 1],
      [2, 200, 150, 150, 1],
    ])
    const cohorts = await ask({
      metrics: ['cohort_accounts', 'cohort_mrr', 'cohort_mrr_now', 'cohort_logo_retention_rate'],
      asOf,
      options: { movement_grain: 'customer' },
      where: [],
    })
    expect(
      cohorts
        .filter(({ cohort, age }) => cohort === '2025-03-01' && Number(age) <= 2)
        .map((row) => Object.values(row)),
    ).toEqual([
      ['2025-03-01', 0, 1, 30, 30, 1],
      ['2025-03-01', 1, 1, 30, 30, 1],
      ['2025-03-01', 2, 1, 30, 0, 0],
    ])
  })

  test('each customer has its own acquisition cost and its share of the account’s cost to serve', async ({
    given,
  }) => {
    const { ask } = await given({
      ...acme,
      spend: [
        { month: '2025-01-01', motion: 'PLG', channel: 'ads', category: 'any', amount: 100 },
        { month: '2025-03-01', motion: 'PLG', channel: 'ads', category: 'any', amount: 90 },
      ],
      // in March both customers pay, so each has half of the cost
      cost_to_serve: [{ month: '2025-03-01', account_id: 'acme', category: 'support', amount: 12 }],
    })
    const won = (grain: string) =>
      ask({
        metrics: ['acquisition_spend', 'acquired_accounts', 'cac'],
        grain: 'month',
        from: '2025-03-01',
        to: '2025-03-31',
        asOf,
        options: { movement_grain: grain },
      })
    expect(await won('account')).toEqual([
      { period: '2025-03-01', acquisition_spend: 90, acquired_accounts: 0, cac: null },
    ])
    expect(await won('customer')).toEqual([
      { period: '2025-03-01', acquisition_spend: 90, acquired_accounts: 1, cac: 90 },
    ])
    const paidBack = (grain: string) =>
      ask({ metrics: ['cac_payback_months', 'recovered_share'], asOf, options: { movement_grain: grain } })
    expect(await paidBack('account')).toEqual([
      { cohort: '2025-01-01', cac_payback_months: 1, recovered_share: 7.38 },
      { cohort: '2025-03-01', cac_payback_months: null, recovered_share: 0 },
    ])
    // January: 100 + 120 + 170 - 6 + 150 + 150; March: 30 - 6 + 30
    expect(await paidBack('customer')).toEqual([
      { cohort: '2025-01-01', cac_payback_months: 1, recovered_share: 6.84 },
      { cohort: '2025-03-01', cac_payback_months: null, recovered_share: 0.6 },
    ])
  })
})

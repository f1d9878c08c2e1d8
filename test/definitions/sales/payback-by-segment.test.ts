import { expect } from 'vitest'
import type { SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-05-01'
const metrics = ['cac_payback_months', 'recovered_share']
const user = (user_id: string, signup_source: string, created_at = '2024-12-01') => ({
  user_id,
  email: `${user_id}@${user_id}.example`,
  signup_source,
  created_at,
})

/**
 * Three companies pay from January on: Acme 100 and Gamma 200, who came by search, and Beta 100, who came by
 * itself. The company spends 300 on search and 400 on salaries in January, and 50 on search in February.
 */
const company: SourceRows = {
  product_events: [{ user_id: 'acme', occurred_at: '2024-12-01' }],
  sales_touches: [{ account_id: 'other', occurred_at: '2024-12-01' }],
  accounts: [
    { account_id: 'acme', icp_segment: 'icp_1' },
    { account_id: 'beta', icp_segment: 'icp_2' },
    { account_id: 'gamma' },
  ],
  account_domains: ['acme', 'beta', 'gamma'].map((account_id) => ({
    account_id,
    domain: `${account_id}.example`,
  })),
  users: [
    user('acme', 'search'),
    user('beta', 'organic'),
    user('gamma', 'search'),
    { ...user('late', 'organic', '2024-12-20'), email: 'late@gamma.example' },
  ],
  billing_customers: ['acme', 'beta', 'gamma'].map((account_id) => ({ customer_id: account_id, account_id })),
  subscription_periods: [
    { customer_id: 'acme', plan: 'team', started_at: '2025-01-10', amount: 100 },
    { customer_id: 'beta', plan: 'team', started_at: '2025-01-10', amount: 100 },
    { customer_id: 'gamma', plan: 'business', started_at: '2025-01-10', amount: 200 },
  ],
  spend: [
    { month: '2025-01-01', motion: 'PLG', channel: 'search', category: 'media', amount: 300 },
    { month: '2025-01-01', motion: 'PLG', channel: 'team', category: 'salaries', amount: 400 },
    { month: '2025-02-01', motion: 'PLG', channel: 'search', category: 'media', amount: 50 },
  ],
}

onBothEngines((test) => {
  test('spend of a channel is charged to its payers, other spend to all payers by their revenue', async ({
    given,
  }) => {
    const { ask } = await given(company)
    const request = { metrics, asOf, from: '2025-01-01', to: '2025-01-31' }
    // search: 300 + 400 × 300 / 400 = 600 from 300 a month; organic: 100 from 100 a month
    expect(await ask({ ...request, by: ['acquisition_channel'] })).toEqual([
      { cohort: '2025-01-01', acquisition_channel: 'organic', cac_payback_months: 1, recovered_share: 4 },
      { cohort: '2025-01-01', acquisition_channel: 'search', cac_payback_months: 2, recovered_share: 2 },
    ])
    // Acme 100 + 100, Beta 100, Gamma 200 + 200
    expect(await ask({ ...request, by: ['icp_segment'] })).toEqual([
      { cohort: '2025-01-01', icp_segment: 'icp_1', cac_payback_months: 2, recovered_share: 2 },
      { cohort: '2025-01-01', icp_segment: 'icp_2', cac_payback_months: 1, recovered_share: 4 },
      { cohort: '2025-01-01', icp_segment: null, cac_payback_months: 2, recovered_share: 2 },
    ])
    expect(await ask({ ...request, by: ['first_plan'] })).toEqual([
      { cohort: '2025-01-01', first_plan: 'business', cac_payback_months: 2, recovered_share: 2 },
      { cohort: '2025-01-01', first_plan: 'team', cac_payback_months: 1.5, recovered_share: 2.666666666667 },
    ])
  })

  test('the formula and the cost per payer have the same groups', async ({ given }) => {
    const { ask } = await given(company)
    const metrics = ['acquisition_spend', 'cac', 'cac_payback_months_formula']
    const request = { metrics, asOf, from: '2025-01-01', to: '2025-01-31' }
    expect(await ask({ ...request, by: ['acquisition_channel'] })).toEqual([
      { acquisition_channel: 'organic', acquisition_spend: 100, cac: 100, cac_payback_months_formula: 1 },
      { acquisition_channel: 'search', acquisition_spend: 600, cac: 300, cac_payback_months_formula: 2 },
    ])
    expect(await ask({ ...request, by: ['icp_segment', 'first_plan'] })).toEqual([
      {
        icp_segment: 'icp_1',
        first_plan: 'team',
        acquisition_spend: 200,
        cac: 200,
        cac_payback_months_formula: 2,
      },
      {
        icp_segment: 'icp_2',
        first_plan: 'team',
        acquisition_spend: 100,
        cac: 100,
        cac_payback_months_formula: 1,
      },
      {
        icp_segment: null,
        first_plan: 'business',
        acquisition_spend: 400,
        cac: 400,
        cac_payback_months_formula: 2,
      },
    ])
  })

  test('each group alone accepts the rule by which spend is allocated', async ({ given }) => {
    const { ask } = await given(company)
    const request = {
      asOf,
      from: '2025-01-01',
      to: '2025-01-31',
      options: { shared_spend_allocation: 'by_new_accounts' },
    }
    // a third of the salaries
    expect(await ask({ ...request, metrics: ['cac'], by: ['icp_segment'] })).toEqual([
      { icp_segment: 'icp_1', cac: 283.333333 },
      { icp_segment: 'icp_2', cac: 133.333333 },
      { icp_segment: null, cac: 283.333333 },
    ])
    expect(await ask({ ...request, metrics: ['cac_payback_months_formula'], by: ['first_plan'] })).toEqual([
      { first_plan: 'business', cac_payback_months_formula: 1.416667 },
      { first_plan: 'team', cac_payback_months_formula: 2.083333 },
    ])
  })

  test('cash has the same groups', async ({ given }) => {
    const paid = (customer_id: string, amount: number) => ({
      customer_id,
      issued_at: '2025-01-10',
      paid_at: '2025-01-12',
      subtotal: amount,
      total: amount,
      amount_paid: amount,
      status: 'paid',
    })
    const { ask } = await given({
      ...company,
      invoices: [paid('acme', 1200), paid('beta', 100), paid('gamma', 200)],
    })
    const options = { past_due_grace_days: null }
    expect(
      await ask({
        metrics: ['cash_recovered_share'],
        by: ['icp_segment'],
        asOf,
        options,
        to: '2025-01-31',
      }),
    ).toEqual([
      { cohort: '2025-01-01', icp_segment: 'icp_1', cash_recovered_share: 6 },
      { cohort: '2025-01-01', icp_segment: 'icp_2', cash_recovered_share: 1 },
      { cohort: '2025-01-01', icp_segment: null, cash_recovered_share: 0.5 },
    ])
  })

  test('spend that won no payer keeps its channel and is not recovered', async ({ given }) => {
    const { ask } = await given(company)
    const request = { metrics, asOf, from: '2025-02-01' }
    expect(await ask({ ...request, by: ['acquisition_channel'] })).toEqual([
      { cohort: '2025-02-01', acquisition_channel: 'search', cac_payback_months: null, recovered_share: 0 },
    ])
    expect(await ask({ ...request, by: ['first_plan'] })).toEqual([
      { cohort: '2025-02-01', first_plan: null, cac_payback_months: null, recovered_share: 0 },
    ])
  })

  test('an account has the channel of its first user, and none when it paid before any user signed up', async ({
    given,
  }) => {
    const { ask } = await given({
      ...company,
      users: [user('acme', 'search', '2025-02-01'), user('beta', 'organic'), user('gamma', 'search')],
    })
    expect(
      await ask({ metrics: ['acquired_accounts'], by: ['acquisition_channel'], asOf, from: '2025-01-01' }),
    ).toEqual([
      { acquisition_channel: 'organic', acquired_accounts: 1 },
      { acquisition_channel: 'search', acquired_accounts: 1 },
      { acquisition_channel: null, acquired_accounts: 1 },
    ])
  })

  test('in every group of groups all spend is charged exactly once', async ({ given }) => {
    const { ask, sql } = await given({
      ...company,
      spend: [
        ...(company['spend'] ?? []),
        { month: '2025-01-01', motion: 'shared', channel: 'brand', category: 'x', amount: 70 },
      ],
    })
    const [{ total } = { total: 0 }] = await sql('select sum(amount)::float as total from source.spend')
    for (const by of [
      ['acquisition_channel'],
      ['icp_segment'],
      ['first_plan', 'origin_motion'],
      ['channel', 'icp_segment'],
    ])
      for (const shared_spend_allocation of ['by_new_arr', 'by_new_accounts', 'none']) {
        const rows = await ask({
          metrics: ['acquisition_spend'],
          by,
          asOf,
          options: { shared_spend_allocation },
        })
        expect(rows.reduce((sum, row) => sum + Number(row['acquisition_spend']), 0)).toBeCloseTo(
          Number(total),
          4,
        )
      }
  })
})

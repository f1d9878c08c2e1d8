import { expect } from 'vitest'
import type { SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const metrics = ['payback_curve_share', 'payback_curve_profit', 'payback_curve_cost']
const by = ['months_since_first_revenue']

/** Acme pays 100 a month from January on. Beta pays 50 in March only. January costs 250 and March 100. */
const company: SourceRows = {
  spend: [
    { month: '2025-01-01', motion: 'PLG', amount: 250 },
    { month: '2025-03-01', motion: 'PLG', amount: 100 },
  ],
  billing_customers: ['acme', 'beta'].map((account_id) => ({ customer_id: account_id, account_id })),
  subscription_periods: [
    { customer_id: 'acme', plan: 'team', started_at: '2025-01-01', amount: 100 },
    { customer_id: 'beta', plan: 'team', started_at: '2025-03-01', ended_at: '2025-04-01', amount: 50 },
  ],
}

onBothEngines((test) => {
  test('each cohort has a curve that ends at its recovered share', async ({ given }) => {
    const { ask, sql } = await given(company)
    const asOf = '2025-05-01'
    const rows = await ask({ metrics, by, grain: 'month', asOf })
    // periods and ages without a cohort have no share
    const reached = rows.filter((row) => row['payback_curve_share'] !== null)
    const curve = reached.map((row) => [
      row['period'],
      Number(row['months_since_first_revenue']),
      row['payback_curve_share'],
    ])
    expect(curve).toEqual([
      ['2025-01-01', 0, 0.4],
      ['2025-01-01', 1, 0.8],
      ['2025-01-01', 2, 1.2],
      ['2025-01-01', 3, 1.6],
      ['2025-03-01', 0, 0.5],
      ['2025-03-01', 1, 0.5],
    ])
    expect(await ask({ metrics: ['recovered_share', 'cac_payback_months'], asOf })).toEqual([
      { cohort: '2025-01-01', recovered_share: 1.6, cac_payback_months: 2.5 },
      { cohort: '2025-03-01', recovered_share: 0.5, cac_payback_months: null },
    ])
    // by hand: what Acme has paid by the end of each month
    const paid = await sql(`
      select (count(*) over (order by month) * 100 / 250.0)::float as share
      from generate_series(date '2025-01-01', date '2025-04-01', interval '1 month') as month`)
    expect(curve.slice(0, 4).map(([, , share]) => share)).toEqual(paid.map(({ share }) => share))
  })

  test('over all cohorts, an age has those that have reached it', async ({ given }) => {
    const { ask } = await given(company)
    expect(await ask({ metrics, by, asOf: '2025-05-01' })).toMatchObject([
      { payback_curve_cost: 350, payback_curve_profit: 150 },
      { payback_curve_cost: 350, payback_curve_profit: 250 },
      { payback_curve_cost: 250, payback_curve_profit: 300, payback_curve_share: 1.2 },
      { payback_curve_cost: 250, payback_curve_profit: 400, payback_curve_share: 1.6 },
    ])
  })

  test('the current month is not on the curve', async ({ given }) => {
    const { ask } = await given(company)
    expect(await ask({ metrics, by, grain: 'month', asOf: '2025-02-15' })).toMatchObject([
      { period: '2025-01-01', payback_curve_share: 0.4 },
      { period: '2025-02-01', payback_curve_share: null },
    ])
  })

  test('ages do not add up: a question without them is rejected', async ({ given }) => {
    const { ask } = await given(company)
    await expect(ask({ metrics })).rejects.toMatchObject({ code: 'DIMENSION_REQUIRED' })
  })
})

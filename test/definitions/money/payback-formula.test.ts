import { expect } from 'vitest'
import type { SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-04-01'
const metrics = ['cac_payback_months_formula', 'acquisition_spend', 'won_gross_profit']

/** In February `new` starts with 100 and `old` goes from 50 to 80; the month before cost 900, February 400. */
const data: SourceRows = {
  spend: [
    { month: '2025-01-01', motion: 'PLG', amount: 900 },
    { month: '2025-02-01', motion: 'PLG', amount: 400 },
  ],
  subscription_periods: [
    { customer_id: 'new', plan: 'team', started_at: '2025-02-10', amount: 100 },
    { customer_id: 'old', plan: 'team', started_at: '2024-10-01', ended_at: '2025-02-01', amount: 50 },
    { customer_id: 'old', plan: 'team', started_at: '2025-02-01', amount: 80 },
  ],
  gross_margin: [{ month: '2024-01-01', plan: 'team', margin: 0.8 }],
}
const inFebruary = { metrics, from: '2025-02-01', to: '2025-02-28', asOf }

onBothEngines((test) => {
  test('the formula divides all spend by all monthly gross profit won', async ({ given }) => {
    const { ask } = await given(data)
    expect(await ask(inFebruary)).toEqual([
      { cac_payback_months_formula: 5, acquisition_spend: 400, won_gross_profit: 80 },
    ])
    // the cohort form of the same month agrees while no payer leaves: 80 a month
    expect(await ask({ ...inFebruary, metrics: ['cac_payback_months'], asOf: '2025-08-01' })).toMatchObject([
      { cac_payback_months: 5 },
    ])
  })

  test('margin, expansion and the lag of spend are options', async ({ given }) => {
    const { ask } = await given(data)
    const months = async (options: Record<string, unknown>) =>
      (await ask({ ...inFebruary, options }))[0]?.['cac_payback_months_formula']
    expect(await months({ payback_formula_basis: 'revenue' })).toBe(4)
    expect(await months({ payback_formula_gains: 'new_and_expansion' })).toBe(3.846154)
    expect(await months({ spend_lag_months: 1 })).toBe(11.25)
  })

  test('each motion has its own formula, and shared spend without new revenue has none', async ({
    given,
  }) => {
    const { ask } = await given({
      ...data,
      product_events: [{ user_id: 'someone', occurred_at: '2024-01-01' }],
      sales_touches: [{ account_id: 'customer:new', occurred_at: '2025-02-01' }],
      spend: [
        { month: '2025-02-01', motion: 'PLG', amount: 400 },
        { month: '2025-02-01', motion: 'SLG', amount: 500 },
        { month: '2025-02-01', motion: 'shared', amount: 60 },
      ],
    })
    expect(await ask({ ...inFebruary, by: ['origin_motion'] })).toEqual([
      { origin_motion: 'PLG', cac_payback_months_formula: null, acquisition_spend: 400, won_gross_profit: 0 },
      // all shared spend follows the only new revenue
      { origin_motion: 'SLG', cac_payback_months_formula: 7, acquisition_spend: 560, won_gross_profit: 80 },
    ])
  })
})

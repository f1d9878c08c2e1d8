import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

/** In January 2022 `stays` starts to pay 100 a month, and `leaves` 50 until the end of June. */
const cohort: readonly Row[] = [
  { customer_id: 'stays', plan: 'team', started_at: '2022-01-01', amount: 100 },
  { customer_id: 'leaves', plan: 'team', started_at: '2022-01-01', ended_at: '2022-07-01', amount: 50 },
]
const gross_margin = [{ month: '2022-01-01', plan: 'team', margin: 0.8 }]

const ltv = (months: number) => [`ltv_${months}m`, `ltv_${months}m_gross_profit`, `ltv_${months}m_accounts`]

onBothEngines((test) => {
  test('observed lifetime value is the gross profit of all who started, those who left included', async ({
    given,
  }) => {
    const { ask } = await given({
      subscription_periods: cohort,
      gross_margin,
      cost_to_serve: [{ month: '2022-03-01', account_id: 'customer:stays', amount: 20 }],
    })
    // in 12 months 100 * 12 * 0.8 - 20 and 50 * 6 * 0.8
    expect(
      await ask({ metrics: [...ltv(12), ...ltv(24), ...ltv(36)], to: '2022-01-31', asOf: '2025-06-01' }),
    ).toEqual([
      {
        ltv_12m: 590,
        ltv_12m_gross_profit: 1180,
        ltv_12m_accounts: 2,
        ltv_24m: 1070,
        ltv_24m_gross_profit: 2140,
        ltv_24m_accounts: 2,
        ltv_36m: 1550,
        ltv_36m_gross_profit: 3100,
        ltv_36m_accounts: 2,
      },
    ])
    expect(await ask({ metrics: ['ltv_12m'], by: ['first_plan'], asOf: '2025-06-01' })).toEqual([
      { first_plan: 'team', ltv_12m: 590 },
    ])
  })

  test('a cohort counts when its last month is complete, and is immature before', async ({ given }) => {
    const { ask, answer } = await given({ subscription_periods: cohort, gross_margin })
    const at = (asOf: string) => ask({ metrics: ltv(12), asOf })
    expect(await at('2022-12-31')).toMatchObject([{ ltv_12m: null, ltv_12m_accounts: 0 }])
    const { provenance } = await answer({ metrics: ['ltv_12m'], asOf: '2022-12-31' })
    expect(provenance.metrics).toMatchObject([{ immatureCount: 2, immatureShare: '1' }])
    expect(await at('2023-01-01')).toMatchObject([{ ltv_12m: 600, ltv_12m_accounts: 2 }])
    // later months change nothing
    expect(await at('2025-06-01')).toMatchObject([{ ltv_12m: 600, ltv_12m_accounts: 2 }])
  })

  test('lifetime value by formula is ARPA times margin over the monthly churn of the period', async ({
    given,
  }) => {
    const { ask } = await given({
      subscription_periods: [
        { customer_id: 'a', plan: 'team', started_at: '2025-01-01', amount: 100 },
        { customer_id: 'b', plan: 'team', started_at: '2025-01-01', amount: 100 },
        { customer_id: 'c', plan: 'team', started_at: '2025-01-01', ended_at: '2025-03-15', amount: 40 },
      ],
      gross_margin: [{ month: '2025-01-01', plan: 'team', margin: 0.75 }],
    })
    const metrics = [
      'ltv_formula',
      'margin_profit',
      'payer_months',
      'payer_months_at_risk',
      'lost_payers',
      'monthly_logo_churn',
    ]
    expect(await ask({ metrics, grain: 'month', asOf: '2025-04-20' })).toEqual([
      // no payer was paying before January
      {
        period: '2025-01-01',
        ltv_formula: null,
        margin_profit: 180,
        payer_months: 3,
        payer_months_at_risk: 0,
        lost_payers: 0,
        monthly_logo_churn: null,
      },
      {
        period: '2025-02-01',
        ltv_formula: null,
        margin_profit: 180,
        payer_months: 3,
        payer_months_at_risk: 3,
        lost_payers: 0,
        monthly_logo_churn: 0,
      },
      // 75 a month for three months
      {
        period: '2025-03-01',
        ltv_formula: 225,
        margin_profit: 150,
        payer_months: 2,
        payer_months_at_risk: 3,
        lost_payers: 1,
        monthly_logo_churn: 0.333333333333,
      },
      // April is not over
      {
        period: '2025-04-01',
        ltv_formula: null,
        margin_profit: 0,
        payer_months: 0,
        payer_months_at_risk: 0,
        lost_payers: 0,
        monthly_logo_churn: null,
      },
    ])
    // over the quarter one of six: 510 / 8 * 6
    const quarter = { metrics: ['ltv_formula'], from: '2025-01-01', to: '2025-03-31', asOf: '2025-04-20' }
    expect(await ask(quarter)).toEqual([{ ltv_formula: 382.5 }])
    expect(await ask({ ...quarter, options: { ltv_horizon_months: 2 } })).toEqual([{ ltv_formula: 127.5 }])
    // an independent way, from the metrics of revenue
    const [march] = await ask({
      metrics: ['arpa', 'logo_churn_rate'],
      grain: 'month',
      from: '2025-03-01',
      to: '2025-03-31',
      asOf: '2025-04-20',
    })
    expect((Number(march?.['arpa']) * 0.75) / Number(march?.['logo_churn_rate'])).toBeCloseTo(225, 6)
  })
})

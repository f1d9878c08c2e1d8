import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const metrics = ['net_revenue_retention', 'gross_revenue_retention', 'logo_retention_rate']
const january = { grain: 'month' as const, from: '2025-01-01', to: '2025-01-31', asOf: '2025-03-01' }

/** The revenue of a customer in January 2024 and in January 2025, with none in between unless given. */
const paid = (customer_id: string, then: number, now: number, between = 0): readonly Row[] =>
  [
    { amount: then, started_at: '2024-01-01', ended_at: '2024-02-01' },
    { amount: between, started_at: '2024-02-01', ended_at: '2025-01-01' },
    { amount: now, started_at: '2025-01-01', ended_at: null },
  ]
    .filter(({ amount }) => amount > 0)
    .map((period, index) => ({ ...period, customer_id, period_id: `${customer_id} ${index}` }))

onBothEngines((test) => {
  test('NRR and GRR are the remaining revenue of last year’s payers, with and without expansion', async ({
    given,
  }) => {
    const { ask } = await given({
      subscription_periods: [
        ...paid('grows', 100, 150, 120),
        ...paid('shrinks', 100, 60, 100),
        ...paid('leaves', 100, 0, 100),
        ...paid('is new', 0, 1000),
      ],
    })
    expect(await ask({ metrics: [...metrics, 'base_mrr', 'base_accounts'], ...january })).toEqual([
      {
        period: '2025-01-01',
        net_revenue_retention: 0.7,
        gross_revenue_retention: 0.533333333333,
        logo_retention_rate: 0.666666666667,
        base_mrr: 300,
        base_accounts: 3,
      },
    ])
  })

  test('a payer that left and returned counts with its current revenue', async ({ given }) => {
    const { ask } = await given({ subscription_periods: paid('returns', 100, 120) })
    expect(await ask({ metrics, ...january })).toEqual([
      {
        period: '2025-01-01',
        net_revenue_retention: 1.2,
        gross_revenue_retention: 1,
        logo_retention_rate: 1,
      },
    ])
  })

  test('a customer that moved to another subscription of its company is retained', async ({ given }) => {
    const { ask } = await given({
      billing_customers: [
        { customer_id: 'team', account_id: 'acme' },
        { customer_id: 'headquarters', account_id: 'acme' },
      ],
      subscription_periods: [...paid('team', 100, 0, 100), ...paid('headquarters', 0, 100)],
    })
    expect(await ask({ metrics, ...january })).toEqual([
      { period: '2025-01-01', net_revenue_retention: 1, gross_revenue_retention: 1, logo_retention_rate: 1 },
    ])
  })

  test('without payers a year before, retention is null', async ({ given }) => {
    const { ask } = await given({ subscription_periods: paid('is new', 0, 100) })
    expect(await ask({ metrics, ...january })).toEqual([
      {
        period: '2025-01-01',
        net_revenue_retention: null,
        gross_revenue_retention: null,
        logo_retention_rate: null,
      },
    ])
  })

  test('the look-back period can be shorter', async ({ given }) => {
    const { ask } = await given({ subscription_periods: paid('grows', 100, 150, 120) })
    const over = async (revenue_retention_months: number) =>
      (await ask({ metrics, ...january, options: { revenue_retention_months } }))[0]?.[
        'net_revenue_retention'
      ]
    expect(await over(12)).toBe(1.5)
    expect(await over(11)).toBe(1.25)
    expect(await over(1)).toBe(1.25)
  })

  test('the total is the mean of the segments, weighted by their earlier revenue', async ({ given }) => {
    const { ask } = await given({
      accounts: [
        { account_id: 'a', icp_segment: 'one' },
        { account_id: 'b', icp_segment: 'one' },
        { account_id: 'c', icp_segment: 'two' },
      ],
      billing_customers: ['a', 'b', 'c'].map((id) => ({ customer_id: id, account_id: id })),
      subscription_periods: [...paid('a', 100, 150), ...paid('b', 200, 50), ...paid('c', 300, 330)],
    })
    expect(
      await ask({ metrics: [...metrics.slice(0, 2), 'base_mrr'], by: ['icp_segment'], ...january }),
    ).toEqual([
      {
        period: '2025-01-01',
        icp_segment: 'one',
        net_revenue_retention: 0.666666666667,
        gross_revenue_retention: 0.5,
        base_mrr: 300,
      },
      {
        period: '2025-01-01',
        icp_segment: 'two',
        net_revenue_retention: 1.1,
        gross_revenue_retention: 1,
        base_mrr: 300,
      },
    ])
    // (200 + 330) / 600 and (150 + 300) / 600
    expect(await ask({ metrics: metrics.slice(0, 2), ...january })).toEqual([
      { period: '2025-01-01', net_revenue_retention: 0.883333333333, gross_revenue_retention: 0.75 },
    ])
  })

  test('revenue retention equals a hand-written query for every month', async ({ given }) => {
    const { ask, sql } = await given({
      subscription_periods: Array.from({ length: 40 }, (_, index) => ({
        period_id: `p${index}`,
        customer_id: `c${index % 9}`,
        amount: 10 + ((index * 13) % 70),
        started_at: new Date(Date.UTC(2024, (index * 5) % 14, 1)).toISOString(),
        ended_at: new Date(Date.UTC(2024, ((index * 5) % 14) + 2 + (index % 7), 1)).toISOString(),
      })),
    })
    expect(
      await ask({
        metrics: ['base_mrr', 'base_mrr_now', 'base_mrr_kept', 'base_accounts_kept'],
        grain: 'month',
        from: '2024-04-01',
        to: '2025-02-28',
        asOf: '2025-03-01',
        options: { revenue_retention_months: 3 },
      }),
    ).toEqual(
      await sql(`
        with mrr as (
          select customer_id, months.month, sum(amount) as mrr
          from source.subscription_periods
          inner join generate_series(timestamptz '2024-01-01', '2025-02-01', '1 month') as months (month)
            on started_at <= months.month and ended_at > months.month
          group by customer_id, months.month
        )
        select
          months.month::date as period,
          coalesce(sum(base.mrr), 0) as base_mrr,
          coalesce(sum(now.mrr), 0) as base_mrr_now,
          coalesce(sum(least(base.mrr, coalesce(now.mrr, 0))), 0) as base_mrr_kept,
          count(now.mrr) as base_accounts_kept
        from generate_series(timestamptz '2024-04-01', '2025-02-01', '1 month') as months (month)
        left join mrr as base on base.month = months.month - interval '3 months'
        left join mrr as now on now.month = months.month and now.customer_id = base.customer_id
        group by months.month
        order by months.month`),
    )
  })
})

import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const rates = ['cohort_logo_retention_rate', 'cohort_gross_revenue_retention', 'cohort_net_revenue_retention']

/** The revenue of a customer in each month from a first one on; 0 is none. */
const paid = (customer_id: string, first: number, ...amounts: readonly number[]): readonly Row[] =>
  amounts.flatMap((amount, index) =>
    amount === 0
      ? []
      : [
          {
            customer_id,
            subscription_id: customer_id,
            period_id: `${customer_id} ${String(index)}`,
            plan: amount > 100 ? 'large' : 'small',
            amount,
            started_at: new Date(Date.UTC(2025, first - 1 + index, 1)).toISOString(),
            ended_at: new Date(Date.UTC(2025, first + index, 1)).toISOString(),
          },
        ],
  )

const four = {
  subscription_periods: [
    ...paid('grows', 1, 100, 150, 200),
    ...paid('shrinks', 1, 200, 100, 100),
    ...paid('returns', 1, 100, 0, 300),
    ...paid('later', 2, 50, 50),
  ],
}

onBothEngines((test) => {
  test('a cohort of accounts is measured by count, by revenue, and by revenue capped at the start', async ({
    given,
  }) => {
    const { ask } = await given(four)
    const rows = await ask({ metrics: rates, asOf: '2025-04-01', parts: true })
    expect(
      rows.map((row) => [
        row['cohort'],
        row['age'],
        ...rates.flatMap((rate) => [row[`${rate}.numerator`], row[`${rate}.denominator`]]),
      ]),
    ).toEqual([
      ['2025-01-01', 0, 3, 3, 400, 400, 400, 400],
      ['2025-01-01', 1, 2, 3, 200, 400, 250, 400],
      ['2025-01-01', 2, 3, 3, 300, 400, 600, 400],
      ['2025-02-01', 0, 1, 1, 50, 50, 50, 50],
      ['2025-02-01', 1, 1, 1, 50, 50, 50, 50],
    ])
    expect(rows[1]).toMatchObject({
      cohort_logo_retention_rate: 0.666666666667,
      cohort_gross_revenue_retention: 0.5,
      cohort_net_revenue_retention: 0.625,
    })
  })

  test('a month that has not ended is partial, and in no average', async ({ given }) => {
    const { ask } = await given(four)
    const request = { metrics: ['cohort_net_revenue_retention'], asOf: '2025-03-15', parts: true }
    const rows = await ask(request)
    expect(rows.map((row) => [row['age'], row['cohort_net_revenue_retention.maturity']])).toEqual([
      [0, 'COMPLETE'],
      [1, 'COMPLETE'],
      [2, 'PARTIAL'],
      [0, 'COMPLETE'],
      [1, 'PARTIAL'],
    ])
    expect(await ask({ ...request, cohorts: 'weighted_average' })).toEqual([
      {
        age: 0,
        cohort_net_revenue_retention: 1,
        'cohort_net_revenue_retention.numerator': 450,
        'cohort_net_revenue_retention.denominator': 450,
        'cohort_net_revenue_retention.cohorts': 2,
      },
      {
        age: 1,
        cohort_net_revenue_retention: 0.625,
        'cohort_net_revenue_retention.numerator': 250,
        'cohort_net_revenue_retention.denominator': 400,
        'cohort_net_revenue_retention.cohorts': 1,
      },
    ])
  })

  test('the plan of a cohort is the first plan of its accounts', async ({ given }) => {
    const { ask } = await given(four)
    const rows = await ask({
      metrics: ['cohort_net_revenue_retention', 'cohort_accounts'],
      by: ['first_plan'],
      where: [
        { dimension: 'cohort', operator: 'eq', value: '2025-01-01' },
        { dimension: 'age', operator: 'eq', value: 2 },
      ],
      asOf: '2025-04-01',
    })
    expect(rows).toMatchObject([
      { first_plan: 'large', cohort_net_revenue_retention: 0.5, cohort_accounts: 1 },
      { first_plan: 'small', cohort_net_revenue_retention: 2.5, cohort_accounts: 2 },
    ])
  })

  test('a cohort has the motion of its first revenue', async ({ given }) => {
    const { ask } = await given({
      ...four,
      product_events: [{ user_id: 'ada', occurred_at: '2024-01-01' }],
      sales_touches: [
        { account_id: 'customer:shrinks', rep_id: 'rep', occurred_at: '2024-12-20', kind: 'meeting_held' },
      ],
    })
    const rows = await ask({
      metrics: ['cohort_accounts', 'cohort_accounts_kept'],
      by: ['origin_motion'],
      where: [{ dimension: 'age', operator: 'eq', value: 1 }],
      from: '2025-01-01',
      to: '2025-01-31',
      asOf: '2025-04-01',
    })
    expect(rows).toMatchObject([
      { origin_motion: 'PLG', cohort_accounts: 2, cohort_accounts_kept: 1 },
      { origin_motion: 'SLG', cohort_accounts: 1, cohort_accounts_kept: 1 },
    ])
  })

  test('revenue cohorts are monthly, and accept no usage options', async ({ given }) => {
    const { rejection } = await given(four)
    expect(await rejection({ metrics: rates, grain: 'quarter' })).toMatchObject({
      code: 'GRAIN_NOT_AVAILABLE',
      details: { valid: ['month'] },
    })
    for (const option of [
      'retention_criterion',
      'retention_clock',
      'retention_min_occurrences',
      'retention_base',
    ])
      expect(await rejection({ metrics: rates, options: { [option]: 'on_or_after' } })).toMatchObject({
        code: 'UNKNOWN_OPTION',
      })
  })

  test('revenue cohorts equal a hand-written query over forty accounts', async ({ given }) => {
    const accounts = Array.from({ length: 40 }, (_, index) => index)
    const { ask, sql } = await given({
      subscription_periods: accounts.flatMap((index) =>
        paid(
          `account-${String(index)}`,
          1 + (index % 5),
          ...Array.from({ length: 7 - (index % 5) }, (_, age) =>
            age === 0 ? 10 + index : ((index * 7 + age * 13) % 5) * 12,
          ),
        ),
      ),
    })
    const asOf = '2025-08-01'
    expect(
      await ask({
        metrics: [
          'cohort_accounts',
          'cohort_accounts_kept',
          'cohort_mrr',
          'cohort_mrr_now',
          'cohort_mrr_kept',
        ],
        asOf,
      }),
    ).toEqual(
      await sql(`
        with paid as (
          select customer_id, date_trunc('month', started_at at time zone 'UTC')::date as month, sum(amount) as mrr
          from source.subscription_periods group by 1, 2
        ),
        firsts as (
          select distinct on (customer_id) customer_id, month as cohort, mrr as mrr_then
          from paid order by customer_id, month
        )
        select
          cohort,
          age,
          count(*) as cohort_accounts,
          count(*) filter (where mrr > 0) as cohort_accounts_kept,
          sum(mrr_then) as cohort_mrr,
          sum(coalesce(mrr, 0)) as cohort_mrr_now,
          sum(least(coalesce(mrr, 0), mrr_then)) as cohort_mrr_kept
        from firsts
        cross join lateral generate_series(0, 7 - extract(month from cohort)::integer) as ages (age)
        left join paid
          on paid.customer_id = firsts.customer_id
          and paid.month = (cohort + age * interval '1 month')::date
        group by cohort, age
        order by cohort, age`),
    )
  })

  test('gross retention is at most the net retention and at most 1', async ({ given }) => {
    const { ask } = await given(four)
    const rows = await ask({ metrics: rates, asOf: '2025-04-01' })
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      const gross = Number(row['cohort_gross_revenue_retention'])
      expect(gross).toBeLessThanOrEqual(Math.min(1, Number(row['cohort_net_revenue_retention'])))
    }
  })
})

import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-02-01'

/** The users who are active on each day of January, from the 1st on. */
const activeUsers = [1, 2, 6, 0, 3, 3]

const events: readonly Row[] = activeUsers.flatMap((users, index) =>
  Array.from({ length: users }, (_, user) => ({
    event_id: `${String(index)} ${String(user)}`,
    user_id: `u${String(user)}`,
    event_name: user === 0 ? 'first' : 'other',
    occurred_at: `2025-01-0${String(index + 1)}T10:00:00Z`,
  })),
)
const days = { grain: 'day' as const, from: '2025-01-01', to: '2025-01-06', asOf }
const over = (aggregate: string) => ({
  metric: 'daily_active_users',
  over: `${aggregate} of 3 days`,
  alias: aggregate,
})

onBothEngines((test) => {
  test('a moving average is the mean of the values of the last days, and unknown before there are enough', async ({
    given,
  }) => {
    const { ask, answer } = await given({ product_events: events })
    const metrics = ['daily_active_users', over('average'), over('minimum'), over('maximum')]
    const row = (
      period: string,
      users: number,
      average: number | null,
      least: number | null,
      most: number | null,
    ) => ({
      period,
      daily_active_users: users,
      average,
      minimum: least,
      maximum: most,
    })
    const all = [
      row('2025-01-01', 1, null, null, null),
      row('2025-01-02', 2, null, null, null),
      row('2025-01-03', 6, 3, 1, 6),
      row('2025-01-04', 0, 2.666667, 0, 6),
      row('2025-01-05', 3, 3, 0, 6),
      row('2025-01-06', 3, 2, 0, 3),
    ]
    expect(await ask({ metrics, ...days })).toEqual(all)
    // the first requested day counts the days before it
    expect(await ask({ metrics, ...days, from: '2025-01-04' })).toEqual(all.slice(3))
    // days before the data are not days without users
    expect(await ask({ metrics, ...days, from: '2024-12-30' })).toEqual([
      row('2024-12-30', 0, null, null, null),
      row('2024-12-31', 0, null, null, null),
      ...all,
    ])
    expect((await answer({ metrics, ...days })).columns.map(({ type }) => type)).toEqual([
      'date',
      'bigint',
      'numeric',
      'bigint',
      'bigint',
    ])
    // seven days of a ratio
    expect(
      await ask({
        metrics: [{ metric: 'stickiness_ratio', over: 'maximum of 2 days' }],
        ...days,
        from: '2025-01-06',
      }),
    ).toEqual([{ period: '2025-01-06', stickiness_ratio: 0.089285714286 }])
  })

  test('the product of twelve monthly rates is the compounded rate of the year', async ({ given }) => {
    const { ask, rejection } = await given({
      subscription_periods: [
        // 100, then 200 from February on: doubled once
        { customer_id: 'a', started_at: '2024-01-01', ended_at: '2024-02-01', amount: 100 },
        { customer_id: 'a', started_at: '2024-02-01', amount: 200 },
        // new in February, and gone in April: half of the revenue then
        { customer_id: 'b', started_at: '2024-02-01', ended_at: '2024-04-01', amount: 200 },
      ],
    })
    const monthly = (metric: string, over?: string) =>
      ask({
        metrics: [{ metric, ...(over === undefined ? {} : { over }) }],
        grain: 'month',
        from: '2024-05-01',
        to: '2024-05-31',
        asOf: '2024-06-01',
        options: { revenue_retention_months: 1 },
      })
    // February 200 / 100, March 400 / 400, April 200 / 400, May 200 / 200
    const compounded = [{ period: '2024-05-01', net_revenue_retention: 1 }]
    expect(await monthly('net_revenue_retention', 'product of 4 months')).toEqual(compounded)
    // without expansion: 1 × 1 × 0.5 × 1
    expect(await monthly('gross_revenue_retention', 'product of 4 months')).toEqual([
      { period: '2024-05-01', gross_revenue_retention: 0.5 },
    ])
    // from January to May, the payer of January went from 100 to 200
    const direct = { metrics: ['net_revenue_retention'], options: { revenue_retention_months: 4 } }
    expect(await ask({ ...direct, from: '2024-05-01', to: '2024-05-31', asOf: '2024-06-01' })).toEqual([
      { net_revenue_retention: 2 },
    ])
    // January has no month before it
    expect(await monthly('net_revenue_retention', 'product of 5 months')).toEqual([
      { period: '2024-05-01', net_revenue_retention: null },
    ])
    for (const [metric, over, code] of [
      ['mrr', 'product of 4 months', 'NON_ADDITIVE'],
      ['net_revenue_retention', 'product of 61 months', 'BAD_REQUEST'],
    ] as const)
      expect((await rejection({ metrics: [{ metric, over }], grain: 'month', asOf })).code).toBe(code)
  })

  test('each group has a moving average of its own', async ({ given }) => {
    const { ask, sql } = await given({ product_events: events })
    const rows = await ask({ metrics: [over('average')], by: ['event_name'], ...days, from: '2025-01-06' })
    expect(rows).toEqual([
      { period: '2025-01-06', event_name: 'first', average: 0.666667 },
      { period: '2025-01-06', event_name: 'other', average: 1.333333 },
    ])
    expect(
      await sql(`
        select event_name, round(count(*) / 3.0, 6) as average from source.product_events
        where occurred_at >= '2025-01-04' group by 1 order by 1`),
    ).toEqual(rows.map(({ period: _period, ...row }) => row))
  })

  test('conditions on a moving average apply to the displayed days', async ({ given }) => {
    const { ask } = await given({ product_events: events })
    expect(
      await ask({
        metrics: [over('average')],
        ...days,
        from: '2025-01-04',
        having: [{ column: 'average', operator: 'gte', value: 2.9 }],
      }),
    ).toEqual([{ period: '2025-01-05', average: 3 }])
  })

  test('without a series of such periods there is no moving average', async ({ given }) => {
    const { rejection } = await given({ product_events: events })
    const metrics = [over('average')]
    expect((await rejection({ metrics, asOf })).code).toBe('GRAIN_REQUIRED')
    expect((await rejection({ metrics, asOf, grain: 'month' })).code).toBe('GRAIN_NOT_AVAILABLE')
    expect((await rejection({ metrics, ...days, totals: true })).code).toBe('NON_ADDITIVE')
    expect((await rejection({ metrics, ...days, compareTo: ['1 week'] })).code).toBe('NON_ADDITIVE')
    const cohorts = [{ metric: 'user_retention_rate', over: 'average of 3 days' }]
    expect((await rejection({ metrics: cohorts, ...days })).code).toBe('NON_ADDITIVE')
  })
})

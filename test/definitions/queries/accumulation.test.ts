import { expect } from 'vitest'
import type { MetricsRequestInput } from '../../../src/semantic/model/request/request.ts'
import type { Row, Warehouse } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

/** One column of a result, period by period. */
const column = async (
  { ask }: Warehouse,
  name: string,
  request: MetricsRequestInput,
): Promise<readonly unknown[]> => (await ask(request)).map((row) => row[name])

const events = (...made: readonly (readonly [user: string, at: string])[]): readonly Row[] =>
  made.map(([user_id, occurred_at], index) => ({ event_id: `e${index}`, user_id, occurred_at }))

const signups = {
  users: [
    { user_id: 'a', created_at: '2024-11-30', country: 'DE' },
    { user_id: 'b', created_at: '2025-01-10', country: 'DE' },
    { user_id: 'c', created_at: '2025-01-20', country: 'FR' },
    { user_id: 'd', created_at: '2025-03-01', country: 'DE' },
    { user_id: 'e', created_at: '2025-03-31T23:59:59Z', country: 'FR' },
  ],
}

/** Ada is active in January and March, Bob in February. */
const activity = {
  users: [
    { user_id: 'ada', created_at: '2025-01-01' },
    { user_id: 'bob', created_at: '2025-01-01' },
  ],
  product_events: events(
    ['ada', '2025-01-05'],
    ['ada', '2025-01-06'],
    ['bob', '2025-02-10'],
    ['ada', '2025-03-15'],
  ),
}

const subscriptions = {
  subscription_periods: [
    { customer_id: 'acme', started_at: '2025-01-01', ended_at: '2025-03-01', amount: 100 },
    { customer_id: 'acme', started_at: '2025-03-01', amount: 150 },
    { customer_id: 'bolt', started_at: '2025-02-01', ended_at: '2025-04-01', amount: 40 },
  ],
}

onBothEngines((test) => {
  test('a cumulative value starts with the first row, also when the periods start later', async ({
    given,
  }) => {
    const warehouse = await given(signups)
    const request: MetricsRequestInput = {
      metrics: ['signups', { metric: 'signups', alias: 'so_far', over: 'all_time' }],
      grain: 'month',
      asOf: '2025-04-15',
    }
    expect(await column(warehouse, 'so_far', request)).toEqual([1, 1, 3, 3, 5, 5])
    expect(await column(warehouse, 'so_far', { ...request, from: '2025-02-01' })).toEqual([3, 5, 5])
    expect(await column(warehouse, 'signups', { ...request, from: '2025-02-01' })).toEqual([0, 2, 0])
  })

  test('year-to-date restarts every year, and with the fiscal year where there is one', async ({ given }) => {
    const warehouse = await given(signups)
    const request: MetricsRequestInput = {
      metrics: [{ metric: 'signups', over: 'year_to_date' }],
      grain: 'month',
      asOf: '2025-04-15',
    }
    expect(await column(warehouse, 'signups', request)).toEqual([1, 1, 2, 2, 4, 4])
    expect(await column(warehouse, 'signups', { ...request, options: { fiscal_year_start: 12 } })).toEqual([
      1, 0, 2, 2, 4, 4,
    ])
  })

  test('a query can choose a rolling window, and groups stay separate', async ({ given }) => {
    const warehouse = await given(signups)
    const request: MetricsRequestInput = {
      metrics: [{ metric: 'signups', over: '3 months' }],
      by: ['user_country'],
      grain: 'month',
      from: '2025-01-01',
      asOf: '2025-04-15',
    }
    const rows = await warehouse.ask(request)
    expect(
      rows.map((row) => `${String(row['period'])} ${String(row['user_country'])} ${String(row['signups'])}`),
    ).toEqual([
      '2025-01-01 DE 2',
      '2025-01-01 FR 1',
      '2025-02-01 DE 1',
      '2025-02-01 FR 1',
      '2025-03-01 DE 2',
      '2025-03-01 FR 2',
      '2025-04-01 DE 1',
      '2025-04-01 FR 1',
    ])
  })

  test('a window of days ends with its period, or as of now', async ({ given }) => {
    const warehouse = await given(signups)
    const request: MetricsRequestInput = {
      metrics: [{ metric: 'signups', over: '20 days' }],
      grain: 'month',
      from: '2025-01-01',
    }
    // January's last 20 days begin on the 12th, March's on the 12th; those that end on 7 April on 19 March
    expect(await column(warehouse, 'signups', { ...request, asOf: '2025-04-07T12:00:00Z' })).toEqual([
      1, 0, 1, 1,
    ])
  })

  test('a user who is active in two periods of a window counts once', async ({ given }) => {
    const warehouse = await given(activity)
    const request: MetricsRequestInput = {
      metrics: ['active_users', { metric: 'active_users', alias: 'so_far', over: 'all_time' }],
      grain: 'month',
      asOf: '2025-04-01',
    }
    const rows = await warehouse.ask(request)
    expect(rows.map(({ active_users, so_far }) => [active_users, so_far])).toEqual([
      [1, 1],
      [1, 2],
      [1, 2],
      [0, 2],
    ])
  })

  test('an average over a window is that of its rows, not of its months', async ({ given }) => {
    const warehouse = await given({
      ...activity,
      product_events: events(['ada', '2025-01-01T10:00:00Z'], ['bob', '2025-01-01T20:00:00Z']),
    })
    const [row] = await warehouse.ask({
      metrics: [{ metric: 'time_to_value_hours_p50', over: 'all_time' }],
      asOf: '2025-02-01',
    })
    expect(row).toEqual({ time_to_value_hours_p50: 15 })
  })

  test('the sum of all movements so far is the balance at the end of every month', async ({ given }) => {
    const warehouse = await given(subscriptions)
    const rows = await warehouse.ask({
      metrics: ['mrr', 'mrr_from_movements', { metric: 'net_new_mrr', alias: 'summed', over: 'all_time' }],
      grain: 'month',
      asOf: '2025-05-01',
    })
    expect(rows.map(({ mrr, mrr_from_movements, summed }) => [mrr, mrr_from_movements, summed])).toEqual([
      [100, 100, 100],
      [140, 140, 140],
      [190, 190, 190],
      [150, 150, 150],
    ])
  })

  test('a query’s own window replaces the window of the metric', async ({ given }) => {
    const warehouse = await given(subscriptions)
    const asked = { metric: 'mrr_from_movements', over: '2 months' }
    const rows = await warehouse.ask({ metrics: [asked], grain: 'month', asOf: '2025-05-01' })
    // 100, then 40 and 50 more, then 40 less: of two months 100, 140, 90 and 10
    expect(rows.map((row) => row['mrr_from_movements'])).toEqual([100, 140, 90, 10])
    expect(
      await warehouse.rejection({ metrics: [{ ...asked, over: '36 hours' }], grain: 'month' }),
    ).toMatchObject({
      code: 'GRAIN_NOT_AVAILABLE',
    })
  })

  test('a ratio over a window divides the counts of the window', async ({ given }) => {
    const warehouse = await given({
      ...activity,
      users: [...activity.users, { user_id: 'cy', created_at: '2025-02-01' }],
    })
    const rows = await warehouse.ask({
      metrics: ['activation_rate', { metric: 'activation_rate', alias: 'so_far', over: 'all_time' }],
      grain: 'month',
      asOf: '2025-03-01',
    })
    expect(rows.map(({ activation_rate, so_far }) => [activation_rate, so_far])).toEqual([
      [0.5, 0.5],
      [0, 0.333333333333],
      [null, 0.333333333333],
    ])
  })

  test('without a grain the window ends with the requested range', async ({ given }) => {
    const warehouse = await given(signups)
    expect(
      await warehouse.ask({
        metrics: [
          { metric: 'signups', alias: 'last_30', over: '30 days' },
          { metric: 'signups', alias: 'this_year', over: 'year_to_date' },
          { metric: 'signups', alias: 'ever', over: 'all_time' },
        ],
        to: '2025-02-01',
        asOf: '2025-04-15',
      }),
    ).toEqual([{ last_30: 2, this_year: 2, ever: 3 }])
  })

  test('windows start and end with the local day', async ({ given }) => {
    const warehouse = await given({
      users: [
        { user_id: 'a', created_at: '2025-03-29T22:30:00Z' },
        { user_id: 'b', created_at: '2025-03-29T23:30:00Z' },
        { user_id: 'c', created_at: '2025-03-30T22:30:00Z' },
      ],
    })
    const request: MetricsRequestInput = {
      metrics: [{ metric: 'signups', over: '1 day' }],
      grain: 'day',
      from: '2025-03-29',
      asOf: '2025-03-31T12:00:00Z',
    }
    expect(await column(warehouse, 'signups', request)).toEqual([2, 1, 0])
    // in Berlin 30 March has 23 hours: from 23:00 to 22:00 UTC
    expect(await column(warehouse, 'signups', { ...request, timeZone: 'Europe/Berlin' })).toEqual([1, 1, 1])
  })

  test('a window of hours has exact hours, also in the night when the clock goes forward', async ({
    given,
  }) => {
    const warehouse = await given({
      users: [
        { user_id: 'a', created_at: '2025-03-29T23:30:00Z' },
        { user_id: 'b', created_at: '2025-03-30T01:30:00Z' },
      ],
    })
    const rows = await warehouse.ask({
      metrics: [{ metric: 'signups', over: '3 hours' }],
      grain: 'hour',
      from: '2025-03-30',
      to: '2025-03-30',
      timeZone: 'Europe/Berlin',
      asOf: '2025-03-30T03:00:00Z',
    })
    expect(rows.map(({ signups: count }) => count)).toEqual([1, 1, 2, 1, 1])
  })
})

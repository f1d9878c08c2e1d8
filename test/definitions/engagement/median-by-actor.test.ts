import { describe, expect, test as plainTest } from 'vitest'
import type { MetricsRequestInput } from '../../../src/semantic/model/request/request.ts'
import { loadChanged, replacing } from '../../catalog/changed-catalog.ts'
import {
  fill,
  onBothEngines,
  rolledBack,
  sharedWarehouse,
  steadyWarehouse,
  type Row,
} from '../../harness/warehouse.ts'
import { oneEngine } from '../../harness/engine-kinds.ts'

const metric = 'median_events_per_active_user'

/** So many events of a user at a moment. */
const events = (user_id: string, occurred_at: string, count: number, event_name = 'made'): readonly Row[] =>
  Array.from({ length: count }, (_, index) => ({
    event_id: `${user_id} ${occurred_at} ${event_name} ${String(index)}`,
    user_id,
    occurred_at,
    event_name,
  }))

/** In January 1, 3 and 40 events, in February none, in March 2 and 5. */
const spring = {
  users: [
    { user_id: 'ada', created_at: '2024-12-01', country: 'DE' },
    { user_id: 'bob', created_at: '2024-12-01', country: 'DE' },
    { user_id: 'cy', created_at: '2024-12-01', country: 'FR' },
  ],
  product_events: [
    ...events('ada', '2025-01-05', 1),
    ...events('bob', '2025-01-05', 2),
    ...events('bob', '2025-01-25', 1),
    ...events('cy', '2025-01-25', 40),
    ...events('ada', '2025-03-05', 2),
    ...events('bob', '2025-03-05', 5),
  ],
}
const byMonth: MetricsRequestInput = {
  metrics: [metric],
  grain: 'month',
  asOf: '2025-04-01',
  to: '2025-03-31',
}

/** Ada opens 4 times and bob twice; each of the three shares once; ada saves twice and cy three times. */
const actions = {
  product_events: [
    ...events('ada', '2025-01-05', 4, 'opened'),
    ...events('bob', '2025-01-05', 2, 'opened'),
    ...['ada', 'bob', 'cy'].flatMap((user) => events(user, '2025-01-06', 1, 'shared')),
    ...events('ada', '2025-01-07', 2, 'saved'),
    ...events('cy', '2025-01-07', 3, 'saved'),
  ],
}

onBothEngines((test) => {
  test('a heavy user does not raise the median, and a period without active users has none', async ({
    given,
  }) => {
    const { ask } = await given(spring)
    expect(await ask(byMonth)).toEqual([
      { period: '2025-01-01', [metric]: 3 },
      { period: '2025-02-01', [metric]: null },
      // of two users, the mean
      { period: '2025-03-01', [metric]: 3.5 },
    ])
  })

  test('a longer period is counted from its events, not from the medians of its months', async ({
    given,
  }) => {
    const { ask } = await given(spring)
    // ada 3, bob 8, cy 40
    expect(await ask({ metrics: [metric], asOf: '2025-04-01' })).toEqual([{ [metric]: 8 }])
    expect(await ask({ ...byMonth, grain: 'quarter' })).toEqual([{ period: '2025-01-01', [metric]: 8 }])
  })

  test('the median equals that of a hand-written query', async ({ given }) => {
    const { ask, sql } = await given(spring)
    const byHand = await sql(`
      with users as (
        select date_trunc('month', occurred_at at time zone 'UTC')::date as period, count(*) as events
        from source.product_events
        group by date_trunc('month', occurred_at at time zone 'UTC'), user_id
      )
      select period, percentile_cont(0.5) within group (order by events)::numeric as median
      from users
      group by period
      order by period`)
    const rows = (await ask(byMonth)).filter((row) => row[metric] !== null)
    expect(rows.map((row) => row[metric])).toEqual(byHand.map(({ median }) => median))
  })

  test('a group without active users in a period has no median there', async ({ given }) => {
    const { ask } = await given(spring)
    expect(await ask({ ...byMonth, by: ['user_country'] })).toEqual([
      { period: '2025-01-01', user_country: 'DE', [metric]: 2 },
      { period: '2025-01-01', user_country: 'FR', [metric]: 40 },
      { period: '2025-02-01', user_country: 'DE', [metric]: null },
      { period: '2025-02-01', user_country: 'FR', [metric]: null },
      { period: '2025-03-01', user_country: 'DE', [metric]: 3.5 },
      { period: '2025-03-01', user_country: 'FR', [metric]: null },
    ])
  })

  test('a user is in every group with an event, with the events of that group', async ({ given }) => {
    const { ask } = await given(actions)
    expect(await ask({ metrics: [metric], by: ['event_name'] })).toEqual([
      { event_name: 'opened', [metric]: 3 },
      { event_name: 'saved', [metric]: 2.5 },
      { event_name: 'shared', [metric]: 1 },
    ])
  })

  test('totals and the other group are counted from events again', async ({ given }) => {
    const { answer } = await given(actions)
    const top = { dimension: 'event_name', count: 1 }
    const { rows, totals } = await answer({ metrics: [metric], by: ['event_name'], top, totals: true })
    expect(rows).toEqual([
      // ada 3, bob 1, cy 4
      ['(other)', '3'],
      ['opened', '3'],
    ])
    // ada 7, bob 3, cy 4
    expect(totals).toEqual([null, '4'])
  })

  test('only the events that meet the filters count', async ({ given }) => {
    const { ask } = await given(actions)
    const saved = [{ dimension: 'event_name', operator: 'ne' as const, value: 'saved' }]
    // ada 5, bob 3, cy 1
    expect(await ask({ metrics: [metric], where: saved })).toEqual([{ [metric]: 3 }])
    const others = { metric, alias: 'of_others', where: saved }
    expect(await ask({ metrics: [metric, others] })).toEqual([{ [metric]: 4, of_others: 3 }])
  })

  test('conditions on the result compare the median, and null meets none', async ({ given }) => {
    const { ask } = await given(spring)
    const having = (operator: 'gt' | 'lte', value: number) => ({ column: metric, operator, value })
    expect(await ask({ ...byMonth, having: [having('gt', 3)] })).toEqual([
      { period: '2025-03-01', [metric]: 3.5 },
    ])
    expect(await ask({ ...byMonth, having: [having('lte', 3)] })).toEqual([
      { period: '2025-01-01', [metric]: 3 },
    ])
  })

  test('equal medians are ordered by period, and a missing one comes last', async ({ given }) => {
    const { ask } = await given({
      product_events: [
        ...events('ada', '2025-01-05', 2),
        ...events('ada', '2025-02-05', 3),
        ...events('bob', '2025-04-05', 2),
      ],
    })
    const orderBy = [{ column: metric, direction: 'desc' as const }]
    const rows = await ask({
      metrics: [metric],
      grain: 'month',
      orderBy,
      to: '2025-04-30',
      asOf: '2025-05-01',
    })
    expect(rows.map(({ period }) => period)).toEqual(['2025-02-01', '2025-01-01', '2025-04-01', '2025-03-01'])
  })

  test('a comparison subtracts medians, and is null where an earlier period has none', async ({ given }) => {
    const { ask } = await given(spring)
    const rows = await ask({ ...byMonth, from: '2025-03-01', compareTo: ['1 month', '2 months'] })
    expect(rows).toEqual([
      {
        period: '2025-03-01',
        [metric]: 3.5,
        [`${metric}.1_month_ago`]: null,
        [`${metric}.1_month_change`]: null,
        [`${metric}.1_month_growth`]: null,
        [`${metric}.2_months_ago`]: 3,
        [`${metric}.2_months_change`]: 0.5,
        [`${metric}.2_months_growth`]: 0.166666666667,
      },
    ])
  })

  test('events without a user, of internal users and of bots are in no median', async ({ given }) => {
    const { ask } = await given({
      users: [
        { user_id: 'ada', created_at: '2025-01-01' },
        { user_id: 'us', created_at: '2025-01-01', is_internal: true },
        { user_id: 'robot', created_at: '2025-01-01', is_bot: true },
      ],
      workspaces: [{ workspace_id: 'one', created_at: '2025-01-01' }],
      product_events: [
        ...events('ada', '2025-01-05', 2),
        ...events('us', '2025-01-05', 9),
        ...events('robot', '2025-01-05', 9),
        { event_id: 'none', occurred_at: '2025-01-05', event_name: 'made', workspace_id: 'one' },
      ],
    })
    expect(await ask({ metrics: ['active_events', metric] })).toEqual([{ active_events: 3, [metric]: 2 }])
  })

  test('days and hours are those of the time zone', async ({ given }) => {
    const { ask } = await given({
      product_events: [
        ...events('ada', '2025-01-01T23:30:00Z', 1),
        ...events('ada', '2025-01-02T00:10:00Z', 2),
      ],
    })
    const request = { metrics: [metric], asOf: '2025-01-03', to: '2025-01-02' }
    expect(await ask({ ...request, grain: 'day' })).toEqual([
      { period: '2025-01-01', [metric]: 1 },
      { period: '2025-01-02', [metric]: 2 },
    ])
    expect(await ask({ ...request, grain: 'day', timeZone: 'Europe/Berlin' })).toEqual([
      { period: '2025-01-02', [metric]: 3 },
    ])
    const hours = await ask({ ...request, grain: 'hour', from: '2025-01-01' })
    expect(hours.filter((row) => row[metric] !== null).map((row) => row[metric])).toEqual([1, 2])
  })

  test('a range longer than the period is counted from all its events', async ({ given }) => {
    const { ask } = await given(spring)
    const over = async (range: string) =>
      (await ask({ ...byMonth, metrics: [{ metric, over: range }] })).map((row) => row[metric])
    expect(await over('2 months')).toEqual([3, 3, 3.5])
    expect(await over('all_time')).toEqual([3, 3, 8])
    expect(await over('year_to_date')).toEqual([3, 3, 8])
  })

  test('periods to date contain the events up to the same day', async ({ given }) => {
    const { ask } = await given(spring)
    // January up to the 10th: ada 1, bob 2
    expect(await ask({ ...byMonth, asOf: '2025-03-10', toDate: true })).toEqual([
      { period: '2025-01-01', [metric]: 1.5 },
      { period: '2025-02-01', [metric]: null },
      { period: '2025-03-01', [metric]: 3.5 },
    ])
  })

  test('a median by period and a distribution over periods are not in one result', async ({ given }) => {
    const { rejection } = await given(spring)
    const both = await rejection({ ...byMonth, metrics: [metric, 'stickiness_distribution'] })
    expect(both.code).toBe('METRICS_DO_NOT_COMBINE')
    const byCohort = await rejection({ ...byMonth, by: ['cohort'] })
    expect(byCohort.code).toBe('DIMENSION_NOT_AVAILABLE')
  })
})

describe('the median of a sum', () => {
  plainTest('is exact to the last digit; users without a value are not in it', async () => {
    const catalog = await loadChanged({
      'metrics/engagement.sql': replacing(
        '\nmetrics:\n',
        `
metrics:
  median_value_per_user:
    kind: median_by_actor
    actor: user_id
    expression: case event_name when 'large' then 9007199254740993.03 when 'small' then 0.01 end
    where: event_name <> 'ignored'
    unit: money
    description: Made for a test.
`,
      ),
    })
    const { engine } = await sharedWarehouse(oneEngine)
    const rows = await rolledBack(engine, async (transaction) => {
      await fill(transaction, catalog, {
        product_events: [
          ...events('ada', '2025-01-05', 2, 'large'),
          ...events('bob', '2025-01-05', 3, 'small'),
          ...events('cy', '2025-01-05', 5, 'without value'),
          ...events('dan', '2025-01-05', 5, 'ignored'),
        ],
      })
      const { answer } = steadyWarehouse(transaction, catalog)
      return (await answer({ metrics: ['median_value_per_user'] })).rows
    })
    // half of 18014398509481986.06 + 0.03
    expect(rows).toEqual([['9007199254740993.045']])
  })
})

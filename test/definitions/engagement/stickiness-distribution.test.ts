import { expect } from 'vitest'
import { onBothEngines } from '../../harness/warehouse.ts'

const active = (user_id: string, ...moments: readonly string[]) =>
  moments.map((occurred_at, index) => ({
    event_id: `${user_id} ${String(index)}`,
    user_id,
    occurred_at,
    workspace_id: user_id === 'cy' ? 'blue' : 'red',
  }))

/** In the first five days: ada on three of them (one twice), bob on one, cy on three, dan before and after. */
const days = {
  users: ['ada', 'bob', 'cy', 'dan'].map((user_id) => ({
    user_id,
    created_at: '2024-12-01',
    country: user_id === 'bob' ? 'FR' : 'DE',
  })),
  product_events: [
    ...active('ada', '2025-01-01', '2025-01-01T20:00:00Z', '2025-01-02', '2025-01-05T23:59:59Z'),
    ...active('bob', '2025-01-03'),
    ...active('cy', '2025-01-03', '2025-01-04', '2025-01-05'),
    ...active('dan', '2024-12-31T23:59:59Z', '2025-01-06'),
  ],
}
const range = { from: '2025-01-01', to: '2025-01-05', asOf: '2025-02-01' }

onBothEngines((test) => {
  test('each user is counted once, at the number of active days', async ({ given }) => {
    const { ask } = await given(days)
    expect(await ask({ metrics: ['stickiness_distribution'], grain: 'day', ...range })).toEqual([
      { active_periods: 1, stickiness_distribution: 1 },
      { active_periods: 2, stickiness_distribution: 0 },
      { active_periods: 3, stickiness_distribution: 2 },
      { active_periods: 4, stickiness_distribution: 0 },
      { active_periods: 5, stickiness_distribution: 0 },
    ])
  })

  test('the distribution adds up to the active users of the range', async ({ given }) => {
    const { ask } = await given(days)
    for (const by of [[], ['user_country']]) {
      for (const grain of ['hour', 'day', 'week', 'month'] as const) {
        const rows = await ask({ metrics: ['stickiness_distribution'], by, grain, ...range })
        const sum = rows.reduce((total, row) => total + Number(row['stickiness_distribution']), 0)
        // weeks and months are whole, so dan is in them
        expect(sum).toBe(grain === 'hour' || grain === 'day' ? 3 : 4)
      }
    }
  })

  test('a workspace is active when any of its users is', async ({ given }) => {
    const { ask } = await given(days)
    const rows = await ask({ metrics: ['workspace_stickiness_distribution'], grain: 'day', ...range })
    expect(rows.map((row) => row['workspace_stickiness_distribution'])).toEqual([0, 0, 1, 1, 0])
  })

  test('each group has a row for every possible number', async ({ given }) => {
    const { ask } = await given(days)
    const rows = await ask({
      metrics: ['stickiness_distribution'],
      by: ['user_country'],
      grain: 'day',
      ...range,
    })
    expect(
      rows.map(
        (row) =>
          `${String(row['active_periods'])} ${String(row['user_country'])} ${String(row['stickiness_distribution'])}`,
      ),
    ).toEqual([
      '1 DE 0',
      '1 FR 1',
      '2 DE 0',
      '2 FR 0',
      '3 DE 2',
      '3 FR 0',
      '4 DE 0',
      '4 FR 0',
      '5 DE 0',
      '5 FR 0',
    ])
  })

  test('days are those of the time zone, as many as the calendar has', async ({ given }) => {
    const { ask } = await given(days)
    const rows = await ask({
      metrics: ['stickiness_distribution'],
      grain: 'day',
      from: '2025-03-29',
      to: '2025-03-31',
      timeZone: 'Europe/Berlin',
      asOf: '2025-05-01',
    })
    expect(rows.map((row) => row['active_periods'])).toEqual([1, 2, 3])
    // ada’s last event is on the sixth of January in Berlin
    const january = await ask({
      metrics: ['stickiness_distribution'],
      grain: 'day',
      timeZone: 'Europe/Berlin',
      ...range,
    })
    expect(january.map((row) => row['stickiness_distribution'])).toEqual([2, 1, 1, 0, 0])
  })

  test('a distribution requires a grain, and does not combine with other metrics', async ({ given }) => {
    const { rejection } = await given(days)
    const metric = 'stickiness_distribution'
    expect(await rejection({ metrics: [metric] })).toMatchObject({ code: 'GRAIN_REQUIRED' })
    expect(await rejection({ metrics: [metric, 'active_users'], grain: 'day' })).toMatchObject({
      code: 'METRICS_DO_NOT_COMBINE',
    })
    expect(await rejection({ metrics: [metric], grain: 'day', totals: true })).toMatchObject({
      code: 'NON_ADDITIVE',
    })
    expect(await rejection({ metrics: [metric], grain: 'day', compareTo: ['1 week'] })).toMatchObject({
      code: 'METRICS_DO_NOT_COMBINE',
    })
    expect(await rejection({ metrics: [{ metric, over: 'all_time' }], grain: 'day' })).toMatchObject({
      code: 'NON_ADDITIVE',
    })
  })

  test('the distribution equals a hand-written query', async ({ given }) => {
    const { ask, sql } = await given(days)
    const rows = await ask({
      metrics: ['stickiness_distribution'],
      grain: 'day',
      ...range,
      having: [{ column: 'stickiness_distribution', operator: 'gt', value: 0 }],
    })
    expect(rows).toEqual(
      await sql(`
        select active_periods, count(*) as stickiness_distribution from (
          select user_id, count(distinct (occurred_at at time zone 'UTC')::date) as active_periods
          from source.product_events
          where occurred_at >= '2025-01-01Z' and occurred_at < '2025-01-06Z'
          group by user_id
        ) as people group by active_periods order by active_periods`),
    )
  })
})

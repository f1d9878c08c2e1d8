import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const metrics = ['eligible_signups', 'activated_users', 'activation_rate']
const asOf = '2025-03-01'

const signedUp = (...users: readonly string[]): readonly Row[] =>
  users.map((user_id) => ({ user_id, created_at: '2025-01-01T00:00:00Z' }))

const made = (user_id: string, ...moments: readonly string[]): readonly Row[] =>
  moments.map((occurred_at) => ({ event_id: `${user_id} ${occurred_at}`, user_id, occurred_at }))

onBothEngines((test) => {
  test('the last instant of the seventh day is in time, the next one is too late', async ({ given }) => {
    const { ask } = await given({
      users: signedUp('in time', 'too late'),
      product_events: [
        ...made('in time', '2025-01-08T00:00:00Z'),
        ...made('too late', '2025-01-08T00:00:00.001Z'),
      ],
    })
    expect(await ask({ metrics, asOf })).toEqual([
      { eligible_signups: 2, activated_users: 1, activation_rate: 0.5 },
    ])
  })

  test('actions before the sign-up count as hour 0', async ({ given }) => {
    const { ask } = await given({
      users: signedUp('ada'),
      identities: [{ anonymous_id: 'phone', user_id: 'ada' }],
      product_events: [{ occurred_at: '2024-12-20', anonymous_id: 'phone' }],
    })
    expect(await ask({ metrics: ['activated_users', 'time_to_value_hours_p50'], asOf })).toEqual([
      { activated_users: 1, time_to_value_hours_p50: 0 },
    ])
  })

  test('a sign-up whose window is open is in no rate, activated or not', async ({ given }) => {
    const { ask } = await given({
      users: [
        ...signedUp('ada'),
        { user_id: 'quick', created_at: '2025-02-25' },
        { user_id: 'slow', created_at: '2025-02-25' },
      ],
      product_events: made('quick', '2025-02-25T01:00:00Z'),
    })
    expect(await ask({ metrics, grain: 'month', to: '2025-02-28', asOf })).toEqual([
      { period: '2025-01-01', eligible_signups: 1, activated_users: 0, activation_rate: 0 },
      { period: '2025-02-01', eligible_signups: 0, activated_users: 0, activation_rate: null },
    ])
  })

  test('a window is complete at its last instant', async ({ given }) => {
    const { ask } = await given({ users: signedUp('ada'), product_events: made('ada', '2025-01-02') })
    expect(await ask({ metrics: ['eligible_signups'], asOf: '2025-01-07T23:59:59Z' })).toEqual([
      { eligible_signups: 0 },
    ])
    expect(await ask({ metrics: ['eligible_signups'], asOf: '2025-01-08T00:00:00Z' })).toEqual([
      { eligible_signups: 1 },
    ])
  })

  test('an event counts only from the time at which it was received', async ({ given }) => {
    const { ask } = await given({
      users: signedUp('ada'),
      product_events: [{ occurred_at: '2025-01-02', received_at: '2025-02-01', user_id: 'ada' }],
    })
    expect(await ask({ metrics: ['activated_users'], asOf: '2025-01-31' })).toEqual([{ activated_users: 0 }])
    expect(await ask({ metrics: ['activated_users'], asOf: '2025-02-01' })).toEqual([{ activated_users: 1 }])
  })

  test('two actions on one day count as one day', async ({ given }) => {
    const { ask } = await given({
      users: signedUp('one day', 'two days'),
      product_events: [
        ...made('one day', '2025-01-02T01:00:00Z', '2025-01-02T23:00:00Z'),
        ...made('two days', '2025-01-02T01:00:00Z', '2025-01-03T06:00:00Z'),
      ],
    })
    const options = { activation_distinct_days: 2 }
    expect(await ask({ metrics: [...metrics, 'time_to_value_hours_p50'], asOf, options })).toEqual([
      { eligible_signups: 2, activated_users: 1, activation_rate: 0.5, time_to_value_hours_p50: 54 },
    ])
  })

  test('days are those of the query’s time zone', async ({ given }) => {
    const { ask } = await given({
      users: signedUp('ada'),
      product_events: made('ada', '2025-01-02T22:00:00Z', '2025-01-02T23:30:00Z'),
    })
    const request = { metrics: ['activated_users'], asOf, options: { activation_distinct_days: 2 } }
    expect(await ask(request)).toEqual([{ activated_users: 0 }])
    expect(await ask({ ...request, timeZone: 'Europe/Berlin' })).toEqual([{ activated_users: 1 }])
  })

  test('where three actions are required the third one activates', async ({ given }) => {
    const { ask } = await given({
      users: signedUp('ada', 'bob'),
      product_events: [
        ...made('ada', '2025-01-01T01:00:00Z', '2025-01-01T02:00:00Z', '2025-01-01T05:00:00Z'),
        ...made('bob', '2025-01-01T01:00:00Z', '2025-01-01T02:00:00Z'),
      ],
    })
    const options = { activation_min_count: 3 }
    expect(await ask({ metrics: ['activated_users', 'time_to_value_hours_p50'], asOf, options })).toEqual([
      { activated_users: 1, time_to_value_hours_p50: 5 },
    ])
  })

  test('the window can start with the first core action instead', async ({ given }) => {
    const { ask } = await given({
      users: signedUp('ada', 'never'),
      product_events: made('ada', '2025-02-01T00:00:00Z', '2025-02-02T00:00:00Z'),
    })
    const options = { activation_anchor: 'first_core_action', activation_min_count: 2 }
    expect(
      await ask({
        metrics: [...metrics, 'time_to_value_hours_p50'],
        grain: 'month',
        from: '2025-02-01',
        to: '2025-02-28',
        asOf,
        options,
      }),
    ).toEqual([
      {
        period: '2025-02-01',
        eligible_signups: 1,
        activated_users: 1,
        activation_rate: 1,
        time_to_value_hours_p50: 24,
      },
    ])
  })

  test('a core action can require a property', async ({ given }) => {
    const event = (user_id: string, event_name: string, properties: Row): Row => ({
      event_id: user_id,
      occurred_at: '2025-01-02',
      user_id,
      event_name,
      properties,
    })
    const { ask } = await given({
      users: signedUp('report', 'chart', 'draft', 'other'),
      product_events: [
        event('report', 'made', { kind: 'report', pages: 3 }),
        event('chart', 'made', { kind: 'chart', pages: 3 }),
        event('draft', 'made', { kind: 'draft', pages: 3 }),
        event('other', 'viewed', { kind: 'report', pages: 3 }),
      ],
    })
    const activated = (core_action: unknown) =>
      ask({ metrics: ['activated_users'], asOf, options: { core_action } })
    expect(await activated({ event: 'made', where: { kind: ['report', 'chart'] } })).toEqual([
      { activated_users: 2 },
    ])
    expect(await activated({ event: 'made', where: { kind: 'report', pages: 3 } })).toEqual([
      { activated_users: 1 },
    ])
    expect(await activated({ event: 'made', where: { kind: 'report', pages: 4 } })).toEqual([
      { activated_users: 0 },
    ])
    expect(await activated('made')).toEqual([{ activated_users: 3 }])
    expect(await activated(['made', 'viewed'])).toEqual([{ activated_users: 4 }])
    expect(await activated([{ event: 'made', where: { kind: 'draft' } }, 'viewed'])).toEqual([
      { activated_users: 2 },
    ])
    // a star matches any event, alone or with properties next to other matchers
    const ofKind = (kind: string) => ({ event: '*', where: { kind } })
    expect(await activated(ofKind('report'))).toEqual(
      await activated({ event: null, where: { kind: 'report' } }),
    )
    expect(await activated(['*', { event: 'made', where: { kind: 'draft' } }])).toEqual([
      { activated_users: 4 },
    ])
  })

  test('a page view activates no user', async ({ given }) => {
    const { ask } = await given({
      users: signedUp('ada'),
      product_events: [{ occurred_at: '2025-01-02', user_id: 'ada', event_name: 'page_view' }],
    })
    expect(await ask({ metrics, asOf })).toEqual([
      { eligible_signups: 1, activated_users: 0, activation_rate: 0 },
    ])
  })

  test('percentiles are interpolated between the nearest two values', async ({ given }) => {
    const hours = [1, 2, 4, 11]
    const { ask } = await given({
      users: [...signedUp(...hours.map((hour) => `after ${hour}`)), ...signedUp('never')],
      product_events: hours.flatMap((hour) =>
        made(`after ${hour}`, `2025-01-01T${String(hour).padStart(2, '0')}:00:00Z`),
      ),
    })
    expect(
      await ask({ metrics: ['time_to_value_hours_p50', 'time_to_value_hours_p90', 'activation_rate'], asOf }),
    ).toEqual([{ time_to_value_hours_p50: 3, time_to_value_hours_p90: 8.9, activation_rate: 0.8 }])
  })

  test('the activation rate equals a hand-written query, by country and month', async ({ given }) => {
    const people = Array.from({ length: 40 }, (_, index) => index)
    const { ask, sql } = await given({
      users: people.map((index) => ({
        user_id: `user-${index}`,
        created_at: `2025-0${1 + (index % 2)}-${10 + (index % 13)}T0${index % 10}:00:00Z`,
        country: ['DE', 'FR'][index % 2],
      })),
      product_events: people.flatMap((index) => [
        {
          event_id: `first ${index}`,
          user_id: `user-${index}`,
          occurred_at: `2025-0${1 + (index % 2)}-${15 + (index % 11)}T12:00:00Z`,
        },
        {
          event_id: `second ${index}`,
          user_id: `user-${(index * 7) % 40}`,
          occurred_at: `2025-0${1 + (index % 2)}-20T12:00:00Z`,
        },
      ]),
    })
    expect(
      await ask({
        metrics,
        by: ['user_country'],
        grain: 'month',
        asOf,
        options: { activation_window_hours: 100 },
      }),
    ).toEqual(
      await sql(`
        with judged as (
          select
            date_trunc('month', users.created_at)::date as period,
            users.country,
            exists (
              select 1 from source.product_events as events
              where events.user_id = users.user_id
                and events.occurred_at <= users.created_at + interval '100 hours'
            ) as is_activated
          from source.users
        ),
        counted as (
          select period, country, count(*) as signups, count(*) filter (where is_activated) as activated
          from judged group by period, country
        )
        select
          periods.period,
          countries.country as user_country,
          coalesce(signups, 0) as eligible_signups,
          coalesce(activated, 0) as activated_users,
          round(activated::numeric / signups, 12) as activation_rate
        from (select distinct period from judged) as periods
        cross join (select distinct country from judged) as countries
        left join counted using (period, country)
        where periods.period < date '${asOf}'
        union all
        select date '${asOf}', country, 0, 0, null from (select distinct country from judged) as countries
        order by period, user_country`),
    )
  })
})

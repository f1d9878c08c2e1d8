import { expect } from 'vitest'
import { onBothEngines } from '../../harness/warehouse.ts'

const user = (user_id: string, created_at: string) => ({ user_id, created_at })

let ids = 0
const did = (user_id: string, occurred_at: string, event_name = 'edit', more = {}) => {
  ids += 1
  return { event_id: String(ids), user_id, occurred_at, event_name, ...more }
}

onBothEngines((test) => {
  test('the last instant of the window is in time, the next one is too late, before sign-up is hour 0', async ({
    given,
  }) => {
    const { ask } = await given({
      users: ['exact', 'late', 'early'].map((name) => user(name, '2024-01-01T00:00:00Z')),
      product_events: [
        did('exact', '2024-01-08T00:00:00Z'),
        did('late', '2024-01-08T00:00:01Z'),
        did('early', '2023-12-31T00:00:00Z'),
        did('early', '2024-02-01T00:00:00Z'),
      ],
    })
    expect(await ask({ metrics: ['activation_rate', 'time_to_value_hours_p50'], parts: true })).toEqual([
      {
        activation_rate: 0.666666666667,
        'activation_rate.numerator': 2,
        'activation_rate.denominator': 3,
        time_to_value_hours_p50: 84,
      },
    ])
  })

  test('a sign-up with an open window is in no rate', async ({ given }) => {
    const { ask } = await given({
      users: [user('old', '2024-01-01T00:00:00Z'), user('new', '2024-01-09T00:00:00Z')],
      product_events: [did('old', '2024-01-02T00:00:00Z'), did('new', '2024-01-10T00:00:00Z')],
    })
    expect(await ask({ metrics: ['signups', 'eligible_signups', 'activated_users'] })).toEqual([
      { signups: 2, eligible_signups: 1, activated_users: 1 },
    ])
  })

  test('a second active day counts in the query’s time zone, and a property selects matching events', async ({
    given,
  }) => {
    const { ask } = await given({
      users: [user('ada', '2024-01-01T00:00:00Z'), user('end', '2024-03-01T00:00:00Z')],
      product_events: [
        did('ada', '2024-01-01T23:30:00Z', 'edit', { properties: { kind: 'deep' } }),
        did('ada', '2024-01-02T00:30:00Z', 'edit', { properties: { kind: 'shallow' } }),
        did('end', '2024-03-09T00:00:00Z', 'page_view'),
      ],
    })
    const ask2 = (options: Record<string, unknown>, timeZone = 'UTC') =>
      ask({ metrics: ['activated_users'], options, timeZone })
    expect(await ask2({ activation_distinct_days: 2 })).toEqual([{ activated_users: 1 }])
    expect(await ask2({ activation_distinct_days: 2 }, 'America/New_York')).toEqual([{ activated_users: 0 }])
    expect(
      await ask2({ core_action: { event: 'edit', where: { kind: ['deep'] } }, activation_min_count: 2 }),
    ).toEqual([{ activated_users: 0 }])
  })

  const retention = {
    users: [user('ada', '2024-01-01T09:00:00Z'), user('bob', '2024-01-03T09:00:00Z')],
    product_events: [
      did('ada', '2024-01-08T09:00:00Z'),
      did('ada', '2024-01-22T09:00:00Z'),
      did('bob', '2024-01-09T09:00:00Z'),
      did('bob', '2024-01-10T09:00:00Z'),
    ],
  }

  test('a cohort counts returns at each age, or at each age and later', async ({ given }) => {
    const { ask } = await given(retention)
    const counts = async (options: Record<string, unknown>) =>
      (await ask({ metrics: ['retained_users_by_age'], options })).map((row) => row['retained_users_by_age'])
    expect(await counts({})).toEqual([2, 2, 0, 1])
    expect(await counts({ retention_criterion: 'on_or_after' })).toEqual([2, 2, 1, 1])
    expect(await counts({ retention_min_occurrences: 2 })).toEqual([2, 1, 0, 0])
  })

  test('an account can require several returning users', async ({ given }) => {
    const inAcme = { account_id: 'acme', workspace_id: 'w' }
    const { ask } = await given({
      accounts: [{ account_id: 'acme', created_at: '2024-01-01T09:00:00Z' }],
      workspaces: [{ workspace_id: 'w', account_id: 'acme', created_at: '2024-01-01T09:00:00Z' }],
      product_events: [
        { ...did('ada', '2024-01-08T09:00:00Z'), ...inAcme },
        { ...did('bob', '2024-01-09T09:00:00Z'), ...inAcme },
        // twice the same user, and once an unknown user
        { ...did('ada', '2024-01-15T09:00:00Z'), ...inAcme },
        { ...did('ada', '2024-01-16T09:00:00Z'), ...inAcme },
        { event_id: 'anyone', occurred_at: '2024-01-17T09:00:00Z', event_name: 'edit', ...inAcme },
        { event_id: 'someone', occurred_at: '2024-01-24T09:00:00Z', event_name: 'edit', ...inAcme },
      ],
    })
    for (const metric of ['retained_accounts_by_age', 'retained_workspaces_by_age'])
      for (const clock of ['calendar', 'rolling_24h']) {
        const counts = async (retention_min_active_users: number) =>
          (
            await ask({ metrics: [metric], options: { retention_min_active_users, retention_clock: clock } })
          ).map((row) => row[metric])
        expect(await counts(1), `${metric} ${clock}`).toEqual([1, 1, 1, 1])
        expect(await counts(2), `${metric} ${clock}`).toEqual([1, 1, 0, 0])
        expect(await counts(3), `${metric} ${clock}`).toEqual([1, 0, 0, 0])
      }
  })

  test('a period that has not ended is partial, one that has not started has no row', async ({ given }) => {
    const { ask } = await given(retention)
    expect(
      (await ask({ metrics: ['user_retention_rate'], parts: true })).map(
        (row) => row['user_retention_rate.maturity'],
      ),
    ).toEqual(['COMPLETE', 'COMPLETE', 'COMPLETE', 'PARTIAL'])
  })

  test('on the rolling clock start and return are rounded down to the hour, as in Amplitude', async ({
    given,
  }) => {
    const { ask } = await given({
      users: [user('ada', '2021-12-01T17:59:00Z')],
      product_events: [did('ada', '2021-12-02T17:00:00Z'), did('ada', '2021-12-03T00:00:00Z', 'page_view')],
    })
    const rows = await ask({
      metrics: ['retained_users_by_age'],
      grain: 'day',
      options: { retention_clock: 'rolling_24h' },
    })
    expect(rows.map(({ age, retained_users_by_age: back }) => [age, back])).toEqual([
      [0, 1],
      [1, 1],
    ])
  })

  test('the day of a daylight saving change has 23 hours and one label', async ({ given }) => {
    const { ask } = await given({
      users: [user('ada', '2024-03-30T00:00:00Z')],
      product_events: [
        did('ada', '2024-03-30T22:59:59Z'),
        did('ada', '2024-03-30T23:00:00Z'),
        did('ada', '2024-03-31T21:59:59Z'),
        did('ada', '2024-03-31T22:00:00Z'),
      ],
    })
    expect(await ask({ metrics: ['active_events'], grain: 'day', timeZone: 'Europe/Berlin' })).toEqual([
      { period: '2024-03-30', active_events: 1 },
      { period: '2024-03-31', active_events: 2 },
      { period: '2024-04-01', active_events: 1 },
    ])
  })

  test('a trailing window counts each user once, up to its last day, on days without events too', async ({
    given,
  }) => {
    const { ask, sql } = await given({
      users: [user('ada', '2024-01-01T00:00:00Z'), user('bob', '2024-01-01T00:00:00Z')],
      product_events: [
        did('ada', '2024-01-01T10:00:00Z'),
        did('ada', '2024-01-03T10:00:00Z'),
        did('bob', '2024-01-05T10:00:00Z'),
        did('ada', '2024-01-14T10:00:00Z'),
      ],
    })
    expect(await ask({ metrics: ['weekly_active_users'], grain: 'day' })).toEqual(
      await sql(`
        select to_char(day, 'YYYY-MM-DD') as period, count(distinct user_id) as weekly_active_users
        from generate_series(timestamp '2024-01-01', '2024-01-14', interval '1 day') as days (day)
        left join source.product_events
          on (occurred_at at time zone 'UTC')::date between day::date - 6 and day::date
        group by day
        order by day
      `),
    )
  })

  test('events received after as_of are not known', async ({ given }) => {
    const { ask } = await given({
      users: [user('ada', '2024-01-01T00:00:00Z')],
      product_events: [
        did('ada', '2024-01-02T00:00:00Z'),
        did('ada', '2024-01-03T00:00:00Z', 'edit', { received_at: '2024-02-01T00:00:00Z' }),
      ],
    })
    expect(await ask({ metrics: ['active_events'], asOf: '2024-01-31' })).toEqual([{ active_events: 1 }])
    expect(await ask({ metrics: ['active_events'] })).toEqual([{ active_events: 2 }])
  })
})

import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-04-01'

const on = (user_id: string, ...days: readonly string[]): readonly Row[] =>
  days.map((day) => ({ event_id: `${user_id} ${day}`, user_id, occurred_at: `${day}T12:00:00Z` }))

const january = (day: number): string => `2025-01-${String(day).padStart(2, '0')}`
const days = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => january(first + index))

onBothEngines((test) => {
  test('a user who is active twice in a month counts once', async ({ given }) => {
    const { ask } = await given({
      product_events: [...on('ada', '2025-01-03', '2025-01-20', '2025-03-01'), ...on('bob', '2025-01-05')],
    })
    expect(
      await ask({ metrics: ['active_users', 'active_events'], grain: 'month', to: '2025-03-31', asOf }),
    ).toEqual([
      { period: '2025-01-01', active_users: 2, active_events: 3 },
      { period: '2025-02-01', active_users: 0, active_events: 0 },
      { period: '2025-03-01', active_users: 1, active_events: 1 },
    ])
  })

  test('monthly active users do not add up to those of the quarter', async ({ given }) => {
    const { ask } = await given({ product_events: on('ada', '2025-01-03', '2025-02-03', '2025-03-03') })
    const quarter = await ask({ metrics: ['active_users'], grain: 'quarter', to: '2025-03-31', asOf })
    expect(quarter).toEqual([{ period: '2025-01-01', active_users: 1 }])
  })

  test('passive events make no user active, unless the query defines them as activity', async ({ given }) => {
    const { ask } = await given({
      product_events: [
        { occurred_at: '2025-01-03', user_id: 'ada', event_name: 'page_view' },
        { occurred_at: '2025-01-03', user_id: 'bob', event_name: 'email_opened' },
        { occurred_at: '2025-01-03', user_id: 'cy', event_name: 'shared' },
      ],
    })
    const active = (options: Readonly<Record<string, unknown>>) => ask({ metrics: ['active_users'], options })
    expect(await active({})).toEqual([{ active_users: 1 }])
    expect(await active({ active_event: '*' })).toEqual([{ active_users: 3 }])
    expect(await active({ active_event: 'page_view' })).toEqual([{ active_users: 1 }])
    expect(await active({ core_action: 'shared' })).toEqual([{ active_users: 1 }])
    expect(await active({ passive_events: ['shared'] })).toEqual([{ active_users: 2 }])
  })

  test('users, workspaces and companies are each counted once', async ({ given }) => {
    const { ask } = await given({
      workspaces: [
        { workspace_id: 'one', created_at: '2025-01-01', account_id: 'acme' },
        { workspace_id: 'two', created_at: '2025-01-01', account_id: 'acme' },
        { workspace_id: 'own', created_at: '2025-01-01' },
      ],
      product_events: [
        { occurred_at: '2025-01-03', user_id: 'ada', workspace_id: 'one' },
        { occurred_at: '2025-01-03', user_id: 'ada', workspace_id: 'two' },
        { occurred_at: '2025-01-03', user_id: 'bob', workspace_id: 'own' },
      ],
    })
    expect(await ask({ metrics: ['active_users', 'active_workspaces', 'active_accounts'] })).toEqual([
      { active_users: 2, active_workspaces: 3, active_accounts: 1 },
    ])
    expect(await ask({ metrics: ['active_users'], by: ['account'] })).toEqual([
      { account: 'acme', active_users: 1 },
      { account: 'ws:own', active_users: 1 },
    ])
  })

  test('activity in a workspace without a company belongs to the account that signed up with it', async ({
    given,
  }) => {
    const event = (event_id: string, event_name: string, user_id?: string, workspace_id?: string): Row => ({
      event_id,
      event_name,
      occurred_at: '2025-01-03',
      ...(user_id === undefined ? {} : { user_id }),
      ...(workspace_id === undefined ? {} : { workspace_id }),
    })
    const { ask } = await given({
      users: [
        { user_id: 'ada', email: 'ada@acme.test', created_at: '2025-01-01' },
        { user_id: 'bob', created_at: '2025-01-01' },
        { user_id: 'cy', created_at: '2025-01-01' },
      ],
      account_domains: [{ domain: 'acme.test', account_id: 'acme', verified: true }],
      workspaces: [
        { workspace_id: 'team', created_at: '2025-01-01', account_id: 'acme' },
        { workspace_id: 'own', created_at: '2025-01-01' },
      ],
      product_events: [
        event('1', 'opened', 'ada', 'team'),
        event('2', 'opened', 'ada', 'own'),
        event('3', 'opened', 'bob', 'own'),
        event('4', 'opened', undefined, 'own'),
        // an unregistered workspace does not link users to an account
        event('5', 'opened', 'ada', 'unregistered'),
        event('6', 'opened', 'cy', 'unregistered'),
        event('7', 'opened', 'cy'),
        event('8', 'opened', undefined, 'unregistered'),
      ],
    })
    const by = ['account', 'account_kind']
    expect(await ask({ metrics: ['active_events', 'active_users', 'active_accounts'], by, asOf })).toEqual([
      { account: 'acme', account_kind: 'company', active_events: 2, active_users: 1, active_accounts: 1 },
      { account: 'user:cy', account_kind: 'person', active_events: 2, active_users: 1, active_accounts: 0 },
      { account: 'ws:own', account_kind: 'workspace', active_events: 3, active_users: 2, active_accounts: 0 },
      { account: null, account_kind: null, active_events: 1, active_users: 0, active_accounts: 0 },
    ])
    expect(await ask({ metrics: ['account_signups'], by, asOf })).toEqual([
      { account: 'acme', account_kind: 'company', account_signups: 1 },
      { account: 'ws:own', account_kind: 'workspace', account_signups: 1 },
    ])
    const own = [{ dimension: 'account', operator: 'eq' as const, value: 'ws:own' }]
    expect(await ask({ metrics: ['active_users'], where: own, asOf })).toEqual([{ active_users: 2 }])
    const chance = {
      conversion_opportunity_event: 'opened',
      conversion_event: 'paid',
      conversion_window_days: 1,
    }
    expect(
      await ask({ metrics: ['conversion_opportunities'], by: ['account'], options: chance, asOf }),
    ).toEqual([
      { account: 'acme', conversion_opportunities: 2 },
      { account: 'user:cy', conversion_opportunities: 2 },
      { account: 'ws:own', conversion_opportunities: 2 },
    ])
  })

  test('a trailing week of seven days ends with each day, also with a day without activity', async ({
    given,
  }) => {
    const { ask } = await given({ product_events: on('ada', january(2)) })
    const rows = await ask({
      metrics: ['daily_active_users', 'weekly_active_users'],
      grain: 'day',
      from: january(1),
      to: january(9),
      asOf,
    })
    expect(rows.map((row) => row['daily_active_users'])).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0])
    expect(rows.map((row) => row['weekly_active_users'])).toEqual([0, 1, 1, 1, 1, 1, 1, 1, 0])
  })

  test('a trailing window reaches back before the first requested day', async ({ given }) => {
    const { ask } = await given({ product_events: [...on('ada', january(2)), ...on('bob', january(6))] })
    const rows = await ask({
      metrics: ['weekly_active_users'],
      grain: 'day',
      from: january(7),
      to: january(10),
      asOf,
    })
    expect(rows.map((row) => row['weekly_active_users'])).toEqual([2, 2, 1, 1])
  })

  test('a window of 28 days excludes the twenty-ninth day, a window of 30 days the thirty-first', async ({
    given,
  }) => {
    const { ask } = await given({ product_events: on('ada', january(1)) })
    const lastActive = async (options: Readonly<Record<string, unknown>>) => {
      const rows = await ask({
        metrics: ['monthly_active_users'],
        grain: 'day',
        from: january(1),
        to: '2025-02-05',
        asOf,
        options,
      })
      return rows.filter((row) => row['monthly_active_users'] === 1).at(-1)?.['period']
    }
    expect(await lastActive({})).toBe(january(28))
    expect(await lastActive({ mau_window: 30 })).toBe(january(30))
  })

  test('the calendar month restarts on its first day, and its mean covers the days so far', async ({
    given,
  }) => {
    const { ask } = await given({
      product_events: [
        ...on('ada', january(30)),
        ...on('bob', january(31)),
        ...on('bob', '2025-02-01'),
        ...on('eve', '2025-02-02'),
      ],
    })
    const request = {
      metrics: ['monthly_active_users', 'average_daily_active_users', 'stickiness_ratio'],
      options: { mau_window: 'calendar' },
      asOf,
    }
    expect(await ask({ ...request, grain: 'day', from: january(30), to: '2025-02-02' })).toEqual([
      // ada was active on one of 30 days; two of 31 days had an active user
      {
        period: january(30),
        monthly_active_users: 1,
        average_daily_active_users: 0.033333,
        stickiness_ratio: 0.033333333333,
      },
      {
        period: january(31),
        monthly_active_users: 2,
        average_daily_active_users: 0.064516,
        stickiness_ratio: 0.032258064516,
      },
      {
        period: '2025-02-01',
        monthly_active_users: 1,
        average_daily_active_users: 1,
        stickiness_ratio: 1,
      },
      {
        period: '2025-02-02',
        monthly_active_users: 2,
        average_daily_active_users: 1,
        stickiness_ratio: 0.5,
      },
    ])
    // the week ends on the second of February, the quarter on the last day of March, without further activity
    expect(await ask({ ...request, grain: 'week', from: january(27), to: '2025-02-02' })).toMatchObject([
      { period: january(27), monthly_active_users: 2, average_daily_active_users: 1 },
    ])
    expect(
      await ask({ ...request, asOf: '2025-06-01', grain: 'quarter', from: january(1), to: '2025-03-31' }),
    ).toMatchObject([
      { period: january(1), monthly_active_users: 0, average_daily_active_users: 0, stickiness_ratio: null },
    ])
    expect(await ask({ ...request, from: january(1), to: january(31) })).toMatchObject([
      { monthly_active_users: 2, average_daily_active_users: 0.064516 },
    ])
  })

  test('the value of a calendar week is that of its last day', async ({ given }) => {
    const { ask } = await given({
      product_events: [...on('ada', january(6)), ...on('bob', january(12))],
    })
    expect(
      await ask({
        metrics: ['daily_active_users', 'weekly_active_users'],
        grain: 'week',
        from: january(6),
        to: january(19),
        asOf,
      }),
    ).toEqual([
      { period: '2025-01-06', daily_active_users: 1, weekly_active_users: 2 },
      { period: '2025-01-13', daily_active_users: 0, weekly_active_users: 0 },
    ])
  })

  test('without a grain, a window ends as of now', async ({ given }) => {
    const { ask } = await given({ product_events: [...on('ada', january(1)), ...on('bob', january(20))] })
    expect(
      await ask({
        metrics: ['daily_active_users', 'weekly_active_users', 'monthly_active_users'],
        asOf: '2025-01-20T18:00:00Z',
      }),
    ).toEqual([{ daily_active_users: 1, weekly_active_users: 1, monthly_active_users: 2 }])
  })

  test('a day of activity is a day of the query’s time zone', async ({ given }) => {
    const { ask } = await given({
      product_events: [{ occurred_at: '2025-01-02T23:30:00Z', user_id: 'ada' }],
    })
    const request = {
      metrics: ['daily_active_users'],
      grain: 'day' as const,
      from: january(2),
      to: january(3),
      asOf,
    }
    const counts = async (timeZone: string) =>
      (await ask({ ...request, timeZone })).map((row) => row['daily_active_users'])
    expect(await counts('UTC')).toEqual([1, 0])
    expect(await counts('Europe/Berlin')).toEqual([0, 1])
    expect(await counts('America/New_York')).toEqual([1, 0])
  })

  test('momentum compares a week with the previous week, and is null below five users', async ({ given }) => {
    const people = (count: number, prefix: string, day: number) =>
      Array.from({ length: count }, (_, index) => on(`${prefix}${index}`, january(day))).flat()
    const { ask } = await given({
      product_events: [...people(4, 'a', 7), ...people(6, 'b', 14), ...people(9, 'c', 21)],
    })
    expect(
      await ask({
        metrics: ['weekly_active_users', 'previous_weekly_active_users', 'momentum_abs', 'momentum_rel'],
        grain: 'day',
        from: january(14),
        to: january(21),
        asOf,
      }).then((rows) => [rows[0], rows[7]]),
    ).toEqual([
      {
        period: january(14),
        weekly_active_users: 6,
        previous_weekly_active_users: 4,
        momentum_abs: 2,
        momentum_rel: null,
      },
      {
        period: january(21),
        weekly_active_users: 9,
        previous_weekly_active_users: 6,
        momentum_abs: 3,
        momentum_rel: 0.5,
      },
    ])
  })

  test('a query can set the minimum number of users for momentum', async ({ given }) => {
    const people = (count: number, prefix: string, day: number) =>
      Array.from({ length: count }, (_, index) => on(`${prefix}${index}`, january(day))).flat()
    const { ask } = await given({ product_events: [...people(4, 'a', 7), ...people(6, 'b', 14)] })
    const share = (least: number) =>
      ask({
        metrics: ['momentum_rel'],
        from: january(14),
        to: january(14),
        asOf,
        options: { momentum_min_base: least },
      })
    expect(await share(4)).toEqual([{ momentum_rel: 0.5 }])
    expect(await share(5)).toEqual([{ momentum_rel: null }])
  })

  test('stickiness is 0.75 for one user who is active every day and one who is active every second day', async ({
    given,
  }) => {
    const { ask } = await given({
      product_events: [
        ...on('daily', ...days(1, 28)),
        ...on('now and then', ...days(1, 28).filter((_, index) => index % 2 === 0)),
      ],
    })
    expect(
      await ask({
        metrics: ['stickiness_ratio'],
        grain: 'day',
        from: january(28),
        to: january(28),
        asOf,
        parts: true,
      }),
    ).toEqual([
      {
        period: january(28),
        stickiness_ratio: 0.75,
        'stickiness_ratio.numerator': 1.5,
        'stickiness_ratio.denominator': 2,
      },
    ])
  })

  test('growth is computed from unrounded values, as for daily averages over months of 31 and 28 days', async ({
    given,
  }) => {
    const { ask } = await given({
      product_events: [...on('a', january(2)), ...on('b', '2025-02-03')],
    })
    const rows = await ask({
      metrics: ['average_daily_active_users'],
      options: { mau_window: 'calendar' },
      grain: 'month',
      from: '2025-02-01',
      to: '2025-02-28',
      asOf: '2025-03-01T12:00:00Z',
      compareTo: ['previous'],
    })
    expect(rows).toEqual([
      {
        period: '2025-02-01',
        average_daily_active_users: 0.035714,
        'average_daily_active_users.1_month_ago': 0.032258,
        'average_daily_active_users.1_month_change': 0.003456,
        'average_daily_active_users.1_month_growth': Number((31 / 28 - 1).toFixed(12)),
      },
    ])
  })

  test('the average of one and two daily active users is one and a half', async ({ given }) => {
    const { ask } = await given({
      product_events: [...on('daily', ...days(1, 2)), ...on('once', january(2))],
    })
    const [row] = await ask({
      metrics: ['average_daily_active_users'],
      options: { mau_window: 2 },
      grain: 'day',
      compareTo: ['previous'],
      from: january(2),
      to: january(2),
    })
    expect(row).toMatchObject({
      average_daily_active_users: 1.5,
      'average_daily_active_users.1_day_ago': 0.5,
      'average_daily_active_users.1_day_change': 1,
    })
  })

  test('a trailing window can end with a quarter of the fiscal year', async ({ given }) => {
    const { ask } = await given({ product_events: on('ada', '2025-01-20') })
    const request = { metrics: ['monthly_active_users'], grain: 'quarter' as const, asOf: '2025-02-20' }
    expect(await ask({ ...request, options: { fiscal_year_start: 2 } })).toEqual([
      { period: '2024-11-01', monthly_active_users: 1 },
      { period: '2025-02-01', monthly_active_users: 0 },
    ])
  })

  test('without active users, stickiness is null, not 0', async ({ given }) => {
    const { ask } = await given({ product_events: on('ada', january(1)) })
    expect(await ask({ metrics: ['stickiness_ratio'], asOf: '2025-03-20' })).toEqual([
      { stickiness_ratio: null },
    ])
  })

  test('trailing counts equal a hand-written query on every day, for every window and country', async ({
    given,
  }) => {
    const users = Array.from({ length: 12 }, (_, index) => `user-${index}`)
    const { ask, sql } = await given({
      users: users.map((user_id, index) => ({
        user_id,
        created_at: '2024-12-01',
        country: ['DE', 'FR', 'IT'][index % 3],
      })),
      product_events: users.flatMap((user_id, index) =>
        on(user_id, ...days(1, 31).filter((_, day) => (day * (index + 3)) % 11 < 2)),
      ),
    })
    for (const window of [1, 3, 7, 10]) {
      expect(
        await ask({
          metrics: ['weekly_active_users'],
          by: ['user_country'],
          grain: 'day',
          from: january(1),
          to: january(31),
          asOf,
          options: { wau_window: window },
        }),
      ).toEqual(
        await sql(`
          select days.day::date as period, countries.country as user_country, (
            select count(distinct events.user_id)
            from source.product_events as events
            inner join source.users on events.user_id = users.user_id
            where users.country = countries.country
              and events.occurred_at::date between days.day::date - ${window - 1} and days.day::date
          ) as weekly_active_users
          from generate_series(timestamp '2025-01-01', timestamp '2025-01-31', interval '1 day') as days (day)
          cross join (select distinct country from source.users) as countries
          order by days.day, countries.country`),
      )
    }
  })
})

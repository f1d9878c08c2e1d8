import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-03-01'

const signedUp = (...users: readonly string[]): readonly Row[] =>
  users.map((user_id) => ({ user_id, created_at: '2025-01-01T00:00:00Z' }))

let number = 0
const did = (user_id: string, event_name: string, occurred_at: string, more: Row = {}): Row => {
  number += 1
  return { event_id: `${event_name} ${String(number)}`, user_id, event_name, occurred_at, ...more }
}

onBothEngines((test) => {
  /** Users who converted, by the criteria of the query. */
  const rate = (conversion_criteria: unknown, more = {}) => ({
    metrics: ['eligible_signups', 'activated_users', 'activation_rate'],
    options: { conversion_criteria, ...more },
    asOf,
  })

  test('all criteria must be met, in any order, unless the query sets an order', async ({ given }) => {
    const { ask } = await given({
      users: signedUp('both', 'turned', 'half', 'none'),
      product_events: [
        did('both', 'project', '2025-01-02'),
        did('both', 'invite', '2025-01-03'),
        did('turned', 'invite', '2025-01-02'),
        did('turned', 'project', '2025-01-03'),
        did('half', 'project', '2025-01-02'),
      ],
    })
    const all = [{ event: 'project' }, { event: 'invite' }]
    expect(await ask(rate(all))).toEqual([{ eligible_signups: 4, activated_users: 2, activation_rate: 0.5 }])
    expect(await ask(rate({ all, ordered: true }))).toEqual([
      { eligible_signups: 4, activated_users: 1, activation_rate: 0.25 },
    ])
    expect(await ask(rate({ all, require: 'any' }))).toEqual([
      { eligible_signups: 4, activated_users: 3, activation_rate: 0.75 },
    ])
  })

  test('with an order, each criterion counts only events after the previous criterion was met', async ({
    given,
  }) => {
    const { ask } = await given({
      users: signedUp('again', 'too early', 'at once'),
      product_events: [
        did('again', 'invite', '2025-01-02'),
        did('again', 'project', '2025-01-03'),
        did('again', 'invite', '2025-01-04'),
        did('too early', 'invite', '2025-01-02'),
        did('too early', 'project', '2025-01-03'),
        did('at once', 'project', '2025-01-02'),
        did('at once', 'invite', '2025-01-02'),
      ],
    })
    const conversion_criteria = { all: [{ event: 'project' }, { event: 'invite' }], ordered: true }
    expect(
      await ask({
        metrics: ['activated_users', 'time_to_value_hours_p50', 'time_to_value_hours_p90'],
        options: { conversion_criteria },
        asOf,
      }),
    ).toEqual([
      // 24 hours and 72 hours
      { activated_users: 2, time_to_value_hours_p50: 48, time_to_value_hours_p90: 67.2 },
    ])
  })

  test('one event does not count twice: the same criterion twice in an order needs two events', async ({
    given,
  }) => {
    const { ask } = await given({
      users: signedUp('once', 'twice', 'twice at once'),
      product_events: [
        did('once', 'visit', '2025-01-02'),
        did('twice', 'visit', '2025-01-02'),
        did('twice', 'visit', '2025-01-03'),
        did('twice at once', 'visit', '2025-01-02'),
        did('twice at once', 'visit', '2025-01-02'),
      ],
    })
    const twice = { all: [{ event: 'visit' }, { event: 'visit' }], ordered: true }
    expect(
      await ask({ metrics: ['activated_users'], options: { conversion_criteria: twice }, asOf }),
    ).toEqual([{ activated_users: 2 }])
  })

  test('with any N of the criteria, the conversion time is that of the last one needed', async ({
    given,
  }) => {
    const { ask } = await given({
      users: signedUp('three', 'two', 'one'),
      product_events: [
        did('three', 'a', '2025-01-02'),
        did('three', 'b', '2025-01-03'),
        did('three', 'c', '2025-01-04'),
        did('two', 'c', '2025-01-02'),
        did('two', 'a', '2025-01-05'),
        did('one', 'b', '2025-01-02'),
      ],
    })
    const conversion_criteria = { all: [{ event: 'a' }, { event: 'b' }, { event: 'c' }], require: 2 }
    expect(
      await ask({
        metrics: ['activated_users', 'time_to_value_hours_p50'],
        options: { conversion_criteria },
        asOf,
      }),
    ).toEqual([{ activated_users: 2, time_to_value_hours_p50: 72 }])
  })

  test('a criterion can require a count of events and of days in the query’s time zone', async ({
    given,
  }) => {
    const { ask } = await given({
      users: signedUp('one day', 'two days', 'midnight'),
      product_events: [
        did('one day', 'save', '2025-01-02T01:00:00Z'),
        did('one day', 'save', '2025-01-02T02:00:00Z'),
        did('one day', 'save', '2025-01-02T03:00:00Z'),
        did('two days', 'save', '2025-01-02T01:00:00Z'),
        did('two days', 'save', '2025-01-04T01:00:00Z'),
        did('two days', 'save', '2025-01-04T02:00:00Z'),
        // one day in UTC, two in Berlin
        did('midnight', 'save', '2025-01-02T22:30:00Z'),
        did('midnight', 'save', '2025-01-02T23:30:00Z'),
        did('midnight', 'save', '2025-01-02T23:45:00Z'),
      ],
    })
    const question = (timeZone: string) => ({
      metrics: ['activated_users'],
      options: { conversion_criteria: [{ event: 'save', min_count: 3, distinct_days: 2 }] },
      asOf,
      timeZone,
    })
    expect(await ask(question('UTC'))).toEqual([{ activated_users: 1 }])
    expect(await ask(question('Europe/Berlin'))).toEqual([{ activated_users: 2 }])
  })

  test('a criterion can require a number of users, in a workspace and in a company', async ({ given }) => {
    const made = (workspace_id: string, user: string, at: string): Row =>
      did(user, 'edit', at, { workspace_id })
    const { ask } = await given({
      users: signedUp('ada', 'bob', 'cy'),
      accounts: [{ account_id: 'acme', created_at: '2024-12-01' }],
      workspaces: [
        { workspace_id: 'w1', created_at: '2025-01-01', account_id: 'acme' },
        { workspace_id: 'w2', created_at: '2025-01-05', account_id: 'acme' },
      ],
      product_events: [
        made('w1', 'ada', '2025-01-02'),
        made('w1', 'ada', '2025-01-03'),
        made('w1', 'bob', '2025-01-06'),
        made('w2', 'cy', '2025-01-07'),
        made('w2', 'cy', '2025-01-08'),
        made('w2', 'cy', '2025-01-09'),
      ],
    })
    const options = (distinct_users: number) => ({
      conversion_criteria: [{ event: 'edit', distinct_users }],
    })
    const metrics = ['eligible_workspaces', 'activated_workspaces']
    expect(await ask({ metrics, options: options(2), asOf })).toEqual([
      { eligible_workspaces: 2, activated_workspaces: 1 },
    ])
    // ada and bob in one workspace, cy in the other: together three users of the company
    expect(
      await ask({ metrics: ['eligible_accounts', 'activated_accounts'], options: options(3), asOf }),
    ).toEqual([{ eligible_accounts: 1, activated_accounts: 1 }])
    expect(await ask({ metrics: ['activated_accounts'], options: options(4), asOf })).toEqual([
      { activated_accounts: 0 },
    ])
  })

  test('a criterion matches events by properties, and any event by its star', async ({ given }) => {
    const { ask } = await given({
      users: signedUp('ada', 'bob'),
      product_events: [
        did('ada', 'export', '2025-01-02', { properties: { format: 'pdf' } }),
        did('bob', 'export', '2025-01-02', { properties: { format: 'csv' } }),
      ],
    })
    const count = (criteria: unknown) =>
      ask({ metrics: ['activated_users'], options: { conversion_criteria: criteria }, asOf })
    expect(await count([{ event: 'export', where: { format: ['pdf', 'doc'] } }])).toEqual([
      { activated_users: 1 },
    ])
    expect(await count([{ event: '*' }])).toEqual([{ activated_users: 2 }])
    expect(await count([{ event: '*', where: { format: 'csv' } }])).toEqual([{ activated_users: 1 }])
  })

  test('the window is that of the definition, and without a window every user is eligible at once', async ({
    given,
  }) => {
    const { ask } = await given({
      users: [...signedUp('quick', 'slow'), { user_id: 'young', created_at: '2025-02-27' }],
      product_events: [did('quick', 'a', '2025-01-02'), did('slow', 'a', '2025-02-02')],
    })
    const criteria = [{ event: 'a' }]
    expect(await ask(rate(criteria))).toEqual([
      { eligible_signups: 2, activated_users: 1, activation_rate: 0.5 },
    ])
    const ever = { activation_window_hours: null }
    const all = [{ eligible_signups: 3, activated_users: 2, activation_rate: 0.666666666667 }]
    expect(await ask(rate(criteria, ever))).toEqual(all)
    expect(await ask(rate(null, ever))).toEqual(all)
  })

  test('a criterion equal to the definition gives the result of the definition', async ({ given }) => {
    const { ask } = await given({
      users: signedUp('ada', 'bob', 'cy'),
      identities: [{ anonymous_id: 'phone', user_id: 'ada' }],
      product_events: [
        { occurred_at: '2024-12-20', anonymous_id: 'phone', event_name: 'a' },
        did('bob', 'a', '2025-01-02'),
        did('bob', 'a', '2025-01-02T12:00:00Z'),
        did('cy', 'a', '2025-01-09'),
      ],
    })
    const metrics = [
      'activated_users',
      'activation_rate',
      'time_to_value_hours_p50',
      'time_to_value_hours_p90',
    ]
    const question = { metrics, grain: 'month' as const, asOf }
    expect(
      await ask({ ...question, options: { conversion_criteria: [{ event: 'a', min_count: 1 }] } }),
    ).toEqual(await ask({ ...question, options: { core_action: 'a' } }))
  })

  test('criteria ignore events received after as_of', async ({ given }) => {
    const { ask } = await given({
      users: signedUp('ada'),
      product_events: [did('ada', 'a', '2025-01-02', { received_at: '2025-02-01' })],
    })
    const count = (at: string) =>
      ask({ metrics: ['activated_users'], options: { conversion_criteria: [{ event: 'a' }] }, asOf: at })
    expect(await count('2025-01-31')).toEqual([{ activated_users: 0 }])
    expect(await count('2025-02-01')).toEqual([{ activated_users: 1 }])
  })

  test('cumulative values work with criteria of the query too', async ({ given }) => {
    const { ask } = await given({
      users: [
        { user_id: 'ada', created_at: '2025-01-01' },
        { user_id: 'bob', created_at: '2025-02-01' },
      ],
      product_events: [did('ada', 'a', '2025-01-02'), did('bob', 'a', '2025-02-02')],
    })
    expect(
      await ask({
        metrics: [{ metric: 'activated_users', over: 'year_to_date' }],
        grain: 'month',
        options: { conversion_criteria: [{ event: 'a' }] },
        to: '2025-02-28',
        asOf,
      }),
    ).toEqual([
      { period: '2025-01-01', activated_users: 1 },
      { period: '2025-02-01', activated_users: 2 },
    ])
  })

  test('invalid criteria are rejected with a reason', async ({ given }) => {
    const { rejection } = await given({
      users: signedUp('ada'),
      product_events: [did('ada', 'a', '2025-01-02')],
    })
    for (const [criteria, reason] of [
      ['a', /has to be a list of criteria/],
      [[], /has to be a list of criteria/],
      [[{ event: 'a', min_count: 0 }], /has to be a list of criteria/],
      [[{ event: 'a', often: 2 }], /has to be a list of criteria/],
      [{ all: [{ event: 'a' }], require: 2 }, /requires 2 criteria of 1/],
      [{ all: [{ event: 'a' }, { event: 'b' }], ordered: true, require: 'any' }, /cannot be ordered/],
    ] as const) {
      const { code, message } = await rejection(rate(criteria))
      expect([code, message]).toEqual(['BAD_OPTION', expect.stringMatching(reason)])
    }
    expect(
      (await rejection({ metrics: ['signups'], options: { conversion_criteria: [{ event: 'a' }] } })).code,
    ).toBe('UNKNOWN_OPTION')
  })
})

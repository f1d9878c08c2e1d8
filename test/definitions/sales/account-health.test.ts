import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-06-30T12:00:00Z'

let number = 0
const did = (user_id: string, event_name: string, occurred_at: string, more: Row = {}): Row => {
  number += 1
  return { event_id: `${event_name} ${String(number)}`, user_id, event_name, occurred_at, ...more }
}

const people = (domain: string, count: number, more: Row = {}): readonly Row[] =>
  Array.from({ length: count }, (_, index) => ({
    user_id: `${domain} ${String(index)}`,
    email: `p${String(index)}@${domain}`,
    created_at: '2025-01-01',
    ...more,
  }))

const company = (account_id: string, more: Row = {}): Row => ({ account_id, name: account_id, ...more })

const domain = (account_id: string): Row => ({
  domain: `${account_id}.example`,
  account_id,
  valid_from: '2020-01-01',
  verified: true,
})

/** A rule of components with one measure each, with points from 0 to 100 between two values. */
const rule = (
  ...components: readonly (readonly [component: string, weight: number, ...metrics: readonly unknown[]])[]
) => ({
  health_rule: {
    components: components.map(([component, weight, ...metrics]) => ({ component, weight, metrics })),
  },
})

const scale = (measure: string, window_days: number | null, from: number, to: number) => ({
  measure,
  ...(window_days === null ? {} : { window_days }),
  points: [
    [from, 0],
    [to, 100],
  ],
})

onBothEngines((test) => {
  test('a score is the weighted mean of the components, and of several accounts the simple average', async ({
    given,
  }) => {
    const { ask } = await given({
      accounts: [company('acme', { employee_count: 10 }), company('beta', { employee_count: 4 })],
      account_domains: [domain('acme'), domain('beta')],
      users: [...people('acme.example', 4), ...people('beta.example', 2)],
      product_events: [
        did('acme.example 0', 'draw', '2025-06-20'),
        did('acme.example 0', 'share', '2025-06-21'),
        did('acme.example 1', 'draw', '2025-06-20'),
        did('beta.example 0', 'draw', '2025-06-20'),
      ],
    })
    const options = rule(
      ['usage', 3, scale('active_share', 28, 0, 1), scale('user_penetration', 28, 0, 1)],
      ['depth', 1, scale('features_used', 28, 0, 4)],
    )
    // acme: usage (50 + 20) / 2 = 35, depth 50; beta: usage (50 + 25) / 2 = 37.5, depth 25
    expect(
      await ask({
        metrics: ['health_component_score'],
        by: ['account', 'health_component'],
        options,
        asOf,
      }),
    ).toEqual([
      { account: 'acme', health_component: 'depth', health_component_score: 50 },
      { account: 'acme', health_component: 'usage', health_component_score: 35 },
      { account: 'beta', health_component: 'depth', health_component_score: 25 },
      { account: 'beta', health_component: 'usage', health_component_score: 37.5 },
    ])
    expect(await ask({ metrics: ['health_score'], by: ['account'], options, asOf })).toEqual([
      { account: 'acme', health_score: 38.75 },
      { account: 'beta', health_score: 34.375 },
    ])
    expect(await ask({ metrics: ['health_score', 'scored_accounts'], options, asOf })).toEqual([
      { health_score: 36.5625, scored_accounts: 2 },
    ])
  })

  test('the canonical rule needs no option', async ({ given }) => {
    const { ask, answer } = await given({
      accounts: [company('acme', { employee_count: 20 })],
      account_domains: [domain('acme')],
      users: people('acme.example', 10),
      product_events: [
        ...[0, 1, 2, 3].map((index) => did(`acme.example ${String(index)}`, 'draw', '2025-06-29')),
        ...[4, 5].map((index) => did(`acme.example ${String(index)}`, 'share', '2025-06-10')),
        ...[0, 1, 2, 3, 4].map((index) => did(`acme.example ${String(index)}`, 'draw', '2025-05-20')),
      ],
      billing_customers: [{ customer_id: 'c', account_id: 'acme' }],
      subscription_periods: [
        { period_id: 'p1', customer_id: 'c', amount: 100, started_at: '2025-01-01', ended_at: '2025-05-01' },
        { period_id: 'p2', customer_id: 'c', amount: 125, started_at: '2025-05-01' },
      ],
    })
    // usage: 6 of 10 in 28 days are 75, 4 of 10 in 7 days are 80; breadth: 2 of 8 features are 25, 6 of 20 are 60;
    // momentum: 6 after 5 is 0.2: 60 + 40 × 0.4 = 76; commercial: 125 after 100 is 0.25: 60 + 40 × 0.5 = 80
    const question = { metrics: ['health_component_score'], by: ['health_component'], asOf }
    expect(await ask(question)).toEqual([
      { health_component: 'breadth', health_component_score: 42.5 },
      { health_component: 'commercial', health_component_score: 80 },
      { health_component: 'momentum', health_component_score: 76 },
      { health_component: 'usage', health_component_score: 77.5 },
    ])
    const { rows, provenance } = await answer({ metrics: ['health_score'], asOf })
    expect(rows.map(([score]) => Number(score))).toEqual([0.4 * 77.5 + 0.2 * 42.5 + 0.2 * 76 + 0.2 * 80])
    expect(provenance.metrics[0]?.deviations).toEqual([])
  })

  test('a component without known measures is left out and listed; below half of the weight there is no score', async ({
    given,
  }) => {
    const { ask, answer } = await given({
      accounts: [company('acme', { employee_count: 4 }), company('beta')],
      account_domains: [domain('acme'), domain('beta')],
      users: [...people('acme.example', 2), ...people('beta.example', 2)],
      product_events: [
        did('acme.example 0', 'draw', '2025-06-20'),
        did('beta.example 0', 'draw', '2025-06-20'),
      ],
    })
    const weighed = (usage: number, reach: number) =>
      rule(
        ['usage', usage, scale('active_share', 28, 0, 1)],
        ['reach', reach, scale('user_penetration', 28, 0, 1)],
      )
    expect(
      await ask({
        metrics: ['health_component_score', 'accounts_with_component'],
        by: ['account', 'health_component'],
        where: [{ dimension: 'account', operator: 'eq', value: 'beta' }],
        options: weighed(1, 1),
        asOf,
      }),
    ).toEqual([
      {
        account: 'beta',
        health_component: 'reach',
        health_component_score: null,
        accounts_with_component: 0,
      },
      { account: 'beta', health_component: 'usage', health_component_score: 50, accounts_with_component: 1 },
    ])
    const scores = (options: Record<string, unknown>) =>
      ask({ metrics: ['health_score', 'scored_accounts'], by: ['account'], options, asOf })
    // exactly half of the weight is enough
    expect(await scores(weighed(1, 1))).toEqual([
      { account: 'acme', health_score: 37.5, scored_accounts: 1 },
      { account: 'beta', health_score: 50, scored_accounts: 1 },
    ])
    // just below it is not, and the average covers accounts with a score
    expect(await scores(weighed(49, 51))).toEqual([
      { account: 'acme', health_score: 37.25, scored_accounts: 1 },
      { account: 'beta', health_score: null, scored_accounts: 0 },
    ])
    expect(
      await ask({ metrics: ['health_score', 'scored_accounts'], options: weighed(49, 51), asOf }),
    ).toEqual([{ health_score: 37.25, scored_accounts: 1 }])
    const { provenance } = await answer({ metrics: ['health_score'], asOf })
    expect(provenance.notes).toContain(
      'Without subscription_periods or contracts, mrr_growth is unknown for every account and is left out of its health.',
    )
  })

  test('a score is interpolated between two points, exact on a point and constant beyond them', async ({
    given,
  }) => {
    const sizes = [1, 2, 3, 4, 6, 9]
    const names = sizes.map((size) => `n${String(size)}`)
    const { ask } = await given({
      accounts: names.map((name) => company(name)),
      account_domains: names.map(domain),
      users: sizes.flatMap((size) => people(`n${String(size)}.example`, size)),
      product_events: [did('n1.example 0', 'draw', '2025-06-20')],
    })
    const options = rule([
      'size',
      1,
      {
        measure: 'users',
        points: [
          [2, 10],
          [4, 90],
          [6, 20],
        ],
      },
    ])
    expect(await ask({ metrics: ['health_score'], by: ['account'], options, asOf })).toEqual(
      [10, 10, 50, 90, 20, 20].map((health_score, index) => ({ account: names[index], health_score })),
    )
  })

  test('active users in a health rule are those of monthly and weekly active users, each counted once, without internal users and bots', async ({
    given,
  }) => {
    const { ask } = await given({
      accounts: [company('acme', { employee_count: 100 })],
      account_domains: [domain('acme')],
      workspaces: ['w1', 'w2'].map((workspace_id) => ({
        workspace_id,
        created_at: '2025-01-01',
        account_id: 'acme',
      })),
      users: [
        ...people('acme.example', 3),
        ...people('bot.acme.example', 1, { email: 'bot@acme.example', is_bot: true }),
        ...people('staff.acme.example', 1, { email: 'staff@acme.example', is_internal: true }),
      ],
      product_events: [
        did('acme.example 0', 'draw', '2025-06-24T00:00:00Z', { workspace_id: 'w1' }),
        did('acme.example 0', 'draw', '2025-06-25', { workspace_id: 'w2' }),
        // the first day of 28, and the last one before
        did('acme.example 1', 'draw', '2025-06-03T00:00:00Z', { workspace_id: 'w2' }),
        did('acme.example 2', 'draw', '2025-06-02T23:59:59Z', { workspace_id: 'w2' }),
        did('acme.example 2', 'page_view', '2025-06-25', { workspace_id: 'w2' }),
        did('bot.acme.example 0', 'draw', '2025-06-25', { workspace_id: 'w1' }),
        did('staff.acme.example 0', 'draw', '2025-06-25', { workspace_id: 'w1' }),
      ],
    })
    const measured = async (measure: string, window_days: number | null) => {
      const [row] = await ask({
        metrics: ['health_score'],
        options: rule(['it', 1, scale(measure, window_days, 0, 100)]),
        asOf,
      })
      return row?.['health_score']
    }
    expect(await measured('active_users', 28)).toBe(2)
    expect(await measured('active_users', 7)).toBe(1)
    expect(await measured('users', null)).toBe(3)
    expect(await ask({ metrics: ['monthly_active_users', 'weekly_active_users'], asOf })).toEqual([
      { monthly_active_users: 2, weekly_active_users: 1 },
    ])
  })

  test('a rule can use conversation tags, revenue and renewals, as known at the time', async ({ given }) => {
    const { ask } = await given({
      accounts: [company('acme')],
      account_domains: [domain('acme')],
      users: people('acme.example', 4),
      product_events: [did('acme.example 0', 'draw', '2025-06-20')],
      feedback: [
        ...[9, 10, 8, 6].map((score, index) => ({
          feedback_id: `n${String(index)}`,
          user_id: `acme.example ${String(index)}`,
          kind: 'nps',
          score,
          submitted_at: '2025-06-20',
        })),
        { feedback_id: 'c', user_id: 'acme.example 0', kind: 'csat', score: 4, submitted_at: '2025-06-20' },
        {
          feedback_id: 'late',
          user_id: 'acme.example 0',
          kind: 'csat',
          score: 1,
          submitted_at: '2025-07-02',
        },
      ],
      support_tickets: [
        {
          ticket_id: 't1',
          account_id: 'acme',
          opened_at: '2025-06-01',
          closed_at: '2025-06-05',
          satisfaction: 5,
        },
        {
          ticket_id: 't2',
          account_id: 'acme',
          opened_at: '2025-06-01',
          closed_at: '2025-06-06',
          satisfaction: 4,
        },
        {
          ticket_id: 't3',
          account_id: 'acme',
          opened_at: '2025-06-01',
          closed_at: '2025-07-06',
          satisfaction: 1,
        },
        { ticket_id: 't4', account_id: 'acme', opened_at: '2025-06-01', closed_at: '2025-06-06' },
      ],
      contracts: [
        { contract_id: 'k0', account_id: 'acme', start_date: '2024-01-01', end_date: '2024-12-31', arr: 900 },
        {
          contract_id: 'k1',
          account_id: 'acme',
          start_date: '2025-01-01',
          end_date: '2025-07-30',
          arr: 1000,
        },
      ],
      billing_customers: [{ customer_id: 'c', account_id: 'acme' }],
      subscription_periods: [{ period_id: 'p', customer_id: 'c', amount: 70, started_at: '2025-05-01' }],
    })
    const options = rule(
      ['nps', 1, scale('nps', 28, 0, 100)],
      ['csat', 1, scale('csat', 28, 0, 5)],
      ['tickets', 1, scale('ticket_satisfaction', 28, 0, 5)],
      ['renewal', 1, scale('days_to_renewal', null, 0, 100)],
      ['mrr', 1, scale('mrr', null, 0, 100)],
      ['growth', 1, scale('mrr_growth', null, 0, 1)],
    )
    const question = { metrics: ['health_component_score'], by: ['health_component'], options }
    expect(await ask({ ...question, asOf })).toEqual([
      { health_component: 'csat', health_component_score: 80 },
      // contract revenue was higher three months before, without billing
      { health_component: 'growth', health_component_score: 0 },
      { health_component: 'mrr', health_component_score: 70 },
      // two promoters, one detractor of four
      { health_component: 'nps', health_component_score: 25 },
      { health_component: 'renewal', health_component_score: 30 },
      { health_component: 'tickets', health_component_score: 90 },
    ])
    // in April there were no tags yet, and the only revenue was a twelfth of the contract's year, as in
    // January
    expect(await ask({ ...question, asOf: '2025-04-21' })).toEqual([
      { health_component: 'csat', health_component_score: null },
      { health_component: 'growth', health_component_score: 0 },
      { health_component: 'mrr', health_component_score: 83.333333 },
      { health_component: 'nps', health_component_score: null },
      { health_component: 'renewal', health_component_score: 100 },
      { health_component: 'tickets', health_component_score: null },
    ])
  })

  test('an account without usage and payments by then has no health score, even with a CRM record', async ({
    given,
  }) => {
    const { ask } = await given({
      accounts: [
        company('acme', { created_at: '2020-01-01' }),
        company('prospect', { created_at: '2020-01-01' }),
      ],
      account_domains: [domain('acme'), domain('prospect')],
      users: [
        ...people('acme.example', 1),
        { user_id: 'solo', email: 's@gmail.com', created_at: '2025-05-01' },
      ],
      product_events: [did('acme.example 0', 'draw', '2025-06-20')],
    })
    const options = rule(['usage', 1, scale('active_share', 90, 0, 1)])
    const scores = (moment: string) =>
      ask({ metrics: ['health_score'], by: ['account'], options, asOf: moment })
    expect(await scores('2024-12-31')).toEqual([])
    expect(await scores('2025-04-01')).toEqual([{ account: 'acme', health_score: 0 }])
    expect(await scores(asOf)).toEqual([
      { account: 'acme', health_score: 100 },
      { account: 'user:solo', health_score: 0 },
    ])
  })

  test('health is a point-in-time metric: a period, a grain and a window are rejected', async ({ given }) => {
    const { rejection } = await given({ users: people('acme.example', 1), product_events: [] })
    const code = async (more: object) => (await rejection({ metrics: ['health_score'], asOf, ...more })).code
    expect(await code({ grain: 'month' })).toBe('GRAIN_NOT_AVAILABLE')
    expect(await code({ from: '2025-01-01' })).toBe('BAD_PERIOD')
    expect(await code({ period: 'last 3 months' })).toBe('BAD_PERIOD')
    const over = { metric: 'scored_accounts', over: 'all_time' }
    expect(await code({ metrics: [over] })).toBe('NON_ADDITIVE')
    expect(await code({ metrics: ['health_score', over] })).toBe('NON_ADDITIVE')
  })

  test('an invalid rule is rejected, with the valid names', async ({ given }) => {
    const { rejection } = await given({ users: people('acme.example', 1), product_events: [] })
    const refused = async (health_rule: unknown) =>
      rejection({ metrics: ['health_score'], options: { health_rule }, asOf })
    const one = (metric: object, weight = 1) => ({
      components: [{ component: 'usage', weight, metrics: [metric] }],
    })
    const unknown = await refused(one(scale('active_user', 28, 0, 1)))
    expect([unknown.code, unknown.details.suggestions]).toEqual([
      'BAD_OPTION',
      ['active_users', 'active_share', 'active_weeks'],
    ])
    expect((await refused(one(scale('active_users', 30, 0, 1)))).details.valid).toEqual([
      '7',
      '14',
      '28',
      '90',
    ])
    for (const bad of [
      null,
      [],
      { components: [] },
      one(scale('active_users', null, 0, 1)),
      one(scale('users', 28, 0, 1)),
      one(scale('users', null, 1, 1)),
      one(scale('users', null, 2, 1)),
      one(scale('users', null, 0, 1), 0),
      one({ measure: 'users', points: [[0, 0]] }),
      one({
        measure: 'users',
        points: [
          [0, 0],
          [1, 101],
        ],
      }),
      {
        components: [
          ...one(scale('users', null, 0, 1)).components,
          ...one(scale('users', null, 0, 1)).components,
        ],
      },
    ])
      expect((await refused(bad)).code, JSON.stringify(bad)).toBe('BAD_OPTION')
    // the measure requires the option paid_features
    expect((await refused(one(scale('paid_features_used', 28, 0, 1)))).code).toBe('OPTION_REQUIRED')
  })
})

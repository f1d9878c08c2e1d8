import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

/** Edge cases of several rules, each with a former wrong result. */
const pays = (customer_id: string, amount: number, started_at: string, more: Row = {}): Row => ({
  customer_id,
  subscription_id: customer_id,
  amount,
  started_at,
  ...more,
})
const did = (user_id: string, occurred_at: string, more: Row = {}): Row => ({
  event_id: `${user_id} ${occurred_at}`,
  user_id,
  occurred_at,
  ...more,
})

onBothEngines((test) => {
  test('a single customer currency is converted where a rate exists', async ({ given }) => {
    const euros = { subscription_periods: [pays('a', 100, '2025-01-01', { currency: 'EUR' })] }
    const asOf = '2025-02-15'
    const alone = await given(euros)
    const { columns, rows } = await alone.answer({ metrics: ['mrr'], asOf })
    expect([rows, columns[0]?.currency]).toEqual([[['100']], 'EUR'])
    // no rate converts euros
    const options = { reporting_currency: 'GBP' }
    expect((await alone.rejection({ metrics: ['mrr'], asOf, options })).code).toBe('MIXED_CURRENCIES')
    const rated = await given({ ...euros, fx_rates: [{ day: '2025-01-31', currency: 'EUR', rate: 1.5 }] })
    const exchanged = await rated.answer({ metrics: ['mrr'], asOf })
    expect([exchanged.rows, exchanged.columns[0]?.currency]).toEqual([[['150']], 'USD'])
    expect((await rated.rejection({ metrics: ['mrr'], asOf, options })).code).toBe('MIXED_CURRENCIES')
  })

  test('a rate dated after as_of is not used', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        pays('a', 100, '2025-01-10', { currency: 'EUR' }),
        pays('b', 100, '2025-01-10', { currency: 'USD' }),
      ],
      fx_rates: [
        { day: '2025-02-05', currency: 'EUR', rate: 1.6 },
        { day: '2025-02-28', currency: 'EUR', rate: 9 },
      ],
    })
    expect(await ask({ metrics: ['mrr'], asOf: '2025-02-10' })).toEqual([{ mrr: 260 }])
    expect(await ask({ metrics: ['mrr'], asOf: '2025-03-01' })).toEqual([{ mrr: 1000 }])
  })

  test('three thirds of a price equal the price, without movements', async ({ given }) => {
    const yearly = (amount: number, id: string, started_at: string, ended_at?: string) =>
      pays('a', amount, started_at, { item_id: id, interval: 'year', ...(ended_at ? { ended_at } : {}) })
    const { ask } = await given({
      subscription_periods: [
        yearly(300, 'all', '2025-01-01', '2025-02-10'),
        ...['x', 'y', 'z'].map((id) => yearly(100, id, '2025-02-10')),
        pays('b', 10, '2025-02-01'),
      ],
    })
    expect(
      await ask({
        metrics: ['contraction_mrr', 'expansion_mrr', 'revenue_quick_ratio'],
        grain: 'month',
        from: '2025-02-01',
        asOf: '2025-02-28',
      }),
    ).toEqual([{ period: '2025-02-01', contraction_mrr: 0, expansion_mrr: 0, revenue_quick_ratio: null }])
  })

  const sold = (
    subscription_periods: readonly Row[],
    more: Readonly<Record<string, readonly Row[]>> = {},
  ) => ({
    accounts: [{ account_id: 'acme' }],
    account_domains: [{ domain: 'acme.com', account_id: 'acme' }],
    billing_customers: [{ customer_id: 'a', account_id: 'acme' }],
    users: [{ user_id: 'ada', email: 'ada@acme.com', created_at: '2025-01-10' }],
    product_events: [did('ada', '2025-01-10T12:00:00Z')],
    opportunities: [],
    sales_touches: [],
    subscription_periods,
    ...more,
  })

  test('a renewal is no new revenue: revenue is won when the item starts', async ({ given }) => {
    const week = (started_at: string, ended_at?: string) =>
      pays('a', 25, started_at, { interval: 'week', ...(ended_at === undefined ? {} : { ended_at }) })
    const { ask } = await given(
      sold(
        [
          week('2025-02-03', '2025-02-10'),
          week('2025-02-10', '2025-02-17'),
          week('2025-02-17', '2025-02-24'),
          week('2025-02-24'),
        ],
        { sales_touches: [{ account_id: 'acme', occurred_at: '2025-02-20' }] },
      ),
    )
    expect(
      await ask({ metrics: ['new_paying_accounts'], by: ['movement_motion'], to: '2025-02-28' }),
    ).toEqual([{ movement_motion: 'PLG', new_paying_accounts: 1 }])
  })

  test('sales starts with the first touch, before or after the deal, and a touch is linked by the mail address of its contact', async ({
    given,
  }) => {
    const { ask } = await given(
      sold([pays('a', 50, '2025-02-02')], {
        contacts: [{ contact_id: 'boss', email: 'boss@acme.com' }],
        opportunities: [
          { account_id: 'acme', created_at: '2025-01-05', closed_at: '2025-02-01', is_won: true },
        ],
        sales_touches: [{ contact_id: 'boss', occurred_at: '2025-01-20' }],
      }),
    )
    const by = ['origin_motion']
    expect(await ask({ metrics: ['mrr', 'arr'], by, asOf: '2025-03-01' })).toEqual([
      { origin_motion: 'PLS', mrr: 50, arr: 600 },
    ])
    // revenue retention has the origin motion, too
    expect(
      await ask({
        metrics: ['net_revenue_retention'],
        by,
        options: { revenue_retention_months: 1 },
        asOf: '2025-04-01',
      }),
    ).toEqual([{ origin_motion: 'PLS', net_revenue_retention: 1 }])
  })

  test('a replaced contract ends where its successor begins', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [],
      contracts: [
        { contract_id: 'old', account_id: 'a', start_date: '2024-07-01', end_date: '2025-06-30', arr: 1000 },
        {
          contract_id: 'new',
          account_id: 'a',
          start_date: '2025-01-01',
          end_date: '2025-12-31',
          arr: 1500,
          predecessor_id: 'old',
        },
      ],
    })
    expect(
      await ask({ metrics: ['arr'], grain: 'month', from: '2024-12-01', asOf: '2025-01-31T12:00:00Z' }),
    ).toEqual([
      { period: '2024-12-01', arr: 1000 },
      { period: '2025-01-01', arr: 1500 },
    ])
  })

  test('a renewal of an item that was paid before a trial does not convert the trial', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        pays('a', 50, '2025-01-01', { ended_at: '2025-02-01' }),
        pays('a', 50, '2025-02-01'),
        pays('a', 0, '2025-01-10', { item_id: 'extra', is_trial: true, trial_end: '2025-01-24' }),
      ],
    })
    expect(await ask({ metrics: ['trial_conversion_rate'], asOf: '2025-06-01' })).toEqual([
      { trial_conversion_rate: 0 },
    ])
  })

  test('an account that stopped paying still has a cost to serve', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        pays('a', 100, '2025-01-01', { ended_at: '2025-03-01' }),
        pays('b', 100, '2025-01-01'),
      ],
      spend: [{ month: '2025-01-01', motion: 'PLG', amount: 1000 }],
      cost_to_serve: [
        { month: '2025-03-01', account_id: 'customer:a', amount: 90 },
        { month: '2025-04-01', account_id: 'customer:a', amount: 90 },
      ],
    })
    // two months of a and four of b, less the cost to serve a since then
    expect(await ask({ metrics: ['recovered_share'], asOf: '2025-05-01' })).toMatchObject([
      { recovered_share: (600 - 180) / 1000 },
    ])
  })

  test('a return at the very end of the data counts for every earlier age with on_or_after', async ({
    given,
  }) => {
    const { ask } = await given({
      users: [
        { user_id: 'a', created_at: '2025-01-06' },
        { user_id: 'b', created_at: '2025-01-07' },
      ],
      product_events: [did('a', '2025-01-15T10:00:00Z'), did('b', '2025-02-10')],
    })
    const rows = await ask({
      metrics: ['retained_users_by_age'],
      grain: 'week',
      options: { retention_criterion: 'on_or_after' },
      asOf: '2025-02-10',
    })
    expect(rows.map(({ retained_users_by_age }) => retained_users_by_age)).toEqual([2, 2, 1, 1, 1])
  })

  test('a cohort that still gains entries is incomplete, on both clocks', async ({ given }) => {
    const { ask } = await given({
      users: [{ user_id: 'a', created_at: '2025-01-01' }],
      product_events: [did('a', '2025-01-05')],
    })
    const maturity = async (asOf: string) => {
      const rows = await ask({
        metrics: ['user_cohort_size'],
        grain: 'month',
        options: { retention_clock: 'rolling_24h' },
        parts: true,
        asOf,
      })
      return rows[0]?.['user_cohort_size.maturity']
    }
    expect(await maturity('2025-01-31T12:00:00Z')).toBe('PARTIAL')
    expect(await maturity('2025-02-01')).toBe('COMPLETE')
  })

  test('a user belongs to the current company: ended memberships and overrides outside their validity period do not count', async ({
    given,
  }) => {
    const { ask } = await given({
      accounts: [{ account_id: 'old' }, { account_id: 'new' }],
      users: ['moved', 'lent', 'not yet'].map((user_id) => ({ user_id, created_at: '2025-01-01' })),
      workspaces: ['old', 'new'].map((id) => ({
        workspace_id: id,
        account_id: id,
        created_at: '2025-01-01',
      })),
      memberships: [
        { workspace_id: 'old', user_id: 'moved', valid_from: '2025-01-02', valid_to: '2025-01-09' },
        { workspace_id: 'new', user_id: 'moved', valid_from: '2025-01-09' },
        { workspace_id: 'old', user_id: 'lent', valid_from: '2025-01-02' },
        { workspace_id: 'old', user_id: 'not yet', valid_from: '2025-01-02' },
      ],
      identity_accounts: [
        { user_id: 'lent', account_id: 'new', valid_from: '2025-01-01', valid_to: '2030-01-01' },
        { user_id: 'not yet', account_id: 'new', valid_from: '2030-01-01' },
      ],
      product_events: [did('moved', '2025-03-01')],
    })
    expect(await ask({ metrics: ['signups'], by: ['account'] })).toEqual([
      { account: 'new', signups: 2 },
      { account: 'old', signups: 1 },
    ])
  })

  test('a user who accepted one invitation too late can be attributed to the next one', async ({ given }) => {
    const { ask } = await given({
      users: ['a', 'b', 'n'].map((user_id) => ({
        user_id,
        created_at: user_id === 'n' ? '2025-02-12' : '2025-01-01',
      })),
      invitations: [
        ['i1', 'a', '2025-01-02'],
        ['i2', 'b', '2025-01-25'],
      ].map(([invitation_id, inviter_user_id, sent_at]) => ({
        invitation_id,
        inviter_user_id,
        invitee_key: 'n@mail.example',
        sent_at,
        accepted_at: '2025-02-12',
        accepted_user_id: 'n',
      })),
    })
    const metrics = ['eligible_invitations', 'accepted_invitations']
    expect(await ask({ metrics, asOf: '2025-06-01' })).toEqual([
      { eligible_invitations: 2, accepted_invitations: 1 },
    ])
  })

  test('a user who never signed up cannot activate, for every anchor of the window', async ({ given }) => {
    const { ask } = await given({
      users: [{ user_id: 'ada', created_at: '2025-01-01' }],
      product_events: [did('ada', '2025-01-02'), did('ghost', '2025-01-02')],
    })
    expect(
      await ask({
        metrics: ['eligible_signups'],
        options: { activation_anchor: 'first_core_action' },
        asOf: '2025-03-01',
      }),
    ).toEqual([{ eligible_signups: 1 }])
  })

  test('a late event changes creation dates of unregistered actors from its arrival on, never before', async ({
    given,
  }) => {
    const late = { received_at: '2025-03-05T12:00:00Z', account_id: 'acme', workspace_id: 'w' }
    const { ask } = await given({
      product_events: [
        did('ada', '2025-02-10', { account_id: 'acme', workspace_id: 'w' }),
        did('ada', '2025-01-20', late),
        did('bob', '2025-01-25', late),
      ],
    })
    const begun = async (asOf: string) => [
      await ask({ metrics: ['signups'], grain: 'month', asOf }),
      await ask({ metrics: ['workspace_cohort_size'], grain: 'month', from: '2025-01-01', asOf }),
      await ask({ metrics: ['account_cohort_size'], grain: 'month', from: '2025-01-01', asOf }),
    ]
    const sizes = (metric: string, cohort: string, ages: number) =>
      Array.from({ length: ages }, (_, age) => ({ period: cohort, cohort, age, [metric]: 1 }))
    expect(await begun('2025-02-28')).toEqual([
      [{ period: '2025-02-01', signups: 1 }],
      sizes('workspace_cohort_size', '2025-02-01', 1),
      sizes('account_cohort_size', '2025-02-01', 1),
    ])
    expect(await begun('2025-03-06')).toEqual([
      [
        { period: '2025-01-01', signups: 2 },
        { period: '2025-02-01', signups: 0 },
        { period: '2025-03-01', signups: 0 },
      ],
      sizes('workspace_cohort_size', '2025-01-01', 3),
      sizes('account_cohort_size', '2025-01-01', 3),
    ])
  })

  test('a user with a temporary override returns to their company afterwards, under all of their ids', async ({
    given,
  }) => {
    const { ask } = await given({
      // one user, registered twice
      users: ['first', 'again'].map((user_id, index) => ({
        user_id,
        email: 'ada@mail.example',
        created_at: `2025-01-0${String(index + 1)}`,
      })),
      workspaces: [
        { workspace_id: 'before', created_by_user_id: 'again', created_at: '2025-01-15' },
        { workspace_id: 'meanwhile', created_by_user_id: 'again', created_at: '2025-02-15' },
        { workspace_id: 'after', created_by_user_id: 'again', created_at: '2025-03-15' },
      ],
      identity_accounts: [
        { user_id: 'first', account_id: 'home', valid_from: '2025-01-01' },
        { user_id: 'first', account_id: 'lent', valid_from: '2025-02-01', valid_to: '2025-03-01' },
      ],
      product_events: [did('again', '2025-02-20'), did('again', '2025-03-20')],
    })
    expect(await ask({ metrics: ['workspace_signups'], by: ['account'] })).toEqual([
      { account: 'home', workspace_signups: 2 },
      { account: 'lent', workspace_signups: 1 },
    ])
    const active = await ask({ metrics: ['active_users'], by: ['account'], grain: 'month' })
    expect(active.filter((row) => row['active_users'] === 1)).toEqual([
      { period: '2025-02-01', account: 'lent', active_users: 1 },
      { period: '2025-03-01', account: 'home', active_users: 1 },
    ])
    expect(await ask({ metrics: ['signups'], by: ['account'] })).toEqual([{ account: 'home', signups: 1 }])
  })

  test('a user with two registrations is one member of a workspace, not its majority', async ({ given }) => {
    const { ask } = await given({
      account_domains: [{ domain: 'acme.example', account_id: 'acme' }],
      users: ['first', 'again'].map((user_id) => ({
        user_id,
        email: 'ada@acme.example',
        created_at: '2025-01-01',
      })),
      workspaces: [{ workspace_id: 'w', created_at: '2025-01-02' }],
      memberships: ['first', 'again'].map((user_id) => ({
        workspace_id: 'w',
        user_id,
        valid_from: '2025-01-02',
      })),
    })
    expect(await ask({ metrics: ['workspace_signups'], by: ['roll_up_method'] })).toEqual([
      { roll_up_method: 'none', workspace_signups: 1 },
    ])
  })

  test('without registered users, overrides and payers of an id apply to the user with this id', async ({
    given,
  }) => {
    const { ask } = await given({
      workspaces: [{ workspace_id: 'w', account_id: 'acme', created_at: '2025-01-01' }],
      memberships: [{ workspace_id: 'w', user_id: 'member', valid_from: '2025-01-01' }],
      identity_accounts: [{ user_id: 'lent', account_id: 'globex', valid_from: '2025-01-01' }],
      billing_customers: [{ customer_id: 'c', payer_user_id: 'lent' }],
      subscription_periods: [pays('c', 10, '2025-01-05')],
      product_events: [did('member', '2025-01-03'), did('lent', '2025-01-03')],
    })
    expect(await ask({ metrics: ['signups'], by: ['account'] })).toEqual([
      { account: 'acme', signups: 1 },
      { account: 'globex', signups: 1 },
    ])
    expect(await ask({ metrics: ['mrr'], by: ['account'] })).toEqual([{ account: 'globex', mrr: 10 }])
  })

  test('a customer with only a trial has an account', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [pays('try', 0, '2025-01-01', { is_trial: true, trial_end: '2025-01-15' })],
    })
    expect(await ask({ metrics: ['trial_starts'], by: ['account', 'account_kind'] })).toEqual([
      { account: 'customer:try', account_kind: 'customer', trial_starts: 1 },
    ])
  })

  test('an option value that needs a missing table, or cannot be met, is rejected', async ({ given }) => {
    const { rejection } = await given({
      users: [{ user_id: 'ada', created_at: '2025-01-01' }],
      invitations: [],
    })
    const reasons = await Promise.all([
      rejection({ metrics: ['signups'], options: { signup_basis: 'first_event' } }),
      rejection({ metrics: ['k_factor'], options: { invitation_counts_as: 'activated' } }),
    ])
    expect(reasons.map(({ code, message }) => [code, message])).toEqual([
      [
        'METRIC_UNAVAILABLE',
        'signups with signup_basis first_event needs the source table product_events, which was not provided. Load it, or set another signup_basis.',
      ],
      [
        'METRIC_UNAVAILABLE',
        'k_factor with invitation_counts_as activated needs the source table product_events, which was not provided. Load it, or set another invitation_counts_as.',
      ],
    ])
    const withoutUsers = await given({ invitations: [] })
    expect((await withoutUsers.rejection({ metrics: ['invitations_sent'] })).code).toBe('METRIC_UNAVAILABLE')
    const events = await given({ product_events: [did('ada', '2025-01-01')] })
    const habit = await events.rejection({ metrics: ['habit_rate'], options: { habit_weeks: 2 } })
    expect([habit.code, habit.message]).toEqual([
      'BAD_OPTION',
      'habit_min_weeks is 3, but must be at most habit_weeks, which is 2.',
    ])
  })

  test('top ranks cohorts by the cohorts of the result, also with several cohort metrics', async ({
    given,
  }) => {
    const company = (account_id: string) => ({ account_id, industry: `makes ${account_id}` })
    const { ask } = await given({
      accounts: [company('bread'), company('wine')],
      account_domains: ['bread', 'wine'].map((name) => ({ domain: `${name}.example`, account_id: name })),
      billing_customers: [{ customer_id: 'c', account_id: 'wine' }],
      users: [
        // in the week of 1 February, but in no requested month
        ...['a', 'b'].map((id) => ({ user_id: id, email: `${id}@bread.example`, created_at: '2025-01-31' })),
        { user_id: 'c', email: 'c@wine.example', created_at: '2025-02-03' },
      ],
      subscription_periods: [pays('c', 10, '2025-02-05')],
      product_events: [did('c', '2025-02-04')],
    })
    const rows = await ask({
      metrics: ['retained_users_by_age', 'cohort_accounts'],
      by: ['industry'],
      from: '2025-02-22',
      top: { dimension: 'industry', count: 1 },
      asOf: '2025-02-28',
    })
    expect(rows).toEqual([
      { cohort: '2025-02-01', age: 0, industry: 'makes wine', retained_users_by_age: 1, cohort_accounts: 1 },
    ])
  })

  test('later account links of a workspace or user change no past result', async ({ given }) => {
    const known = [
      did('u1', '2025-01-10', { workspace_id: 'w1', account_id: 'a1' }),
      did('u1', '2025-02-11', { workspace_id: 'w1', account_id: 'a1' }),
      did('u7', '2025-01-10', { workspace_id: 'w3' }),
    ]
    const late = [
      did('u2', '2025-03-05', { workspace_id: 'w1', account_id: 'a2', received_at: '2025-03-09' }),
      did('u1', '2025-01-20', { workspace_id: 'w3', account_id: 'a7', received_at: '2025-03-09' }),
    ]
    const users = [{ user_id: 'u1', created_at: '2025-01-05' }]
    const answers = async (tables: Readonly<Record<string, readonly Row[]>>) => {
      const { ask } = await given(tables)
      const asked = [
        { metrics: ['active_accounts', 'retained_accounts'], grain: 'month' as const },
        { metrics: ['account_cohort_size', 'retained_accounts_by_age'], grain: 'month' as const },
        { metrics: ['account_cohort_size'], by: ['account'] },
      ]
      const rows = []
      for (const question of asked) rows.push(await ask({ ...question, asOf: '2025-03-01' }))
      return rows
    }
    for (const tables of [{}, { users }]) {
      const before = await answers({ ...tables, product_events: known })
      expect(before[0]?.slice(0, 2)).toEqual([
        { period: '2025-01-01', active_accounts: 1, retained_accounts: 0 },
        { period: '2025-02-01', active_accounts: 1, retained_accounts: 1 },
      ])
      expect(await answers({ ...tables, product_events: [...known, ...late] })).toEqual(before)
    }
  })

  test('a user counts as unregistered until the registration', async ({ given }) => {
    const users = [{ user_id: 'u1', created_at: '2025-01-05' }]
    const later = { user_id: 'u3', created_at: '2025-05-20' }
    const product_events = [did('u3', '2025-01-08'), did('u1', '2025-02-08')]
    const answers = async (registered: readonly Row[]) => {
      const { ask } = await given({ users: registered, product_events })
      const asOf = '2025-03-01'
      return [
        await ask({
          metrics: ['new_active_users', 'resurrected_users'],
          grain: 'month',
          to: '2025-01-31',
          asOf,
          options: { lifecycle_new_basis: 'creation' },
        }),
        await ask({ metrics: ['signups'], asOf, options: { signup_basis: 'first_event' } }),
      ]
    }
    const before = await answers(users)
    expect(before).toEqual([
      [{ period: '2025-01-01', new_active_users: 1, resurrected_users: 0 }],
      [{ signups: 1 }],
    ])
    expect(await answers([...users, later])).toEqual(before)
  })

  test('an account signs up with the first of its workspaces to sign up', async ({ given }) => {
    const { ask } = await given({
      workspaces: [{ workspace_id: 'w9', account_id: 'a9', created_at: '2025-01-02' }],
      product_events: [did('u1', '2025-01-10', { workspace_id: 'w1', account_id: 'a1' })],
    })
    expect(await ask({ metrics: ['account_signups', 'workspace_signups'] })).toEqual([
      { account_signups: 1, workspace_signups: 1 },
    ])
  })

  test('an option without effect next to another one is rejected', async ({ given }) => {
    const { ask, rejection } = await given({ product_events: [did('ada', '2025-01-02')] })
    const conversion_criteria = { all: [{ event: 'make' }] }
    const activation = { metrics: ['activation_rate'], asOf: '2025-03-01' }
    const ineffective = await rejection({
      ...activation,
      options: { conversion_criteria, activation_min_count: 2 },
    })
    expect([ineffective.code, ineffective.message]).toEqual([
      'BAD_OPTION',
      'activation_min_count has no effect when conversion_criteria is set. Move it into conversion_criteria, or remove one of them.',
    ])
    expect(await ask({ ...activation, options: { activation_min_count: 2 } })).toHaveLength(1)
    const cohorts = {
      metrics: ['user_cohort_size'],
      asOf: '2025-01-31',
      options: { retention_interval: 'week' },
    }
    const grain = await rejection({ ...cohorts, grain: 'month' })
    expect([grain.code, grain.message]).toEqual([
      'BAD_OPTION',
      'These cohorts are by month, so retention_interval cannot be week: leave it out, or the grain.',
    ])
    expect(await ask({ ...cohorts, grain: 'week' })).toEqual(
      (await ask(cohorts)).map((row) => ({ period: row['cohort'], ...row })),
    )
  })

  test('a note says that on_or_after values are never final', async ({ given }) => {
    const { answer } = await given({ product_events: [did('ada', '2025-01-02')] })
    const notes = async (criterion: string) =>
      (await answer({ metrics: ['user_retention_rate'], options: { retention_criterion: criterion } }))
        .provenance.notes
    expect(await notes('on')).toEqual([])
    expect(await notes('on_or_after')).toEqual([
      'Retention on or after an age is never final: a later return raises the values of all earlier ages.',
    ])
  })
})

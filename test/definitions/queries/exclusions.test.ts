import { expect } from 'vitest'
import type { Row, SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-09-01'

/** A company with its users, and internal users who test the product. */
const users: readonly Row[] = [
  { user_id: 'ada', email: 'ada@acme.test', created_at: '2025-01-01' },
  { user_id: 'us', email: 'us@ours.test', created_at: '2025-01-01', is_internal: true },
  // a second registration of the internal user, not marked
  { user_id: 'us again', email: 'us@ours.test', created_at: '2025-01-02' },
  { user_id: 'robot', created_at: '2025-01-01', is_bot: true },
]

const workspaces: readonly Row[] = [
  { workspace_id: 'genuine', created_at: '2025-02-01', created_by_user_id: 'ada', plan: 'free' },
  { workspace_id: 'demo', created_at: '2025-02-01', created_by_user_id: 'us again', plan: 'free' },
  {
    workspace_id: 'tests',
    created_at: '2025-01-01',
    created_by_user_id: 'robot',
    plan: 'free',
    account_id: 'acme',
  },
]

const domains: readonly Row[] = [
  { domain: 'acme.test', account_id: 'acme', verified: true },
  { domain: 'ours.test', account_id: 'ours', verified: true },
]

const did = (event_id: string, user_id: string | null, workspace_id: string | null, day: string): Row => ({
  event_id,
  ...(user_id === null ? {} : { user_id }),
  ...(workspace_id === null ? {} : { workspace_id }),
  occurred_at: day,
})

const company: SourceRows = { users, workspaces, account_domains: domains }

const pays = (customer_id: string, more: Row = {}): Row => ({
  period_id: customer_id,
  subscription_id: customer_id,
  customer_id,
  started_at: '2025-03-01',
  amount: 10,
  ...more,
})

onBothEngines((test) => {
  test('workspaces of internal users and bots do not sign up, nor do accounts with only these', async ({
    given,
  }) => {
    const { ask } = await given({
      ...company,
      accounts: [{ account_id: 'acme' }, { account_id: 'ours' }],
      product_events: [],
      subscription_periods: [],
    })
    // acme was created by ada's workspace, not by an earlier one of a bot
    expect(
      await ask({
        metrics: ['workspace_signups', 'account_signups'],
        by: ['account'],
        grain: 'month',
        from: '2025-01-01',
        to: '2025-02-28',
        asOf,
      }),
    ).toEqual([
      { period: '2025-01-01', account: 'acme', workspace_signups: 0, account_signups: 0 },
      { period: '2025-02-01', account: 'acme', workspace_signups: 1, account_signups: 1 },
    ])
    const eligible = ['eligible_workspaces', 'eligible_accounts', 'eligible_for_paid']
    expect(await ask({ metrics: eligible, asOf })).toEqual([
      { eligible_workspaces: 1, eligible_accounts: 1, eligible_for_paid: 1 },
    ])
  })

  test('activity in an excluded workspace is in no usage number', async ({ given }) => {
    const { ask } = await given({
      ...company,
      memberships: [{ workspace_id: 'demo', user_id: 'guest' }],
      product_events: [
        did('genuine', 'ada', 'genuine', '2025-03-01'),
        did('demo by us', 'us', 'demo', '2025-03-02'),
        did('demo by ada', 'ada', 'demo', '2025-03-03'),
        did('demo by nobody', null, 'demo', '2025-03-03'),
        did('demo by a guest', 'guest', 'demo', '2025-03-03'),
        did('elsewhere by us', 'us', 'genuine', '2025-03-03'),
      ],
    })
    const metrics = ['active_events', 'active_users', 'active_workspaces', 'active_accounts']
    expect(await ask({ metrics, asOf })).toEqual([
      { active_events: 1, active_users: 1, active_workspaces: 1, active_accounts: 1 },
    ])
  })

  test('usage in excluded workspaces reaches no limit, as events or by day', async ({ given }) => {
    const plan_limits = [{ plan: 'free', meter: 'made', limit_quantity: 1, kind: 'cumulative' }]
    const used = (workspace_id: string) => ({ workspace_id, meter: 'made', day: '2025-03-01', quantity: 5 })
    const ask = async (tables: SourceRows) => {
      const warehouse = await given({ ...company, plan_limits, ...tables })
      return warehouse.ask({ metrics: ['workspaces_over_limit', 'limit_crossings'], asOf })
    }
    const one = [{ workspaces_over_limit: 1, limit_crossings: 1 }]
    expect(await ask({ usage_daily: ['genuine', 'demo', 'tests'].map(used) })).toEqual(one)
    const events = ['genuine', 'demo', 'tests'].flatMap((workspace) =>
      ['2025-03-01', '2025-03-02'].map((day) => did(`${workspace} ${day}`, 'ada', workspace, day)),
    )
    expect(await ask({ product_events: events })).toEqual(one)
  })

  test('a user who is only in an excluded workspace has no account through it', async ({ given }) => {
    const { ask, sql } = await given({
      ...company,
      users: [...users, { user_id: 'guest', created_at: '2025-01-01', email: 'guest@gmail.com' }],
      memberships: ['demo', 'tests'].map((workspace_id) => ({ workspace_id, user_id: 'guest' })),
    })
    expect(await ask({ metrics: ['signups'], by: ['account'], asOf })).toEqual([
      { account: 'acme', signups: 1 },
      { account: 'user:guest', signups: 1 },
    ])
    expect(await sql('select workspace_id from entities.memberships')).toEqual([])
    expect(await sql('select workspace_id from entities.workspaces')).toEqual([{ workspace_id: 'genuine' }])
  })

  test('a customer with only excluded references pays nothing, one with another reference pays', async ({
    given,
  }) => {
    const { ask } = await given({
      ...company,
      billing_customers: [
        { customer_id: 'colleague', payer_user_id: 'us' },
        { customer_id: 'colleague by address', payer_email: 'US@ours.test' },
        { customer_id: 'demo', workspace_id: 'demo' },
        { customer_id: 'demo of a colleague', workspace_id: 'demo', payer_email: 'us@ours.test' },
        { customer_id: 'set up by us', workspace_id: 'demo', payer_email: 'money@acme.test' },
        { customer_id: 'billed through us', payer_user_id: 'us', account_id: 'acme' },
        { customer_id: 'given away', payer_user_id: 'us', workspace_id: 'genuine' },
      ],
      subscription_periods: [
        pays('colleague'),
        pays('colleague by address', { currency: 'EUR' }),
        pays('demo'),
        pays('demo of a colleague', { is_trial: true }),
        pays('set up by us'),
        pays('billed through us'),
        pays('given away'),
      ],
    })
    expect(await ask({ metrics: ['mrr', 'paying_accounts'], by: ['account'], asOf })).toEqual([
      { account: 'acme', mrr: 30, paying_accounts: 1 },
    ])
    expect(await ask({ metrics: ['trial_starts'], asOf })).toEqual([{ trial_starts: 0 }])
  })

  test('invitations by internal users or into their workspaces do not count', async ({ given }) => {
    const sent = (invitation_id: string, more: Row): Row => ({
      invitation_id,
      inviter_user_id: 'ada',
      invitee_key: invitation_id,
      sent_at: '2025-03-01',
      ...more,
    })
    const { ask } = await given({
      ...company,
      invitations: [
        sent('bob@acme.test', { workspace_id: 'genuine' }),
        sent('into a demo', { workspace_id: 'demo' }),
        sent('Us@ours.test', {}),
        sent('a link', { accepted_at: '2025-03-02', accepted_user_id: 'us again' }),
        sent('by us', { inviter_user_id: 'us' }),
      ],
    })
    expect(await ask({ metrics: ['invitations_sent'], asOf })).toEqual([{ invitations_sent: 1 }])
  })

  test('a company with only excluded workspaces is not an account', async ({ given }) => {
    const demo = { workspace_id: 'demo', created_at: '2025-02-01', created_by_user_id: 'us' }
    const tables = {
      users,
      workspaces: [{ ...demo, account_id: 'ours' }],
      accounts: [{ account_id: 'ours' }, { account_id: 'prospect' }],
      billing_customers: [{ customer_id: 'c', account_id: 'ours', workspace_id: 'demo' }],
      subscription_periods: [pays('c')],
    }
    const accounts = async (more: SourceRows) => {
      const { sql } = await given({ ...tables, ...more })
      const rows = await sql('select account_key from entities.accounts order by account_key')
      return rows.map(({ account_key }) => account_key)
    }
    expect(await accounts({})).toEqual(['prospect', 'user:ada'])
    const deal = { account_id: 'ours', created_at: '2025-02-01' }
    expect(await accounts({ opportunities: [deal] })).toEqual(['ours', 'prospect', 'user:ada'])
  })

  test('deleted users keep their activity and leave their workspaces', async ({ given }) => {
    const { ask, sql } = await given({
      users: [{ user_id: 'ada', created_at: '2025-01-01', deleted_at: '2025-05-01' }],
      workspaces: [{ workspace_id: 'w', created_at: '2025-01-01', created_by_user_id: 'ada' }],
      memberships: [{ workspace_id: 'w', user_id: 'ada', valid_from: '2025-01-01' }],
      product_events: [did('1', 'ada', 'w', '2025-02-01')],
    })
    expect(await ask({ metrics: ['signups', 'active_users', 'workspace_signups'], asOf })).toEqual([
      { signups: 1, active_users: 1, workspace_signups: 1 },
    ])
    expect(
      await sql('select count(*) as still_there from entities.memberships where valid_to is null'),
    ).toEqual([{ still_there: 0 }])
    expect(await sql('select is_current from entities.memberships')).toEqual([{ is_current: false }])
  })
})

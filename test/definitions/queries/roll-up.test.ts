import { expect } from 'vitest'
import type { Row, SourceRows, Warehouse } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const workspace = (more: Row = {}): Row => ({ workspace_id: 'w', created_at: '2025-01-01', ...more })

const person = (user_id: string, email: string): Row => ({ user_id, email, created_at: '2025-01-01' })

const members = (...users: readonly string[]): readonly Row[] =>
  users.map((user_id) => ({ workspace_id: 'w', user_id }))

/** The account of each workspace and the rule that found it. */
const placed = async (
  given: (tables: SourceRows) => Promise<Warehouse>,
  tables: SourceRows,
): Promise<readonly unknown[]> => {
  const { ask } = await given(tables)
  const rows = await ask({ metrics: ['workspace_signups'], by: ['account', 'roll_up_method'] })
  return rows.map((row) => `${String(row['account'])} by ${String(row['roll_up_method'])}`)
}

const acmeDomain = { domain: 'acme.test', account_id: 'acme', verified: true }

onBothEngines((test) => {
  test('1. a workspace with an account id belongs to that account, with any domain', async ({ given }) => {
    expect(
      await placed(given, {
        workspaces: [workspace({ account_id: 'beta', domain: 'acme.test' })],
        account_domains: [acmeDomain],
      }),
    ).toEqual(['beta by explicit'])
  })

  test('1. a workspace that a company pays for belongs to it, unless two companies pay', async ({
    given,
  }) => {
    const customer = (customer_id: string, account_id: string) => ({
      customer_id,
      account_id,
      workspace_id: 'w',
    })
    expect(
      await placed(given, { workspaces: [workspace()], billing_customers: [customer('c', 'acme')] }),
    ).toEqual(['acme by crm_link'])
    expect(
      await placed(given, {
        workspaces: [workspace()],
        billing_customers: [customer('c', 'acme'), customer('d', 'beta')],
      }),
    ).toEqual(['ws:w by none'])
  })

  test('2. a workspace created while its creator worked for a company belongs to that company', async ({
    given,
  }) => {
    expect(
      await placed(given, {
        workspaces: [
          workspace({ created_by_user_id: 'ada' }),
          workspace({ workspace_id: 'later', created_at: '2025-07-01', created_by_user_id: 'ada' }),
        ],
        users: [person('ada', 'ada@gmail.com')],
        identity_accounts: [{ user_id: 'ada', account_id: 'acme', valid_to: '2025-06-01' }],
      }),
    ).toEqual(['acme by identity_override', 'ws:later by none'])
  })

  test('3. the verified domain of a workspace assigns its company, an unverified one does not', async ({
    given,
  }) => {
    expect(
      await placed(given, {
        workspaces: [workspace({ domain: 'Acme.test' })],
        account_domains: [acmeDomain],
      }),
    ).toEqual(['acme by workspace_domain'])
    expect(
      await placed(given, {
        workspaces: [workspace({ domain: 'acme.test' })],
        account_domains: [{ ...acmeDomain, verified: false }],
      }),
    ).toEqual(['ws:w by none'])
  })

  test('4. two members who are half of the members with a company mail address assign their company', async ({
    given,
  }) => {
    expect(
      await placed(given, {
        workspaces: [workspace()],
        users: [
          person('ada', 'ada@acme.test'),
          person('bob', 'bob@acme.test'),
          person('cy', 'cy@beta.test'),
          person('dee', 'dee@nobody.test'),
          person('eve', 'eve@gmail.com'),
          person('fay', 'fay@gmail.com'),
        ],
        memberships: members('ada', 'bob', 'cy', 'dee', 'eve', 'fay'),
        account_domains: [acmeDomain, { domain: 'beta.test', account_id: 'beta' }],
      }),
    ).toEqual(['acme by member_majority'])
  })

  test('4. one member is not a majority, nor are two of five', async ({ given }) => {
    const tables = {
      workspaces: [workspace()],
      users: [
        person('ada', 'ada@acme.test'),
        person('bob', 'bob@acme.test'),
        person('cy', 'cy@nobody.test'),
        person('dee', 'dee@nobody.test'),
        person('eve', 'eve@nobody.test'),
      ],
      account_domains: [acmeDomain],
    }
    expect(await placed(given, { ...tables, memberships: members('ada') })).toEqual(['ws:w by none'])
    expect(
      await placed(given, { ...tables, memberships: members('ada', 'bob', 'cy', 'dee', 'eve') }),
    ).toEqual(['ws:w by none'])
  })

  test('4. members count until they leave or are deleted', async ({ given }) => {
    const people = ['ada', 'bob'].map((name) => person(name, `${name}@acme.test`))
    const others = ['cy', 'dee'].map((name) => person(name, `${name}@beta.test`))
    const of = async (users: readonly Row[], memberships: readonly Row[]) =>
      placed(given, {
        workspaces: [workspace()],
        users: [...users, ...others],
        memberships: [...memberships, ...members('cy', 'dee')],
        account_domains: [acmeDomain, { domain: 'beta.test', account_id: 'beta' }],
        // the newest instant
        product_events: [{ occurred_at: '2025-06-01', user_id: 'cy' }],
      })
    const leaving = (valid_to: string) => members('ada', 'bob').map((row) => ({ ...row, valid_to }))
    const deleted = (deleted_at: string) => people.map((row) => ({ ...row, deleted_at }))
    expect(await of(people, members('ada', 'bob'))).toEqual(['acme by member_majority'])
    expect(await of(people, leaving('2025-06-01'))).toEqual(['beta by member_majority'])
    expect(await of(people, leaving('2099-01-01'))).toEqual(['acme by member_majority'])
    expect(await of(deleted('2025-06-01'), members('ada', 'bob'))).toEqual(['beta by member_majority'])
    expect(await of(deleted('2099-01-01'), members('ada', 'bob'))).toEqual(['acme by member_majority'])
    // a user who registered again with the same address is not deleted
    const again = people.map((row) => ({ ...row, user_id: `${String(row['user_id'])} again` }))
    expect(await of([...deleted('2025-03-01'), ...again], members('ada', 'bob'))).toEqual([
      'acme by member_majority',
    ])
  })

  test('4. the creator of a workspace is its creator, deleted or not', async ({ given }) => {
    expect(
      await placed(given, {
        workspaces: [workspace({ created_by_user_id: 'ada' })],
        users: [{ ...person('ada', 'ada@acme.test'), deleted_at: '2025-02-01' }],
        account_domains: [acmeDomain],
      }),
    ).toEqual(['acme by owner_domain'])
  })

  test('5. a workspace without another match belongs to the company of its owner', async ({ given }) => {
    expect(
      await placed(given, {
        workspaces: [workspace({ created_by_user_id: 'ada' })],
        users: [person('ada', 'ada@acme.test')],
        account_domains: [acmeDomain],
      }),
    ).toEqual(['acme by owner_domain'])
  })

  test('6. a workspace without any match is an account of its own', async ({ given }) => {
    expect(await placed(given, { workspaces: [workspace()] })).toEqual(['ws:w by none'])
  })

  test('a free mail domain belongs to no company, also if one claims it', async ({ given }) => {
    expect(
      await placed(given, {
        workspaces: [workspace({ created_by_user_id: 'ada', domain: 'gmail.com' })],
        users: [person('ada', 'ada@gmail.com'), person('bob', 'bob@gmail.com')],
        memberships: members('ada', 'bob'),
        account_domains: [{ domain: 'gmail.com', account_id: 'acme', verified: true }],
      }),
    ).toEqual(['ws:w by none'])
  })

  test('us.ibm.com belongs to ibm.com, the longest claimed suffix', async ({ given }) => {
    const domains = [
      { domain: 'ibm.com', account_id: 'ibm', verified: true },
      { domain: 'research.ibm.com', account_id: 'ibm research', verified: true },
    ]
    const at = (email: string) => ({
      workspaces: [workspace({ created_by_user_id: 'ada' })],
      users: [person('ada', email)],
      account_domains: domains,
    })
    expect(await placed(given, at('ada@us.ibm.com'))).toEqual(['ibm by owner_domain'])
    expect(await placed(given, at('ada@zurich.research.ibm.com'))).toEqual(['ibm research by owner_domain'])
    expect(await placed(given, at('ada@notibm.com'))).toEqual(['ws:w by none'])
  })

  test('a domain claim is valid until it ends', async ({ given }) => {
    const of = (valid_to: string) =>
      placed(given, {
        workspaces: [workspace({ created_by_user_id: 'ada' })],
        users: [person('ada', 'ada@acme.test')],
        account_domains: [{ ...acmeDomain, valid_to }],
      })
    expect(await of('2025-01-01')).toEqual(['ws:w by none'])
    expect(await of('2099-01-01')).toEqual(['acme by owner_domain'])
  })

  test('of two companies with the same domain claim the verified one wins, then the older one', async ({
    given,
  }) => {
    const claimed = (account_domains: readonly Row[]) => ({
      workspaces: [workspace({ created_by_user_id: 'ada' })],
      users: [person('ada', 'ada@acme.test')],
      account_domains,
    })
    const conflict = async (account_domains: readonly Row[]) => {
      const { sql } = await given(claimed(account_domains))
      return sql('select account_id, is_conflict from entities.domain_accounts')
    }
    const old = { domain: 'acme.test', account_id: 'old', valid_from: '2020-01-01' }
    const young = { domain: 'acme.test', account_id: 'young', valid_from: '2022-01-01' }
    expect(await conflict([old, { ...young, verified: true }])).toEqual([
      { account_id: 'young', is_conflict: false },
    ])
    expect(await conflict([young, old])).toEqual([{ account_id: 'old', is_conflict: true }])
  })

  test('a free-mail user in a company’s workspace belongs to that company', async ({ given }) => {
    const { ask } = await given({
      workspaces: [workspace({ account_id: 'acme' })],
      users: [person('ada', 'ada@gmail.com'), person('bob', 'bob@gmail.com')],
      memberships: members('ada'),
      product_events: [
        { occurred_at: '2025-01-02', user_id: 'ada' },
        { event_id: 'bob', occurred_at: '2025-01-02', user_id: 'bob' },
      ],
    })
    expect(await ask({ metrics: ['signups', 'active_users'], by: ['account'] })).toEqual([
      { account: 'acme', signups: 1, active_users: 1 },
      { account: 'user:bob', signups: 1, active_users: 1 },
    ])
  })

  test('activity under an earlier employer stays with that company', async ({ given }) => {
    const { ask } = await given({
      users: [person('ada', 'ada@beta.test')],
      account_domains: [{ domain: 'beta.test', account_id: 'beta' }],
      identity_accounts: [{ user_id: 'ada', account_id: 'acme', valid_to: '2025-06-01' }],
      product_events: [
        { occurred_at: '2025-05-31', user_id: 'ada' },
        { event_id: 'after', occurred_at: '2025-06-01', user_id: 'ada' },
      ],
    })
    expect(await ask({ metrics: ['active_events'], by: ['account'] })).toEqual([
      { account: 'acme', active_events: 1 },
      { account: 'beta', active_events: 1 },
    ])
  })

  test('a user in two workspaces of a company is one user there', async ({ given }) => {
    const { ask } = await given({
      workspaces: ['one', 'two'].map((workspace_id) => workspace({ workspace_id, account_id: 'acme' })),
      product_events: ['one', 'two'].map((workspace_id) => ({
        event_id: workspace_id,
        occurred_at: '2025-01-02',
        user_id: 'ada',
        workspace_id,
      })),
    })
    expect(await ask({ metrics: ['active_users'], by: ['account', 'workspace_name'] })).toEqual([
      { account: 'acme', workspace_name: 'Workspace 1', active_users: 1 },
      { account: 'acme', workspace_name: 'Workspace 2', active_users: 1 },
    ])
    expect(await ask({ metrics: ['active_users'], by: ['account'] })).toEqual([
      { account: 'acme', active_users: 1 },
    ])
  })

  test('an unregistered workspace belongs to the company that pays for it, and so do its users', async ({
    given,
  }) => {
    const { ask } = await given({
      users: [{ user_id: 'ada', created_at: '2025-01-01' }],
      workspaces: [{ workspace_id: 'other', created_at: '2025-01-01' }],
      memberships: [{ workspace_id: 'unregistered', user_id: 'ada' }],
      billing_customers: [{ customer_id: 'c', account_id: 'acme', workspace_id: 'unregistered' }],
      product_events: [{ user_id: 'ada', workspace_id: 'unregistered', occurred_at: '2025-01-02' }],
    })
    expect(await ask({ metrics: ['signups'], by: ['account'] })).toEqual([{ account: 'acme', signups: 1 }])
    expect(await ask({ metrics: ['active_events'], by: ['account', 'roll_up_method'] })).toEqual([
      { account: 'acme', roll_up_method: 'crm_link', active_events: 1 },
    ])
  })

  test('an unregistered workspace belongs to the company of most of its members, and so do the others', async ({
    given,
  }) => {
    const { ask } = await given({
      users: [
        { user_id: 'ada', email: 'ada@acme.example', created_at: '2025-01-01' },
        { user_id: 'bob', email: 'bob@acme.example', created_at: '2025-01-01' },
        { user_id: 'eve', email: 'eve@gmail.com', created_at: '2025-01-01' },
      ],
      memberships: ['ada', 'bob', 'eve'].map((user_id) => ({ workspace_id: 'unregistered', user_id })),
      account_domains: [{ domain: 'acme.example', account_id: 'acme', verified: true }],
      product_events: [{ user_id: 'eve', workspace_id: 'unregistered', occurred_at: '2025-01-02' }],
    })
    expect(await ask({ metrics: ['active_events'], by: ['account', 'roll_up_method'] })).toEqual([
      { account: 'acme', roll_up_method: 'member_majority', active_events: 1 },
    ])
    expect(await ask({ metrics: ['signups'], by: ['account'] })).toEqual([{ account: 'acme', signups: 3 }])
  })

  test('activity in an unregistered workspace belongs to the user’s account, in a registered one to the workspace’s', async ({
    given,
  }) => {
    const { ask } = await given({
      users: [
        person('ada', 'ada@acme.test'),
        person('ed', 'ed@beta.test'),
        person('lent', 'lent@acme.test'),
        person('gus', 'gus@gmail.com'),
      ],
      workspaces: [workspace({ workspace_id: 'registered' })],
      account_domains: [acmeDomain, { domain: 'beta.test', account_id: 'beta' }],
      identity_accounts: [{ user_id: 'lent', account_id: 'gamma', valid_to: '2025-06-01' }],
      identities: [{ anonymous_id: 'before', user_id: 'ada', linked_at: '2025-01-03' }],
      product_events: [
        ...['ada', 'ed', 'lent', 'gus'].map((user_id) => ({
          event_id: user_id,
          user_id,
          workspace_id: 'unregistered',
          occurred_at: '2025-01-02',
        })),
        { event_id: 'before', anonymous_id: 'before', workspace_id: 'other', occurred_at: '2025-01-01' },
        {
          event_id: 'named',
          user_id: 'ada',
          workspace_id: 'unregistered',
          account_id: 'delta',
          occurred_at: '2025-01-02',
        },
        { event_id: 'in', user_id: 'ada', workspace_id: 'registered', occurred_at: '2025-01-02' },
        { event_id: 'lent in', user_id: 'lent', workspace_id: 'registered', occurred_at: '2025-01-02' },
      ],
    })
    const metrics = ['active_events', 'active_workspaces']
    expect(await ask({ metrics, by: ['account'] })).toEqual([
      { account: 'acme', active_events: 2, active_workspaces: 2 },
      { account: 'beta', active_events: 1, active_workspaces: 1 },
      { account: 'delta', active_events: 1, active_workspaces: 1 },
      { account: 'gamma', active_events: 1, active_workspaces: 1 },
      { account: 'user:gus', active_events: 1, active_workspaces: 1 },
      { account: 'ws:registered', active_events: 2, active_workspaces: 1 },
    ])
    // once under each account with an active user, and once in total
    expect(await ask({ metrics: ['active_workspaces', 'active_accounts'] })).toEqual([
      { active_workspaces: 3, active_accounts: 4 },
    ])
  })

  test('without any registered workspaces users keep their companies', async ({ given }) => {
    const { ask } = await given({
      users: [person('ada', 'ada@acme.test')],
      account_domains: [acmeDomain],
      product_events: [{ user_id: 'ada', workspace_id: 'w', occurred_at: '2025-01-02' }],
    })
    expect(await ask({ metrics: ['active_events'], by: ['account'] })).toEqual([
      { account: 'acme', active_events: 1 },
    ])
  })
})

import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

let number = 0
const did = (user_id: string, event_name: string, day: string): Row => {
  number += 1
  return { event_id: `${event_name} ${String(number)}`, user_id, event_name, occurred_at: `${day}T10:00:00Z` }
}

const names = ['wide', 'full', 'split', 'merged', 'small', 'leaving', 'free']

const user = (account: string): Row => ({
  user_id: account,
  email: `ada@${account}.example`,
  created_at: '2025-01-01',
})

const workspace = (account_id: string, number: number, plan = 'team'): Row => ({
  workspace_id: `${account_id} ${String(number)}`,
  name: account_id,
  created_at: '2025-01-01',
  account_id,
  plan,
})

const asOf = '2025-06-30'

const tables = () => ({
  accounts: names.map((account_id) => ({
    account_id,
    name: account_id,
    icp_segment: account_id === 'free' ? 'other' : 'icp_1',
    // one of ten employees is active; of the others the headcount is one or unknown
    employee_count:
      account_id === 'wide' ? 10 : account_id === 'small' || account_id === 'leaving' ? 1 : null,
  })),
  account_domains: names.map((account_id) => ({
    domain: `${account_id}.example`,
    account_id,
    valid_from: '2020-01-01',
    verified: true,
  })),
  users: names.map(user),
  workspaces: [
    workspace('full', 1, 'limited'),
    workspace('split', 1),
    workspace('split', 2),
    workspace('merged', 1),
    workspace('merged', 2),
  ],
  plan_limits: [{ plan: 'limited', meter: 'messages', limit_quantity: 100, kind: 'cumulative' }],
  usage_daily: [{ workspace_id: 'full 1', meter: 'messages', day: '2025-06-01', quantity: 81 }],
  billing_customers: names
    .filter((name) => name !== 'free' && name !== 'merged')
    .map((account_id) => ({ customer_id: account_id, account_id })),
  subscription_periods: names
    .filter((name) => name !== 'free' && name !== 'merged')
    .map((name) => ({
      period_id: name,
      subscription_id: name,
      customer_id: name,
      plan: 'team',
      started_at: '2025-02-01',
      amount: 100,
      interval: 'month',
      currency: 'USD',
    })),
  contracts: [
    { contract_id: 'c', account_id: 'merged', start_date: '2025-01-01', end_date: '2025-12-31', arr: 1200 },
  ],
  product_events: [
    ...names.filter((name) => name !== 'leaving').map((name) => did(name, 'draw', '2025-06-20')),
    did('leaving', 'draw', '2025-05-20'),
    did('wide', 'pricing_viewed', '2025-06-25'),
    did('free', 'pricing_viewed', '2025-06-25'),
    did('small', 'pricing_viewed', '2025-05-25'),
  ],
  conversation_tags: [
    { tag_id: 't1', user_id: 'full', tag: 'pricing', said_at: '2025-06-10' },
    { tag_id: 't2', user_id: 'split', tag: 'admin_request', said_at: '2025-06-10' },
  ],
})

onBothEngines((test) => {
  test('a paying account qualifies for expansion by employees, a limit or workspaces, while it is used', async ({
    given,
  }) => {
    const { ask } = await given(tables())
    const qualified = async (options: Record<string, unknown> = {}) => {
      const rows = await ask({
        metrics: ['expansion_qualified_accounts'],
        by: ['account'],
        having: [{ column: 'expansion_qualified_accounts', operator: 'gt', value: 0 }],
        options,
        asOf,
      })
      return rows.map(({ account }) => account)
    }
    // merged has a contract over both workspaces, small no headroom, leaving no user, and free pays nothing
    expect(await qualified()).toEqual(['full', 'split', 'wide'])
    expect(await qualified({ expansion_max_penetration: 0.1 })).toEqual(['full', 'split'])
    expect(await qualified({ expansion_min_limit_share: 0.81 })).toEqual(['split', 'wide'])
    expect(await qualified({ expansion_min_workspaces: 3 })).toEqual(['full', 'wide'])
    // with paid features known, every account has one that it does not use
    expect(await qualified({ paid_features: ['draw', 'sign'] })).toEqual([
      'full',
      'merged',
      'small',
      'split',
      'wide',
    ])
    expect(
      await ask({ metrics: ['accounts_with_headroom', 'expansion_qualified_accounts'], asOf: '2025-01-31' }),
    ).toEqual([{ accounts_with_headroom: 0, expansion_qualified_accounts: 0 }])
  })

  test('the state at the end of a week is that as of this moment', async ({ given }) => {
    const { ask, sql, storeResults } = await given(tables())
    await storeResults()
    const weeks = await sql(`
      select (evaluated_at at time zone 'UTC')::date::text as day, count(*) as accounts
      from facts.expansion_evaluations
      where evaluation = 'week' and has_headroom and is_holding group by evaluated_at order by evaluated_at`)
    const known = new Map(weeks.map(({ day, accounts }) => [day, accounts]))
    expect(known.get('2025-06-22')).toBe(3)
    for (const day of ['2025-05-25', '2025-06-15', '2025-06-22']) {
      const [row] = await ask({
        metrics: ['expansion_qualified_accounts'],
        asOf: `${day}T23:59:59.999999Z`,
      })
      expect([day, row?.['expansion_qualified_accounts']]).toEqual([day, known.get(day) ?? 0])
    }
  })

  test('a user in a fitting account is qualified by a buying event or a buying conversation', async ({
    given,
  }) => {
    const { ask } = await given(tables())
    // free does not fit; small looked at prices 36 days ago; an admin request is no buying tag
    expect(await ask({ metrics: ['product_qualified_users', 'users_in_fitting_accounts'], asOf })).toEqual([
      { product_qualified_users: 2, users_in_fitting_accounts: 6 },
    ])
    expect(
      await ask({
        metrics: ['product_qualified_users'],
        asOf,
        options: { buying_signal_window_days: 40 },
      }),
    ).toEqual([{ product_qualified_users: 3 }])
  })
})

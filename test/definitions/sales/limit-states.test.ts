import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-03-28T12:00:00Z'

const free = (workspace_id: string, more: Row = {}): Row => ({
  workspace_id,
  name: workspace_id,
  plan: 'free',
  created_at: '2025-01-01',
  ...more,
})
const used = (workspace_id: string, day: string, quantity: number, meter = 'messages'): Row => ({
  workspace_id,
  meter,
  day,
  quantity,
})
const limits: readonly Row[] = [
  { plan: 'free', meter: 'messages', limit_quantity: 100, kind: 'cumulative' },
  { plan: 'free', meter: 'exports', limit_quantity: 10, kind: 'per_period' },
]
const metrics = ['limit_used', 'limit_quantity', 'limit_used_ratio', 'days_since_limit_reached']
const by = ['workspace_name', 'limit_state', 'limit_reached_on', 'limit_projected_on']
const messages = [{ dimension: 'meter', operator: 'eq' as const, value: 'messages' }]
const exports = [{ dimension: 'meter', operator: 'eq' as const, value: 'exports' }]

const state = (
  workspace_name: string,
  limit_state: string,
  [reached, projected]: readonly [string | null, string | null],
  [limit_used, limit_quantity, days]: readonly [number, number, number | null],
): Row => ({
  workspace_name,
  limit_state,
  limit_reached_on: reached,
  limit_projected_on: projected,
  limit_used,
  limit_quantity,
  limit_used_ratio: limit_used / limit_quantity,
  days_since_limit_reached: days,
})

onBothEngines((test) => {
  test('each limit has a state, the day on which it was reached, and the day on which it will be', async ({
    given,
  }) => {
    const { ask, sql, storeResults } = await given({
      workspaces: [
        free('over'),
        free('full'),
        free('near'),
        free('far'),
        free('asleep'),
        free('paid', { plan: 'team' }),
      ],
      plan_limits: limits,
      usage_daily: [
        used('over', '2025-01-10', 99),
        used('over', '2025-03-20', 1),
        used('over', '2025-03-21', 20),
        used('full', '2025-03-28', 100),
        // 80, of which 28 in the last 28 days: 1 a day, 20 days more
        used('near', '2025-02-28', 52),
        used('near', '2025-03-01', 28),
        // 3 in 28 days: 97 × 28 / 3 is 905.3
        used('far', '2025-03-05', 3),
        used('asleep', '2025-01-05', 79),
        used('paid', '2025-03-05', 1000),
      ],
    })
    expect(await ask({ metrics, by, where: messages, asOf })).toEqual([
      state('asleep', 'below', [null, null], [79, 100, null]),
      state('far', 'below', [null, '2027-09-20'], [3, 100, null]),
      state('full', 'reached', ['2025-03-28', null], [100, 100, 0]),
      state('near', 'approaching', [null, '2025-04-17'], [80, 100, null]),
      state('over', 'over', ['2025-03-20', null], [120, 100, 8]),
    ])
    expect(
      await sql(`
        select workspace_id, date '2025-03-28' + ceil((100 - sum(quantity)) /
          (sum(quantity) filter (where day > date '2025-03-28' - 28) / 28))::int - date '2025-03-28' as days
        from source.usage_daily where workspace_id in ('near', 'far') group by 1 order by 1`),
    ).toEqual([
      { workspace_id: 'far', days: 906 },
      { workspace_id: 'near', days: 20 },
    ])
    expect(
      await ask({ metrics: ['limited_workspaces', 'limit_used_in_28_days'], where: messages, asOf }),
    ).toEqual([{ limited_workspaces: 5, limit_used_in_28_days: 152 }])
    // an exceeded limit is reached
    await storeResults()
    expect(
      await sql('select limits, limits_reached from pages.account_contracts where limits_reached > 0'),
    ).toEqual(
      ['over', 'full'].map(() => ({
        limits: [expect.objectContaining({ limit: '100' })],
        limits_reached: 1,
      })),
    )
    // yesterday's list can be asked again
    expect(
      await ask({
        metrics: ['limit_used'],
        by: ['limit_state'],
        where: messages,
        asOf: '2025-03-20T23:00:00Z',
      }),
    ).toEqual([
      { limit_state: 'below', limit_used: 82 },
      { limit_state: 'approaching', limit_used: 80 },
      { limit_state: 'reached', limit_used: 100 },
    ])
  })

  test('usage that was corrected downwards projects no day', async ({ given }) => {
    const { ask } = await given({
      workspaces: [free('w')],
      plan_limits: limits,
      usage_daily: [used('w', '2025-01-10', 50), used('w', '2025-03-20', -10)],
    })
    expect(
      await ask({
        metrics: ['limit_used', 'limit_used_in_28_days'],
        by: ['limit_projected_on'],
        where: messages,
        asOf,
      }),
    ).toEqual([{ limit_projected_on: null, limit_used: 40, limit_used_in_28_days: -10 }])
  })

  test('a monthly limit restarts each month, and is not projected beyond its month', async ({ given }) => {
    const { ask } = await given({
      workspaces: [free('soon'), free('later')],
      plan_limits: limits,
      usage_daily: [
        used('soon', '2025-02-20', 10, 'exports'),
        // 56 in 28 days: 2 a day, 4 are left
        used('soon', '2025-03-01', 6, 'exports'),
        used('soon', '2025-02-28', 50, 'exports'),
        used('later', '2025-03-02', 5, 'exports'),
      ],
    })
    expect(await ask({ metrics, by, where: exports, asOf: '2025-03-27T12:00:00Z' })).toEqual([
      state('later', 'below', [null, null], [5, 10, null]),
      state('soon', 'below', [null, '2025-03-29'], [6, 10, null]),
    ])
  })

  test('a limit that a lower plan brings is reached when the plan starts', async ({ given }) => {
    const { ask } = await given({
      workspaces: [free('w')],
      plan_changes: [
        { workspace_id: 'w', plan: 'team', valid_from: '2025-01-01' },
        { workspace_id: 'w', plan: 'free', valid_from: '2025-03-10' },
      ],
      plan_limits: limits,
      usage_daily: [used('w', '2025-01-10', 500)],
    })
    expect(await ask({ metrics, by, where: messages, asOf })).toEqual([
      state('w', 'over', ['2025-03-10', null], [500, 100, 18]),
    ])
  })

  test('the list over the limit names the person to call: a buyer, a contact, or the creator', async ({
    given,
  }) => {
    const { ask } = await given({
      users: [
        { user_id: 'cat', email: 'cat@hooli.test', name: 'Cat', created_at: '2025-01-01' },
        { user_id: 'ann', email: 'ann@acme.test', name: 'Ann', created_at: '2025-01-01' },
        { user_id: 'gone', email: 'gone@acme.test', created_at: '2025-01-01', deleted_at: '2025-02-01' },
      ],
      accounts: ['acme', 'globex', 'initech'].map((account_id) => ({ account_id })),
      workspaces: [
        free('own buyer', { account_id: 'acme' }),
        free('colleague', { account_id: 'acme' }),
        free('contact', { account_id: 'globex', created_by_user_id: 'cat' }),
        free('creator', { created_by_user_id: 'cat' }),
        free('creator left', { created_by_user_id: 'gone' }),
        free('no contact', { account_id: 'initech' }),
        free('not over', { account_id: 'acme' }),
      ],
      billing_customers: [
        { customer_id: 'c1', account_id: 'acme', workspace_id: 'own buyer', payer_email: 'ann@acme.test' },
        { customer_id: 'c2', account_id: 'acme', payer_email: 'gone@acme.test', is_deleted: true },
      ],
      contacts: [
        { contact_id: 'k1', account_id: 'globex', email: 'intern@globex.test' },
        // a champion is no buyer
        { contact_id: 'k0', account_id: 'globex', email: 'fan@globex.test', buyer_role: 'champion' },
        { contact_id: 'k2', account_id: 'globex', email: 'cfo@globex.test', buyer_role: 'Economic_Buyer' },
      ],
      plan_limits: limits,
      usage_daily: [
        ...['own buyer', 'colleague', 'contact', 'creator', 'creator left', 'no contact'].map((name) =>
          used(name, '2025-03-01', 101),
        ),
        used('not over', '2025-03-01', 100),
      ],
    })
    const list = await ask({
      metrics: ['limit_used_ratio'],
      by: ['workspace_name', 'contact_source', 'contact_email', 'contact_name'],
      where: [...messages, { dimension: 'limit_state', operator: 'eq', value: 'over' }],
      asOf,
    })
    expect(list.map(({ limit_used_ratio: _ratio, ...row }) => Object.values(row))).toEqual([
      ['colleague', 'account_buyer', 'ann@acme.test', 'Ann'],
      ['contact', 'crm_contact', 'cfo@globex.test', null],
      ['creator', 'workspace_creator', 'cat@hooli.test', 'Cat'],
      ['creator left', null, null, null],
      ['no contact', null, null, null],
      ['own buyer', 'workspace_buyer', 'ann@acme.test', 'Ann'],
    ])
  })

  test('used units of different meters do not add up', async ({ given }) => {
    const { rejection } = await given({ workspaces: [free('w')], plan_limits: limits, usage_daily: [] })
    expect((await rejection({ metrics: ['limit_used'], asOf })).code).toBe('DIMENSION_REQUIRED')
  })
})

import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-05-01'

/** The features that a user used in a month, on its tenth day. */
const used = (user_id: string, month: string, ...features: readonly string[]): readonly Row[] =>
  features.map((event_name) => ({
    event_id: `${user_id} ${month} ${event_name}`,
    event_name,
    user_id,
    occurred_at: `${month}-10T10:00:00Z`,
  }))

const names = ['helped', 'sold', 'alone']

const help = {
  accounts: [
    { account_id: 'helped', owner_rep_id: 'hal' },
    { account_id: 'sold', owner_rep_id: 'sue' },
    { account_id: 'alone' },
  ],
  account_domains: names.map((account_id) => ({
    account_id,
    domain: `${account_id}.example`,
    valid_from: '2020-01-01',
  })),
  users: [...names, 'second'].map((name) => ({
    user_id: name,
    email: name === 'second' ? 'b@helped.example' : `a@${name}.example`,
    created_at: name === 'second' ? '2025-03-08' : '2025-01-08',
  })),
  reps: [
    { rep_id: 'hal', role: 'help', start_date: '2024-01-01' },
    { rep_id: 'sue', role: 'sell', start_date: '2024-01-01' },
  ],
  product_events: [
    ...used('helped', '2025-01', 'draw', 'page_view'),
    ...used('helped', '2025-03', 'draw', 'share'),
    ...used('second', '2025-03', 'share', 'print'),
    ...used('helped', '2025-04', 'draw', 'share', 'print', 'export'),
    ...used('sold', '2025-02', 'draw', 'share'),
    ...used('alone', '2025-02', 'draw'),
  ],
}

onBothEngines((test) => {
  test('help is measured by the depth of use and the activation of its accounts', async ({ given }) => {
    const { ask, sql } = await given(help)
    const metrics = [
      'assigned_accounts',
      'features_used_by_assigned_accounts',
      'assigned_feature_depth',
      'assigned_feature_depth_change',
      'activated_users_of_assigned_accounts',
    ]
    const months = (
      await ask({ metrics, by: ['rep_role'], grain: 'month', from: '2025-01-01', to: '2025-04-30', asOf })
    )
      .filter(({ rep_role }) => rep_role === 'help')
      .map((row) => metrics.map((metric) => row[metric]))
    expect(months).toEqual([
      [1, 1, 1, 1, 1],
      // a month without use is a loss of depth
      [1, 0, 0, -1, 0],
      [1, 3, 3, 3, 1],
      [1, 4, 4, 1, 0],
    ])
    expect(
      await ask({ metrics, by: ['rep_role', 'rep'], from: '2025-01-01', to: '2025-04-30', asOf }),
    ).toEqual([
      {
        rep_role: 'sell',
        rep: 'sue',
        assigned_accounts: 1,
        features_used_by_assigned_accounts: 0,
        assigned_feature_depth: 0,
        assigned_feature_depth_change: 0,
        activated_users_of_assigned_accounts: 0,
      },
      {
        rep_role: 'help',
        rep: 'hal',
        assigned_accounts: 1,
        features_used_by_assigned_accounts: 4,
        assigned_feature_depth: 4,
        // the changes add up to the depth at the end
        assigned_feature_depth_change: 4,
        activated_users_of_assigned_accounts: 2,
      },
    ])
    expect(
      await sql(`
        select count(distinct event_name) as depth from source.product_events
        where user_id in ('helped', 'second') and event_name <> 'page_view'
          and occurred_at >= '2025-04-01' and occurred_at < '2025-05-01'`),
    ).toEqual([{ depth: 4 }])
  })

  test('the current month is evaluated over the last 28 days', async ({ given }) => {
    const { ask } = await given(help)
    const metrics = ['assigned_feature_depth', 'assigned_feature_depth_change']
    // the features of 10 March are in the 28 days up to 6 April, and no longer in those up to 7 April
    expect(await ask({ metrics, by: ['rep'], asOf: '2025-04-06T12:00:00Z' })).toEqual([
      { rep: 'hal', assigned_feature_depth: 3, assigned_feature_depth_change: 3 },
      { rep: 'sue', assigned_feature_depth: 0, assigned_feature_depth_change: 0 },
    ])
    expect(await ask({ metrics, by: ['rep'], asOf: '2025-04-07T12:00:00Z' })).toEqual([
      { rep: 'hal', assigned_feature_depth: 0, assigned_feature_depth_change: 0 },
      { rep: 'sue', assigned_feature_depth: 0, assigned_feature_depth_change: 0 },
    ])
  })
})

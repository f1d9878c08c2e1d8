import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-03-01T12:00:00Z'

const users: readonly Row[] = ['ada', 'bob', 'cy', 'di'].map((user_id) => ({
  user_id,
  email: `${user_id}@${user_id === 'di' ? 'globex' : 'acme'}.test`,
  created_at: '2025-01-01',
}))
const domains: readonly Row[] = ['acme', 'globex'].map((account_id) => ({
  domain: `${account_id}.test`,
  account_id,
  verified: true,
}))

const did = (user_id: string, event_name: string, ...days: readonly string[]): readonly Row[] =>
  days.map((day, index) => ({
    event_id: `${user_id} ${event_name} ${day} ${String(index)}`,
    user_id,
    event_name,
    occurred_at: `${day}T10:00:00Z`,
  }))

/** Ada and Bob of Acme and Di of Globex are active; Cy was, on the day before the window. */
const events: readonly Row[] = [
  ...did('ada', 'share', '2025-02-02', '2025-02-20', '2025-02-20'),
  ...did('ada', 'export', '2025-03-01'),
  ...did('bob', 'share', '2025-02-10'),
  ...did('bob', 'page_view', '2025-02-11'),
  ...did('cy', 'export', '2025-02-01'),
  ...did('di', 'export', '2025-02-15'),
]

const warehouse = { users, account_domains: domains, product_events: events }
const adoption = ['feature_users', 'feature_base_users', 'feature_adoption_rate']

onBothEngines((test) => {
  test('a feature is adopted by the share of active users who used it in the last 28 days', async ({
    given,
  }) => {
    const { ask, sql } = await given(warehouse)
    expect(await ask({ metrics: adoption, by: ['feature'], asOf })).toEqual([
      { feature: 'export', feature_users: 2, feature_base_users: 3, feature_adoption_rate: 0.666666666667 },
      { feature: 'share', feature_users: 2, feature_base_users: 3, feature_adoption_rate: 0.666666666667 },
    ])
    expect(await ask({ metrics: adoption, by: ['account', 'feature'], asOf })).toEqual([
      {
        account: 'acme',
        feature: 'export',
        feature_users: 1,
        feature_base_users: 2,
        feature_adoption_rate: 0.5,
      },
      {
        account: 'acme',
        feature: 'share',
        feature_users: 2,
        feature_base_users: 2,
        feature_adoption_rate: 1,
      },
      {
        account: 'globex',
        feature: 'export',
        feature_users: 1,
        feature_base_users: 1,
        feature_adoption_rate: 1,
      },
      {
        account: 'globex',
        feature: 'share',
        feature_users: 0,
        feature_base_users: 1,
        feature_adoption_rate: 0,
      },
    ])
    expect(
      await sql(`
        select event_name as feature, count(distinct user_id) as feature_users
        from source.product_events
        where event_name <> 'page_view' and occurred_at >= '2025-02-02' and occurred_at <= '${asOf}'
        group by event_name order by event_name`),
    ).toEqual([
      { feature: 'export', feature_users: 2 },
      { feature: 'share', feature_users: 2 },
    ])
  })

  test('several events may be one feature, and a named feature without users has a rate of 0', async ({
    given,
  }) => {
    const { ask } = await given(warehouse)
    const options = { key_features: ['output=export', 'output=share', 'share', 'sso'] }
    expect(await ask({ metrics: adoption, by: ['feature'], options, asOf })).toEqual([
      { feature: 'output', feature_users: 3, feature_base_users: 3, feature_adoption_rate: 1 },
      { feature: 'share', feature_users: 2, feature_base_users: 3, feature_adoption_rate: 0.666666666667 },
      { feature: 'sso', feature_users: 0, feature_base_users: 3, feature_adoption_rate: 0 },
    ])
    const byAccount = ['feature_base_accounts', 'account_feature_adoption_rate']
    expect(await ask({ metrics: byAccount, by: ['feature'], options, asOf })).toEqual([
      { feature: 'output', feature_base_accounts: 2, account_feature_adoption_rate: 1 },
      { feature: 'share', feature_base_accounts: 2, account_feature_adoption_rate: 0.5 },
      { feature: 'sso', feature_base_accounts: 2, account_feature_adoption_rate: 0 },
    ])
  })

  test('adoption of several features together is rejected, since it would count users once per feature', async ({
    given,
  }) => {
    const { ask, rejection } = await given(warehouse)
    for (const question of [
      { metrics: adoption, asOf },
      { metrics: adoption, by: ['account'], asOf },
      { metrics: adoption, by: ['feature'], totals: true, asOf },
      { metrics: adoption, by: ['feature'], keep: [{ dimension: 'feature', values: ['share'] }], asOf },
    ])
      expect((await rejection(question)).code).toBe('DIMENSION_REQUIRED')
    const where = [{ dimension: 'feature', operator: 'eq' as const, value: 'share' }]
    expect(await ask({ metrics: adoption, where, asOf })).toEqual([
      { feature_users: 2, feature_base_users: 3, feature_adoption_rate: 0.666666666667 },
    ])
  })

  test('feature depth counts features with enough uses: of an account together, and of each user', async ({
    given,
  }) => {
    const { ask } = await given(warehouse)
    const metrics = [
      'features_in_use',
      'accounts_with_depth',
      'feature_depth',
      'features_in_use_by_user',
      'recently_active_users',
      'feature_depth_per_user',
    ]
    // Acme: share 4 times, export once; Globex: export once
    expect(await ask({ metrics, asOf })).toEqual([
      {
        features_in_use: 3,
        accounts_with_depth: 2,
        feature_depth: 1.5,
        // ada 2, bob 1, di 1
        features_in_use_by_user: 4,
        recently_active_users: 3,
        feature_depth_per_user: 1.333333,
      },
    ])
    // three shares of Ada, and four of all of Acme
    const depth = (feature_min_uses: number) =>
      ask({ metrics: ['feature_depth', 'features_in_use_by_user'], options: { feature_min_uses }, asOf })
    expect(await depth(3)).toEqual([{ feature_depth: 0.5, features_in_use_by_user: 1 }])
    expect(await depth(4)).toEqual([{ feature_depth: 0.5, features_in_use_by_user: 0 }])
    // one day longer, and Cy is active too
    expect(
      await ask({ metrics: ['recently_active_users'], options: { feature_window_days: 29 }, asOf }),
    ).toEqual([{ recently_active_users: 4 }])
  })
})

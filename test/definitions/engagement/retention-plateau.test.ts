import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

// weeks begin on Mondays: 6 January is age 0, 13 January age 1, and so on
const asOf = '2025-02-10T12:00:00Z'
const weeks = ['2025-01-06', '2025-01-13', '2025-01-20', '2025-01-27', '2025-02-03', '2025-02-10']

const returned = (user_id: string, ...ages: readonly number[]): readonly Row[] =>
  ages.map((age) => ({
    event_id: `${user_id} ${String(age)}`,
    event_name: 'made',
    user_id,
    occurred_at: `${weeks[age] ?? ''}T10:00:00Z`,
  }))
const joined = (user_id: string, created_at: string, signup_source: string): Row => ({
  user_id,
  created_at,
  signup_source,
})

/** Complete ages of the first cohort: 1 to 4. Ages 2, 3 and 4 have 3, 2 and 2 of 4 users. */
const warehouse = {
  users: [
    ...['ada', 'bob', 'cy', 'di'].map((id) => joined(id, '2025-01-08', id === 'ada' ? 'ads' : 'friend')),
    // complete ages 1 to 3
    joined('eve', '2025-01-13', 'friend'),
    // complete ages 1 and 2: too young
    joined('flo', '2025-01-26', 'friend'),
  ],
  product_events: [
    ...returned('ada', 2, 3, 4, 5),
    ...returned('bob', 1, 2, 3),
    ...returned('cy', 0, 1, 2),
    ...returned('di', 4),
    ...returned('eve', 2, 3, 4),
    ...returned('flo', 3, 4),
  ],
}
const metrics = ['plateau_users', 'retention_plateau', 'retention_plateau_slope', 'retention_flattens']

onBothEngines((test) => {
  test('the plateau is the mean rate of the last three complete ages of a cohort', async ({ given }) => {
    const { ask } = await given(warehouse)
    expect(await ask({ metrics, grain: 'week', from: '2025-01-06', to: '2025-01-20', asOf })).toEqual([
      {
        period: '2025-01-06',
        plateau_users: 4,
        retention_plateau: 0.583333333333,
        // from 3/4 to 2/4 in two weeks
        retention_plateau_slope: -0.125,
        retention_flattens: 0,
      },
      {
        period: '2025-01-13',
        plateau_users: 1,
        retention_plateau: 1,
        retention_plateau_slope: 0,
        retention_flattens: 1,
      },
      {
        period: '2025-01-20',
        plateau_users: 0,
        retention_plateau: null,
        retention_plateau_slope: null,
        retention_flattens: null,
      },
    ])
    const parts = ['plateau_user_weeks', 'plateau_returns', 'plateau_first_returns', 'plateau_last_returns']
    expect(await ask({ metrics: parts, from: '2025-01-06', to: '2025-01-12', asOf })).toEqual([
      {
        plateau_user_weeks: 3 * 4,
        plateau_returns: 3 + 2 + 2,
        plateau_first_returns: 3,
        plateau_last_returns: 2,
      },
    ])
    const rates = await ask({
      metrics: ['user_retention_rate'],
      grain: 'week',
      from: '2025-01-06',
      to: '2025-01-12',
      asOf,
    })
    const last = rates.filter(({ age }) => [2, 3, 4].includes(Number(age)))
    expect(last.map((row) => row['user_retention_rate'])).toEqual([0.75, 0.5, 0.5])
  })

  test('several cohorts are weighted by their users, and segments have plateaus of their own', async ({
    given,
  }) => {
    const { ask } = await given(warehouse)
    // 7 returns of 12, and 3 of 3
    expect(await ask({ metrics: ['retention_plateau'], asOf })).toEqual([
      { retention_plateau: 0.666666666667 },
    ])
    expect(await ask({ metrics, by: ['signup_source'], asOf })).toEqual([
      {
        signup_source: 'ads',
        plateau_users: 1,
        retention_plateau: 1,
        retention_plateau_slope: 0,
        retention_flattens: 1,
      },
      {
        signup_source: 'friend',
        plateau_users: 4,
        // 4 of 9 and 3 of 3
        retention_plateau: 0.583333333333,
        // from 2 + 1 to 1 + 1 of 4 users
        retention_plateau_slope: -0.125,
        retention_flattens: 0,
      },
    ])
    expect(
      await ask({ metrics: ['retention_flattens'], options: { retention_plateau_max_fall: 0.125 }, asOf }),
    ).toEqual([{ retention_flattens: 1 }])
  })

  test('the week that begins at the query time is not complete, and the one before is', async ({ given }) => {
    const { ask } = await given(warehouse)
    const users = (moment: string) => ask({ metrics: ['plateau_users'], asOf: moment })
    expect(await users('2025-02-09T23:59:59Z')).toEqual([{ plateau_users: 4 }])
    expect(await users('2025-02-10T00:00:00Z')).toEqual([{ plateau_users: 5 }])
  })
})

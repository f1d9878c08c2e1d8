import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-06-01'

const trial = (customer_id: string, started_at: string, trial_end: string | null): Row => ({
  period_id: `trial of ${customer_id}`,
  customer_id,
  started_at,
  ended_at: trial_end,
  trial_end,
  amount: 0,
  is_trial: true,
})

/** Users of an account who are active at a moment. */
const active = (account_id: string, users: number, occurred_at: string): readonly Row[] =>
  Array.from({ length: users }, (_, index) => ({
    event_id: `${account_id} ${String(index)} ${occurred_at}`,
    event_name: 'made',
    user_id: `${account_id} ${String(index)}`,
    occurred_at,
  }))

const people = (account_id: string): readonly Row[] =>
  [0, 1, 2, 3, 4].map((index) => ({
    user_id: `${account_id} ${String(index)}`,
    email: `${String(index)}@${account_id}.test`,
    created_at: '2025-01-01',
  }))

const names = ['acme', 'globex', 'initech', 'silent']

/** Trials end on 29 January. Weeks before: from 1, 8, 15 and 22 January. */
const warehouse = {
  users: names.flatMap(people),
  account_domains: names.map((account_id) => ({
    domain: `${account_id}.test`,
    account_id,
    verified: true,
  })),
  billing_customers: [...names, 'running'].map((account_id) => ({
    customer_id: account_id,
    account_id: account_id === 'running' ? 'acme' : account_id,
  })),
  subscription_periods: [
    ...names.map((name) => trial(name, '2025-01-01', '2025-01-29')),
    trial('running', '2025-05-15', '2025-07-01'),
    { period_id: 'p', customer_id: 'globex', started_at: '2025-01-29', amount: 10 },
  ],
  product_events: [
    // 5 and 5 users, then 5 and 3: exactly 20 % fewer
    ...active('globex', 5, '2025-01-01T00:00:00Z'),
    ...active('globex', 5, '2025-01-08T00:00:00Z'),
    ...active('globex', 5, '2025-01-15T00:00:00Z'),
    ...active('globex', 3, '2025-01-22T00:00:00Z'),
    ...active('globex', 3, '2025-01-28T23:00:00Z'),
    // 2 and 4 users, then 1 and 0
    ...active('acme', 2, '2025-01-07T23:59:59Z'),
    ...active('acme', 4, '2025-01-14T23:59:59Z'),
    ...active('acme', 1, '2025-01-15T00:00:00Z'),
    // the end itself is too late, and the day before the four weeks too early
    ...active('acme', 5, '2025-01-29T00:00:00Z'),
    ...active('initech', 5, '2024-12-31T23:59:59Z'),
    ...active('initech', 5, '2025-01-20T00:00:00Z'),
  ],
}

onBothEngines((test) => {
  test('usage dips when weekly users fall by more than a fifth in the 14 days before the end of a trial', async ({
    given,
  }) => {
    const { ask } = await given(warehouse)
    const metrics = [
      'conversion_moments',
      'compared_conversion_moments',
      'usage_dips',
      'usage_dip_rate',
      'usage_change_before_conversion_p50',
    ]
    // Acme fell by 5/6, Globex by 1/5, which is not enough; the others had no usage in the earlier weeks
    expect(await ask({ metrics, asOf })).toEqual([
      {
        conversion_moments: 4,
        compared_conversion_moments: 2,
        usage_dips: 1,
        usage_dip_rate: 0.5,
        usage_change_before_conversion_p50: -0.516666666667,
      },
    ])
    expect(await ask({ metrics: ['usage_dips'], options: { usage_fall_share: 0.1 }, asOf })).toEqual([
      { usage_dips: 2 },
    ])
  })

  test('trials are compared by whether usage fell before their end', async ({ given }) => {
    const { ask } = await given(warehouse)
    const by = ['usage_before_conversion']
    expect(await ask({ metrics: ['converted_trials', 'eligible_trials'], by, asOf })).toEqual([
      { usage_before_conversion: 'decreasing', converted_trials: 0, eligible_trials: 1 },
      { usage_before_conversion: 'not_decreasing', converted_trials: 1, eligible_trials: 1 },
      { usage_before_conversion: null, converted_trials: 0, eligible_trials: 2 },
    ])
  })

  test('reaching a limit is such a moment too, every month for a monthly limit', async ({ given }) => {
    const { ask } = await given({
      workspaces: [{ workspace_id: 'w', plan: 'free', created_at: '2025-01-01' }],
      plan_limits: [{ plan: 'free', meter: 'credits', limit_quantity: 100, kind: 'per_period' }],
      usage_daily: [
        { workspace_id: 'w', meter: 'credits', day: '2025-01-30', quantity: 100 },
        { workspace_id: 'w', meter: 'credits', day: '2025-02-01', quantity: 99 },
        { workspace_id: 'w', meter: 'credits', day: '2025-03-01', quantity: 50 },
        { workspace_id: 'w', meter: 'credits', day: '2025-03-02', quantity: 50 },
        { workspace_id: 'w', meter: 'credits', day: '2025-03-03', quantity: 50 },
      ],
      product_events: [],
    })
    expect(
      await ask({
        metrics: ['conversion_moments'],
        by: ['moment_kind'],
        grain: 'month',
        from: '2025-01-01',
        to: '2025-03-31',
        asOf,
      }),
    ).toEqual([
      { period: '2025-01-01', moment_kind: 'limit_reached', conversion_moments: 1 },
      { period: '2025-02-01', moment_kind: 'limit_reached', conversion_moments: 0 },
      { period: '2025-03-01', moment_kind: 'limit_reached', conversion_moments: 1 },
    ])
  })

  test('trials are compared by their length, extensions included', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        trial('week', '2025-01-01', '2025-01-08'),
        trial('two weeks', '2025-03-20', '2025-04-03'),
        { ...trial('extended', '2025-01-01', '2025-01-15'), period_id: 'first' },
        trial('extended', '2025-01-15', '2025-01-31'),
        trial('two months', '2025-01-01', '2025-03-02'),
        trial('endless', '2025-01-01', null),
      ],
    })
    expect(
      await ask({
        metrics: ['trial_starts'],
        by: ['trial_length_band', 'trial_length_days'],
        asOf,
      }),
    ).toEqual([
      { trial_length_band: '0-7', trial_length_days: 7, trial_starts: 1 },
      { trial_length_band: '8-14', trial_length_days: 14, trial_starts: 1 },
      { trial_length_band: '15-30', trial_length_days: 30, trial_starts: 1 },
      { trial_length_band: '31-60', trial_length_days: 60, trial_starts: 1 },
      { trial_length_band: null, trial_length_days: null, trial_starts: 1 },
    ])
  })
})

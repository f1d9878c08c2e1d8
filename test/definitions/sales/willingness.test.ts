import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-12-31'

const acted = (
  user_id: string,
  workspace_id: string | null,
  occurred_at: string,
  event_name = 'made',
): Row => ({
  event_id: `${user_id} ${event_name} ${occurred_at}`,
  event_name,
  user_id,
  ...(workspace_id === null ? {} : { workspace_id }),
  occurred_at,
})

onBothEngines((test) => {
  test('a workspace that activated within seven days of its creation is compared with the others', async ({
    given,
  }) => {
    const { ask } = await given({
      workspaces: ['quick', 'slow', 'idle'].map((workspace_id) => ({
        workspace_id,
        created_at: '2025-01-01T00:00:00Z',
      })),
      product_events: [
        acted('ada', 'quick', '2025-01-08T00:00:00Z'),
        acted('bob', 'slow', '2025-01-08T00:00:01Z'),
      ],
      billing_customers: [
        { customer_id: 'c1', workspace_id: 'quick' },
        { customer_id: 'c2', workspace_id: 'slow' },
      ],
      subscription_periods: [
        { period_id: 'p1', customer_id: 'c1', started_at: '2025-02-01', amount: 10 },
        { period_id: 'p2', customer_id: 'c2', started_at: '2025-12-01', amount: 10 },
      ],
    })
    const metrics = ['newly_paid_workspaces', 'eligible_for_paid']
    const by = ['activated_within_7d']
    // the slow one paid too late
    expect(await ask({ metrics, by, asOf })).toEqual([
      { activated_within_7d: false, newly_paid_workspaces: 0, eligible_for_paid: 2 },
      { activated_within_7d: true, newly_paid_workspaces: 1, eligible_for_paid: 1 },
    ])
    // the definition of activation is that of the product
    expect(await ask({ metrics, by, options: { workspace_activation_users: 2 }, asOf })).toEqual([
      { activated_within_7d: false, newly_paid_workspaces: 1, eligible_for_paid: 3 },
    ])
  })

  test('a trial is compared by the workspaces that its buyer pays for, and without one it is unknown', async ({
    given,
  }) => {
    const trial = (customer_id: string): Row => ({
      period_id: `trial ${customer_id}`,
      customer_id,
      started_at: '2025-01-10',
      trial_end: '2025-01-24',
      ended_at: '2025-01-24',
      amount: 0,
      is_trial: true,
    })
    const { ask } = await given({
      accounts: [{ account_id: 'acme' }],
      workspaces: [
        { workspace_id: 'a', account_id: 'acme', created_at: '2025-01-01' },
        { workspace_id: 'b', account_id: 'acme', created_at: '2025-01-01' },
      ],
      product_events: [acted('ada', 'a', '2025-01-02T00:00:00Z')],
      billing_customers: [
        { customer_id: 'whole', account_id: 'acme' },
        { customer_id: 'only b', account_id: 'acme', workspace_id: 'b' },
        { customer_id: 'none' },
      ],
      subscription_periods: [
        ...['whole', 'only b', 'none'].map(trial),
        { period_id: 'p', customer_id: 'whole', started_at: '2025-01-24', amount: 10 },
      ],
    })
    expect(
      await ask({ metrics: ['converted_trials', 'eligible_trials'], by: ['activated_within_7d'], asOf }),
    ).toEqual([
      { activated_within_7d: false, converted_trials: 0, eligible_trials: 1 },
      { activated_within_7d: true, converted_trials: 1, eligible_trials: 1 },
      { activated_within_7d: null, converted_trials: 0, eligible_trials: 1 },
    ])
  })

  test('conversions between events are compared by the activation of their user', async ({ given }) => {
    const { ask } = await given({
      users: ['ada', 'bob'].map((user_id) => ({ user_id, created_at: '2025-01-01' })),
      product_events: [
        acted('ada', null, '2025-01-02T00:00:00Z'),
        acted('bob', null, '2025-02-02T00:00:00Z'),
        acted('ada', null, '2025-03-01T00:00:00Z', 'paywall'),
        acted('bob', null, '2025-03-01T00:00:00Z', 'paywall'),
        acted('ada', null, '2025-03-02T00:00:00Z', 'bought'),
      ],
    })
    expect(
      await ask({
        metrics: ['conversions', 'conversion_opportunities'],
        by: ['activated_within_7d'],
        options: { conversion_opportunity_event: 'paywall', conversion_event: 'bought' },
        asOf,
      }),
    ).toEqual([
      { activated_within_7d: false, conversions: 0, conversion_opportunities: 1 },
      { activated_within_7d: true, conversions: 1, conversion_opportunities: 1 },
    ])
  })
})

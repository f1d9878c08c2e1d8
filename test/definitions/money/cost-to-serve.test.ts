import { expect } from 'vitest'
import type { SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-04-01'

const made = (account_id: string, workspace_id: string, days: readonly number[]) =>
  days.map((day) => ({
    event_id: `${account_id} ${workspace_id} ${day}`,
    user_id: account_id,
    account_id,
    workspace_id,
    occurred_at: new Date(Date.UTC(2025, 1, day)).toISOString(),
  }))

/**
 * In February `pays` pays 100 for team and has a free workspace; `tries` has a free one. The free plan costs 40, the
 * team plan 10, and the support of `pays` 5.
 */
const february: SourceRows = {
  accounts: [{ account_id: 'pays' }, { account_id: 'tries' }],
  workspaces: [
    { workspace_id: 'p', account_id: 'pays', created_at: '2025-01-01', plan: 'team' },
    { workspace_id: 'q', account_id: 'pays', created_at: '2025-01-01', plan: 'free' },
    { workspace_id: 't', account_id: 'tries', created_at: '2025-01-01', plan: 'free' },
  ],
  billing_customers: [{ customer_id: 'c', account_id: 'pays' }],
  subscription_periods: [
    { customer_id: 'c', plan: 'team', started_at: '2025-02-01', ended_at: '2025-03-20', amount: 100 },
  ],
  // in free workspaces `pays` has one event and `tries` three
  product_events: [
    ...made('pays', 'p', [3, 4, 5, 6, 7]),
    ...made('pays', 'q', [8]),
    ...made('tries', 't', [1, 2, 3]),
  ],
  support_tickets: [
    { ticket_id: 't1', workspace_id: 'q', opened_at: '2025-02-03' },
    { ticket_id: 't2', workspace_id: 't', opened_at: '2025-02-03' },
  ],
  cost_to_serve: [
    { month: '2025-02-01', plan: 'free', amount: 40 },
    { month: '2025-02-01', plan: 'team', amount: 10 },
    { month: '2025-02-01', account_id: 'pays', category: 'support', amount: 5 },
    // the cost of a plan without accounts
    { month: '2025-02-01', plan: 'gone', amount: 2 },
  ],
}

const inFebruary = { from: '2025-02-01', to: '2025-02-28', asOf }

onBothEngines((test) => {
  test('the cost of a plan is shared by what its accounts used on it, and a tagged cost is the account’s', async ({
    given,
  }) => {
    const { ask } = await given(february)
    const costs = async (cost_to_serve_driver: string) =>
      ask({ metrics: ['cost_to_serve'], by: ['account'], ...inFebruary, options: { cost_to_serve_driver } })
    // 40 in the ratio of 1 to 3 events
    expect(await costs('events')).toEqual([
      { account: 'pays', cost_to_serve: 25 },
      { account: 'tries', cost_to_serve: 30 },
      { account: null, cost_to_serve: 2 },
    ])
    expect(await costs('tickets')).toEqual([
      { account: 'pays', cost_to_serve: 35 },
      { account: 'tries', cost_to_serve: 20 },
      { account: null, cost_to_serve: 2 },
    ])
    expect(await costs('accounts')).toEqual(await costs('tickets'))
  })

  test('without use, the accounts on a plan share its cost equally', async ({ given }) => {
    const { ask } = await given({ ...february, product_events: [] })
    expect(await ask({ metrics: ['cost_to_serve'], by: ['account'], ...inFebruary })).toEqual([
      { account: 'pays', cost_to_serve: 35 },
      { account: 'tries', cost_to_serve: 20 },
      { account: null, cost_to_serve: 2 },
    ])
  })

  test('all costs are allocated exactly once, with every driver', async ({ given }) => {
    const { ask, sql } = await given(february)
    const [recorded] = await sql('select sum(amount) as amount from source.cost_to_serve')
    for (const cost_to_serve_driver of ['events', 'tickets', 'accounts'])
      expect(await ask({ metrics: ['cost_to_serve'], asOf, options: { cost_to_serve_driver } })).toEqual([
        { cost_to_serve: recorded?.['amount'] },
      ])
  })

  test('costs are compared with accounts, revenue and the costs of those who never paid', async ({
    given,
  }) => {
    const { ask } = await given(february)
    expect(
      await ask({
        metrics: [
          'cost_to_serve',
          'free_cost_to_serve',
          'free_cost_to_serve_share',
          'active_account_months',
          'paying_account_months',
          'served_mrr',
          'cost_to_serve_per_active_account',
          'cost_to_serve_per_paying_account',
          'cost_to_serve_share_of_mrr',
        ],
        ...inFebruary,
      }),
    ).toEqual([
      {
        cost_to_serve: 57,
        free_cost_to_serve: 30,
        free_cost_to_serve_share: 0.526315789474,
        active_account_months: 2,
        paying_account_months: 1,
        served_mrr: 100,
        cost_to_serve_per_active_account: 28.5,
        cost_to_serve_per_paying_account: 57,
        cost_to_serve_share_of_mrr: 0.57,
      },
    ])
  })

  test('an account is free, then paying, then former', async ({ given }) => {
    const { ask } = await given({
      ...february,
      cost_to_serve: ['2025-01-01', '2025-02-01', '2025-03-01'].map((month) => ({
        month,
        account_id: 'pays',
        amount: 1,
      })),
    })
    const states = await ask({
      metrics: ['cost_to_serve'],
      by: ['payment_state'],
      grain: 'month',
      where: [{ dimension: 'account', operator: 'eq', value: 'pays' }],
      having: [{ column: 'cost_to_serve', operator: 'gt', value: 0 }],
      asOf,
    })
    expect(states).toEqual([
      { period: '2025-01-01', payment_state: 'free', cost_to_serve: 1 },
      { period: '2025-02-01', payment_state: 'paying', cost_to_serve: 1 },
      { period: '2025-03-01', payment_state: 'former', cost_to_serve: 1 },
    ])
  })

  test('the cost of free accounts is separate, part of CAC, or part of the cost of goods', async ({
    given,
  }) => {
    const { ask } = await given({
      ...february,
      spend: [{ month: '2025-02-01', motion: 'PLG', amount: 60 }],
    })
    const of = async (free_cost_treatment: string) => {
      const options = { free_cost_treatment }
      const [cost] = await ask({ metrics: ['acquisition_spend', 'cac'], ...inFebruary, options })
      const [cohort] = await ask({ metrics: ['recovered_share'], ...inFebruary, options })
      return { ...cost, ...cohort }
    }
    // 100 of revenue less 25 of cost to serve, on 60 of spend
    expect(await of('separate')).toMatchObject({ acquisition_spend: 60, cac: 60, recovered_share: 1.25 })
    // 30 of the free account on top
    expect(await of('cac')).toMatchObject({ acquisition_spend: 90, cac: 90, recovered_share: 0.833333333333 })
    expect(await of('cogs')).toMatchObject({ acquisition_spend: 60, cac: 60, recovered_share: 0.75 })
  })

  test('a cost is not known before its month', async ({ given }) => {
    const { ask } = await given(february)
    expect(await ask({ metrics: ['cost_to_serve'], asOf: '2025-01-31' })).toEqual([{ cost_to_serve: 0 }])
  })

  test('without costs, cost to serve is unavailable', async ({ given }) => {
    const { cost_to_serve: _costs, ...rest } = february
    const { rejection } = await given(rest)
    expect((await rejection({ metrics: ['cost_to_serve'], asOf })).code).toBe('METRIC_UNAVAILABLE')
  })
})

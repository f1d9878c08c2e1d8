import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-04-01'

const period = (
  customer_id: string,
  plan: string | null,
  interval: string,
  amount: number,
  [started_at, ended_at]: readonly [string, string?],
  more: Row = {},
): Row => ({
  period_id: `${customer_id} ${started_at}`,
  subscription_id: `${customer_id} ${started_at}`,
  customer_id,
  plan,
  interval,
  amount,
  started_at,
  ended_at: ended_at ?? null,
  ...more,
})

const data = {
  accounts: ['upgrader', 'annual', 'signer'].map((account_id) => ({ account_id })),
  billing_customers: ['upgrader', 'annual', 'signer'].map((account_id) => ({
    customer_id: account_id,
    account_id,
  })),
  subscription_periods: [
    // another plan in February, for 50 more
    period('upgrader', 'pro', 'month', 100, ['2025-01-01', '2025-02-15']),
    period('upgrader', 'enterprise', 'month', 150, ['2025-02-15']),
    // twelve months of 90 a month, in a subscription of its own
    period('annual', 'pro', 'month', 100, ['2025-01-01', '2025-03-10']),
    period('annual', 'pro', 'month', 1080, ['2025-03-10'], { interval_count: 12 }),
    // from billing by the quarter to a contract
    period('signer', 'pro', 'quarter', 300, ['2025-01-01', '2025-02-01']),
    // away in February, and back on another plan: no change of plan
    period('back', 'pro', 'month', 10, ['2025-01-01', '2025-02-01']),
    period('back', 'enterprise', 'year', 240, ['2025-03-01']),
    // two subscriptions: the one with more revenue counts
    period('both', 'pro', 'month', 10, ['2025-01-01']),
    period('both', 'enterprise', 'year', 1200, ['2025-02-01']),
    // a week is another interval
    period('weekly', null, 'week', 3, ['2025-01-01']),
  ],
  contracts: [
    { contract_id: 'k', account_id: 'signer', start_date: '2025-02-01', end_date: '2026-01-31', arr: 2400 },
  ],
}
const months = { grain: 'month' as const, from: '2025-02-01', to: '2025-03-31', asOf }

onBothEngines((test) => {
  test('a change of the plan or the billing interval is a move of a payer that goes on paying', async ({
    given,
  }) => {
    const { ask } = await given(data)
    const moves = await ask({
      metrics: ['billing_interval_changes', 'plan_changes'],
      by: ['previous_plan', 'plan', 'previous_billing_interval', 'billing_interval'],
      ...months,
      having: [{ column: 'plan_changes', operator: 'gt', value: 0 }],
    })
    expect(moves.map((row) => Object.values(row).join(' ')).sort()).toEqual([
      '2025-02-01 pro  quarterly contract 1 1', // a contract names no plan
      '2025-02-01 pro enterprise monthly annual 1 1',
      '2025-02-01 pro enterprise monthly monthly 0 1',
    ])
  })

  test('the rate of moves to annual billing counts payers billed by the month or quarter', async ({
    given,
  }) => {
    const { ask, sql } = await given(data)
    const metrics = ['payers_before_annual', 'moves_to_annual', 'annual_move_rate', 'continuing_payers']
    expect(await ask({ metrics, ...months })).toEqual([
      // upgrader, annual, signer and both; weekly is another interval
      {
        period: '2025-02-01',
        payers_before_annual: 4,
        moves_to_annual: 1,
        annual_move_rate: 0.25,
        continuing_payers: 5,
      },
      // upgrader and annual
      {
        period: '2025-03-01',
        payers_before_annual: 2,
        moves_to_annual: 1,
        annual_move_rate: 0.5,
        continuing_payers: 5,
      },
    ])
    // customers with a period of less than a year just before one of a year
    expect(
      await sql(`
        select count(distinct earlier.customer_id) as moved
        from source.subscription_periods as earlier
        inner join source.subscription_periods as later
          on earlier.customer_id = later.customer_id and earlier.ended_at = later.started_at
        where earlier.interval = 'month' and later.amount = 1080`),
    ).toEqual([{ moved: 1 }])
  })

  test('the revenue that moves with a plan is part of expansion and contraction', async ({ given }) => {
    const { ask } = await given(data)
    const metrics = ['mrr_change_with_plan_changes']
    expect(await ask({ metrics, ...months })).toEqual([
      // 50 of upgrader, 100 of both, and the contract of 200 instead of 100
      { period: '2025-02-01', mrr_change_with_plan_changes: 250 },
      // annual pays 90 instead of 100
      { period: '2025-03-01', mrr_change_with_plan_changes: -10 },
    ])
  })

  test('by option, each customer or item is a payer of its own', async ({ given }) => {
    const { ask } = await given(data)
    const moves = async (movement_grain: string) =>
      (
        await ask({
          metrics: ['moves_to_annual', 'plan_changes'],
          from: '2025-02-01',
          to: '2025-03-31',
          asOf,
          options: { movement_grain },
        })
      ).map((row) => Object.values(row))
    // the contract is a customer apart from the one that billing knows
    expect(await moves('customer')).toEqual([[2, 2]])
    // a new subscription is a new payer
    expect(await moves('subscription_item')).toEqual([[0, 0]])
  })
})

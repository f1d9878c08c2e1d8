import { expect } from 'vitest'
import { movementChecks } from '../../../src/warehouse/check/movement-checks.ts'
import { ownCatalog } from '../../harness/own-catalog.ts'
import type { Row, Warehouse } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const paid = (
  customer_id: string,
  amount: number,
  started_at: string,
  ended_at: string | null = null,
): Row => ({
  period_id: `${customer_id} ${started_at}`,
  customer_id,
  amount,
  started_at,
  ended_at,
})

/** acme expands and contracts, beta churns and returns, gamma churns. */
const company = {
  subscription_periods: [
    paid('acme', 100, '2025-01-10', '2025-03-01'),
    paid('acme', 150, '2025-03-01', '2025-04-01'),
    paid('acme', 120, '2025-04-01'),
    paid('beta', 30, '2025-01-10', '2025-02-20'),
    paid('beta', 40, '2025-04-05'),
    paid('gamma', 7, '2025-02-01', '2025-03-10'),
  ],
}
const asOf = '2025-05-20'

const revenue = (await ownCatalog()).views.get('metrics.revenue')
if (revenue === undefined) throw new Error('There is no revenue')
const questions = movementChecks(revenue)

/** The problems that `plumbline check` finds in the view's rows, or in changed ones. */
const found = async ({ sql }: Warehouse, relation: string): Promise<readonly string[]> => {
  const findings = await Promise.all(
    questions.map(async ({ name, query }) => {
      const [row] = await sql(query(relation))
      return Number(row?.['rows']) > 0 ? [name] : []
    }),
  )
  return findings.flat()
}

const changed = (columns: string, where = 'true') =>
  `(select account_key, payer_key, month, ${columns} from metrics.revenue where ${where}) as changed`

onBothEngines((test) => {
  test('the opening balance plus movements is the closing balance, for revenue and accounts', async ({
    given,
  }) => {
    const { ask } = await given(company)
    const rows = await ask({
      metrics: [
        'starting_mrr',
        'new_mrr',
        'expansion_mrr',
        'reactivation_mrr',
        'contraction_mrr',
        'churned_mrr',
        'mrr',
        'starting_paying_accounts',
        'new_paying_accounts',
        'reactivated_accounts',
        'churned_accounts',
        'paying_accounts',
      ],
      grain: 'month',
      to: '2025-05-31',
      asOf,
    })
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['2025-01-01', 0, 130, 0, 0, 0, 0, 130, 0, 2, 0, 0, 2],
      ['2025-02-01', 130, 7, 0, 0, 0, -30, 107, 2, 1, 0, 1, 2],
      ['2025-03-01', 107, 0, 50, 0, 0, -7, 150, 2, 0, 0, 1, 1],
      ['2025-04-01', 150, 0, 0, 40, -30, 0, 160, 1, 0, 1, 0, 2],
      ['2025-05-01', 160, 0, 0, 0, 0, 0, 160, 2, 0, 0, 0, 2],
    ])
  })

  test('movements add up over periods of any length, and over all time', async ({ given }) => {
    const { ask } = await given(company)
    expect(await ask({ metrics: ['churned_mrr', 'churned_accounts'], grain: 'quarter', asOf })).toEqual([
      { period: '2025-01-01', churned_mrr: -37, churned_accounts: 2 },
      { period: '2025-04-01', churned_mrr: 0, churned_accounts: 0 },
    ])
    expect(
      await ask({
        metrics: [{ metric: 'churned_accounts', alias: 'left_so_far', over: 'all_time' }],
        grain: 'month',
        from: '2025-02-01',
        to: '2025-04-30',
        asOf,
      }),
    ).toEqual([
      { period: '2025-02-01', left_so_far: 1 },
      { period: '2025-03-01', left_so_far: 2 },
      { period: '2025-04-01', left_so_far: 2 },
    ])
  })

  test('a quick return can count as expansion, and the identity still holds', async ({ given }) => {
    const { ask } = await given(company)
    const asked = (months: number) =>
      ask({
        metrics: ['expansion_mrr', 'reactivation_mrr', 'reactivated_accounts', 'paying_accounts'],
        grain: 'month',
        from: '2025-04-01',
        to: '2025-04-30',
        asOf,
        options: { reactivation_min_gap: months },
      })
    // beta paid nothing at the ends of February and March: two months
    const reactivated = { period: '2025-04-01', expansion_mrr: 0, reactivation_mrr: 40 }
    const grown = { period: '2025-04-01', expansion_mrr: 40, reactivation_mrr: 0 }
    const accounts = { reactivated_accounts: 1, paying_accounts: 2 }
    expect(await asked(0)).toEqual([{ ...reactivated, ...accounts }])
    expect(await asked(2)).toEqual([{ ...reactivated, ...accounts }])
    expect(await asked(3)).toEqual([{ ...grown, ...accounts }])
  })

  test('a late renewal within the grace days is a renewal, without churn', async ({ given }) => {
    const { ask } = await given(company)
    const asked = (days: number, until = asOf) =>
      ask({
        metrics: ['churned_mrr', 'reactivation_mrr', 'expansion_mrr', 'mrr'],
        grain: 'month',
        from: '2025-02-01',
        to: '2025-04-30',
        asOf: until,
        options: { late_renewal_grace_days: days },
      })
    // beta ended on 20 February and returned on 5 April, 44 days later; gamma never did
    expect((await asked(43)).map((row) => Object.values(row))).toEqual([
      ['2025-02-01', -30, 0, 0, 107],
      ['2025-03-01', -7, 0, 50, 150],
      ['2025-04-01', 0, 40, 0, 160],
    ])
    expect((await asked(44)).map((row) => Object.values(row))).toEqual([
      ['2025-02-01', 0, 0, 0, 137],
      ['2025-03-01', -7, 0, 50, 180],
      ['2025-04-01', 0, 0, 10, 160],
    ])
    // until the renewal is known, the customer has churned
    expect((await asked(44, '2025-04-01')).map((row) => Object.values(row))).toEqual([
      ['2025-02-01', -30, 0, 0, 107],
      ['2025-03-01', -7, 0, 50, 150],
    ])
  })

  test('plumbline check tests the identities against the data, by month and in total', async ({ given }) => {
    const warehouse = await given(company)
    expect(questions.map(({ name }) => name)).toEqual([
      'mrr_is_explained',
      'mrr_moves_once',
      'mrr_goes_on',
      'mrr_adds_up',
      'paying_accounts_is_explained',
      'paying_accounts_moves_once',
      'paying_accounts_goes_on',
      'paying_accounts_adds_up',
    ])
    expect(await found(warehouse, 'metrics.revenue')).toEqual([])
  })

  test('plumbline check finds a change without a movement', async ({ given }) => {
    const warehouse = await given(company)
    const relation = changed(`mrr_start, mrr_end, fx_change, mrr_change, paid_before, pays_now,
      account_movement, case when movement = 'contraction' then 'shrinking' else movement end as movement`)
    expect(await found(warehouse, relation)).toEqual(['mrr_is_explained', 'mrr_adds_up'])
  })

  test('plumbline check finds an opening balance that differs from the previous closing balance', async ({
    given,
  }) => {
    const warehouse = await given(company)
    const relation = changed(
      'mrr_start, mrr_end, fx_change, mrr_change, movement, account_movement, paid_before, pays_now',
      `not (account_key like '%acme%' and month = date '2025-03-01')`,
    )
    expect(await found(warehouse, relation)).toEqual([
      'mrr_goes_on',
      'mrr_adds_up',
      'paying_accounts_goes_on',
      'paying_accounts_adds_up',
    ])
  })
})

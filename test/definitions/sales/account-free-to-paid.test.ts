import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2026-06-01'

const workspace = (workspace_id: string, account_id: string, created_at = '2025-01-01T00:00:00Z'): Row => ({
  workspace_id,
  account_id,
  created_at,
})
const paid = (customer_id: string, started_at: string): Row => ({
  period_id: `${customer_id} ${started_at}`,
  customer_id,
  started_at,
  amount: 10,
})

/** Acme paid after 31 days, Globex after exactly 180, Initech before its first workspace, Hooli a second later, Umbrella never. */
const warehouse = {
  accounts: ['acme', 'globex', 'initech', 'hooli', 'umbrella'].map((account_id) => ({ account_id })),
  workspaces: [
    workspace('a1', 'acme'),
    workspace('a2', 'acme', '2025-05-01T00:00:00Z'),
    workspace('g', 'globex'),
    workspace('i', 'initech'),
    workspace('h', 'hooli'),
    workspace('u', 'umbrella'),
  ],
  billing_customers: [
    { customer_id: 'c1', account_id: 'acme', workspace_id: 'a1' },
    { customer_id: 'c2', account_id: 'globex' },
    { customer_id: 'c3', account_id: 'initech' },
    { customer_id: 'c4', account_id: 'hooli' },
  ],
  subscription_periods: [
    paid('c1', '2025-02-01'),
    paid('c2', '2025-06-30T00:00:00Z'),
    paid('c3', '2024-01-01'),
    paid('c4', '2025-06-30T00:00:01Z'),
  ],
}

onBothEngines((test) => {
  test('an account is paid for with the first payment of any of its buyers', async ({ given }) => {
    const { ask, sql } = await given(warehouse)
    expect(
      await ask({
        metrics: [
          'newly_paid_accounts',
          'eligible_accounts_for_paid',
          'account_free_to_paid_rate',
          'days_to_account_paid_p50',
        ],
        asOf,
      }),
    ).toEqual([
      {
        newly_paid_accounts: 3,
        eligible_accounts_for_paid: 5,
        account_free_to_paid_rate: 0.6,
        // 0, 31 and 180 days
        days_to_account_paid_p50: 31,
      },
    ])
    expect(
      await sql(`
        select count(*) as newly_paid_accounts from (
          select w.account_id from source.workspaces w
          join source.billing_customers c using (account_id) join source.subscription_periods p using (customer_id)
          group by w.account_id having min(p.started_at) <= min(w.created_at) + interval '180 days'
        ) as accounts`),
    ).toEqual([{ newly_paid_accounts: 3 }])
  })

  test('the free-to-paid curve counts payments by day and ends at the rate', async ({ given }) => {
    const { ask } = await given(warehouse)
    const curve = async (metric: string) => {
      const rows = await ask({ metrics: [metric], by: ['days_since_creation'], asOf })
      return rows.map((row) => [Number(row['days_since_creation']), row[metric]])
    }
    expect(await curve('account_curve_paid')).toEqual([
      [0, 1],
      [30, 1],
      [60, 2],
      [90, 2],
      [120, 2],
      [150, 2],
      [180, 3],
    ])
    // Hooli and Umbrella have one workspace each, Acme a second one without a payer
    expect(await curve('workspace_curve_paid')).toEqual([
      [0, 1],
      [30, 1],
      [60, 2],
      [90, 2],
      [120, 2],
      [150, 2],
      [180, 3],
    ])
    const last = [{ dimension: 'days_since_creation', operator: 'eq' as const, value: 180 }]
    expect(
      await ask({ metrics: ['account_curve_paid_rate', 'workspace_curve_paid_rate'], where: last, asOf }),
    ).toEqual([{ account_curve_paid_rate: 0.6, workspace_curve_paid_rate: 0.5 }])
    expect(await ask({ metrics: ['free_to_paid_rate'], asOf })).toEqual([{ free_to_paid_rate: 0.5 }])
    // a long name of a view and of a metric together
    const own = [{ dimension: 'account', operator: 'eq' as const, value: 'acme' }]
    expect(
      await ask({
        metrics: ['workspace_curve_base', { metric: 'workspace_curve_paid', alias: 'of_acme', where: own }],
        where: last,
        asOf,
      }),
    ).toEqual([{ workspace_curve_base: 6, of_acme: 1 }])
  })
})

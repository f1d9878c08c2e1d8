import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2026-01-01'

const paid = (customer_id: string, started_at: string, more: Row = {}): Row => ({
  period_id: `${customer_id} ${started_at}`,
  customer_id,
  started_at,
  amount: 10,
  ...more,
})

onBothEngines((test) => {
  test('a workspace is paid by its own customer or by that of its account', async ({ given }) => {
    const { ask, sql } = await given({
      accounts: [{ account_id: 'acme' }, { account_id: 'globex' }],
      workspaces: [
        { workspace_id: 'own', account_id: 'acme', created_at: '2025-01-01' },
        { workspace_id: 'neighbour', account_id: 'acme', created_at: '2025-01-01' },
        { workspace_id: 'by the company', account_id: 'globex', created_at: '2025-01-01' },
        { workspace_id: 'made later', account_id: 'globex', created_at: '2025-03-01' },
        { workspace_id: 'never', created_at: '2025-01-01' },
      ],
      billing_customers: [
        { customer_id: 'c1', workspace_id: 'own', account_id: 'acme' },
        { customer_id: 'c2', account_id: 'globex' },
      ],
      subscription_periods: [paid('c1', '2025-01-11'), paid('c2', '2025-02-10')],
    })
    expect(
      await ask({
        metrics: ['eligible_for_paid', 'newly_paid_workspaces', 'free_to_paid_rate', 'days_to_paid_p50'],
        asOf,
      }),
    ).toEqual([
      // after 10, 40 and 0 days
      { eligible_for_paid: 5, newly_paid_workspaces: 3, free_to_paid_rate: 0.6, days_to_paid_p50: 10 },
    ])
    expect(
      await sql(`
        select count(distinct w.workspace_id) as newly_paid_workspaces
        from source.workspaces w
        join source.billing_customers c
          on c.workspace_id = w.workspace_id or (c.workspace_id is null and c.account_id = w.account_id)
        join source.subscription_periods p using (customer_id)`),
    ).toEqual([{ newly_paid_workspaces: 3 }])
  })

  test('a payment after 180 days is too late, and earlier the outcome is unknown', async ({ given }) => {
    const { ask } = await given({
      workspaces: [
        { workspace_id: 'in time', created_at: '2025-01-01' },
        { workspace_id: 'late', created_at: '2025-01-01' },
        { workspace_id: 'young', created_at: '2025-12-01' },
      ],
      billing_customers: ['in time', 'late', 'young'].map((workspace_id) => ({
        customer_id: workspace_id,
        workspace_id,
      })),
      subscription_periods: [
        paid('in time', '2025-06-30'),
        paid('late', '2025-06-30T00:00:01Z'),
        paid('young', '2025-12-02'),
      ],
    })
    const metrics = ['eligible_for_paid', 'newly_paid_workspaces', 'free_to_paid_rate']
    expect(await ask({ metrics, asOf })).toEqual([
      { eligible_for_paid: 2, newly_paid_workspaces: 1, free_to_paid_rate: 0.5 },
    ])
    expect(await ask({ metrics, asOf, options: { free_to_paid_window_days: null } })).toEqual([
      { eligible_for_paid: 3, newly_paid_workspaces: 3, free_to_paid_rate: 1 },
    ])
  })

  test('a trial and a free item are not payments', async ({ given }) => {
    const { ask } = await given({
      workspaces: [{ workspace_id: 'w', created_at: '2025-01-01' }],
      billing_customers: [{ customer_id: 'c', workspace_id: 'w' }],
      subscription_periods: [
        paid('c', '2025-01-02', { is_trial: true, ended_at: '2025-01-16' }),
        paid('c', '2025-01-16', { amount: 0 }),
      ],
    })
    expect(await ask({ metrics: ['newly_paid_workspaces'], asOf })).toEqual([{ newly_paid_workspaces: 0 }])
  })
})

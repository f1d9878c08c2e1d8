import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-06-30T12:00:00Z'

const workspace = (workspace_id: string, more: Row = {}): Row => ({
  workspace_id,
  created_at: '2025-01-01',
  ...more,
})

onBothEngines((test) => {
  test('the report says how many workspaces have no account and how many have two', async ({ given }) => {
    const { ask } = await given({
      users: [{ user_id: 'ada', email: 'ada@beta.example', created_at: '2025-01-01' }],
      workspaces: [
        workspace('named', { account_id: 'acme' }),
        workspace('contested', { account_id: 'acme', domain: 'beta.example' }),
        workspace('paid by two'),
        workspace('agreed', { created_by_user_id: 'ada', domain: 'beta.example' }),
        workspace('alone'),
        workspace('deleted', { deleted_at: '2025-06-30T12:00:00Z' }),
        workspace('later', { created_at: '2025-07-02' }),
      ],
      account_domains: [{ domain: 'beta.example', account_id: 'beta', verified: true }],
      billing_customers: [
        { customer_id: 'c1', account_id: 'acme', workspace_id: 'paid by two' },
        { customer_id: 'c2', account_id: 'beta', workspace_id: 'paid by two' },
      ],
    })
    const metrics = ['existing_workspaces', 'unlinked_workspaces', 'unlinked_share', 'conflicting_workspaces']
    expect(await ask({ metrics, asOf })).toEqual([
      { existing_workspaces: 5, unlinked_workspaces: 2, unlinked_share: 0.4, conflicting_workspaces: 2 },
    ])
    expect(
      await ask({ metrics: ['existing_workspaces'], by: ['roll_up_method', 'roll_up_confidence'], asOf }),
    ).toEqual([
      { roll_up_method: 'explicit', roll_up_confidence: 1, existing_workspaces: 2 },
      { roll_up_method: 'workspace_domain', roll_up_confidence: 0.85, existing_workspaces: 1 },
      { roll_up_method: 'none', roll_up_confidence: 0, existing_workspaces: 2 },
    ])
    expect(
      await ask({
        metrics: ['conflicting_workspaces'],
        by: ['workspace_name', 'account'],
        having: [{ column: 'conflicting_workspaces', operator: 'gt', value: 0 }],
        asOf,
      }),
    ).toEqual([
      { workspace_name: 'Workspace 2', account: 'acme', conflicting_workspaces: 1 },
      { workspace_name: 'Workspace 3', account: 'ws:paid by two', conflicting_workspaces: 1 },
    ])
    // acme has two, beta one, and two are accounts of their own
    expect(await ask({ metrics: ['accounts_with_workspaces', 'workspaces_per_account'], asOf })).toEqual([
      { accounts_with_workspaces: 4, workspaces_per_account: 1.25 },
    ])
  })

  test('revenue rolls up to the ultimate parent, over up to eight parents and never in a circle', async ({
    given,
  }) => {
    const parents: readonly (readonly [string, string | null])[] = [
      ['top', null],
      ['middle', 'top'],
      ['bottom', 'middle'],
      // a parent that the CRM does not have is the top
      ['stray', 'unknown parent'],
      ['own parent', 'own parent'],
      ['circle 1', 'circle 2'],
      ['circle 2', 'circle 1'],
      ['beside', 'circle 1'],
      ...Array.from({ length: 8 }, (_, index): [string, string] => [`c${index + 1}`, `c${index}`]),
      ['c0', null],
    ]
    const { ask } = await given({
      accounts: parents.map(([account_id, parent_account_id]) => ({ account_id, parent_account_id })),
      billing_customers: [...parents.map(([account_id]) => ({ customer_id: account_id, account_id }))],
      subscription_periods: [...parents.map(([id]) => id), 'unregistered'].map((id) => ({
        period_id: id,
        subscription_id: id,
        customer_id: id,
        amount: 10,
        started_at: '2025-01-01',
      })),
    })
    expect(await ask({ metrics: ['mrr', 'paying_accounts'], by: ['ultimate_parent'], asOf })).toEqual(
      [
        ['beside', 1],
        ['c0', 9],
        ['circle 1', 1],
        ['circle 2', 1],
        ['customer:unregistered', 1],
        ['own parent', 1],
        ['top', 3],
        ['unknown parent', 1],
      ].map(([ultimate_parent, count]) => ({
        ultimate_parent,
        mrr: 10 * Number(count),
        paying_accounts: count,
      })),
    )
  })

  test('sizes have the gates of 50, 100 and 200 employees', async ({ given }) => {
    const sizes = [49, 50, 99, 100, 199, 200]
    const { ask } = await given({
      accounts: sizes.map((employee_count) => ({ account_id: `n${employee_count}`, employee_count })),
      users: sizes.map((size) => ({
        user_id: `u${size}`,
        email: `a@n${size}.example`,
        created_at: '2025-01-01',
      })),
      account_domains: sizes.map((size) => ({ account_id: `n${size}`, domain: `n${size}.example` })),
    })
    const atLeast = (value: string) =>
      ask({
        metrics: ['signups'],
        where: [{ dimension: 'account_size_band', operator: 'gte', value }],
        asOf,
      })
    expect(await atLeast('50-99')).toEqual([{ signups: 5 }])
    expect(await atLeast('100-199')).toEqual([{ signups: 3 }])
    expect(await atLeast('200-999')).toEqual([{ signups: 1 }])
  })
})

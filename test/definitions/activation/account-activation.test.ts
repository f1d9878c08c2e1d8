import { expect } from 'vitest'
import { onBothEngines } from '../../harness/warehouse.ts'

const metrics = ['eligible_accounts', 'activated_accounts', 'account_activation_rate']

onBothEngines((test) => {
  test('an account activates by core actions in any of its workspaces, after its first workspace', async ({
    given,
  }) => {
    const { ask, sql } = await given({
      accounts: [{ account_id: 'acme' }, { account_id: 'globex' }, { account_id: 'without workspace' }],
      workspaces: [
        { workspace_id: 'w1', account_id: 'acme', created_at: '2025-01-01' },
        { workspace_id: 'w2', account_id: 'acme', created_at: '2025-01-10' },
        { workspace_id: 'w3', account_id: 'globex', created_at: '2025-01-01' },
        { workspace_id: 'nobody', created_at: '2025-01-01' },
      ],
      product_events: [
        { event_id: '1', user_id: 'ada', workspace_id: 'w2', occurred_at: '2025-01-14' },
        // two weeks of the first workspace have passed, those of a later one would not have
        { event_id: '2', user_id: 'bob', workspace_id: 'w3', occurred_at: '2025-01-16' },
        { event_id: '3', user_id: 'cy', workspace_id: 'nobody', occurred_at: '2025-01-02' },
      ],
    })
    expect(await ask({ metrics, asOf: '2025-03-01' })).toEqual([
      { eligible_accounts: 2, activated_accounts: 1, account_activation_rate: 0.5 },
    ])
    expect(
      await sql(`
        select count(*) as activated_accounts from (
          select w.account_id
          from source.workspaces w join source.product_events e using (workspace_id)
          group by w.account_id
          having min(e.occurred_at) <= '2025-01-15'
            and w.account_id is not null
        ) as companies`),
    ).toEqual([{ activated_accounts: 1 }])
  })

  test('an account needs as many users as the parameter requires, across its workspaces', async ({
    given,
  }) => {
    const { ask } = await given({
      accounts: [{ account_id: 'acme' }],
      workspaces: [
        { workspace_id: 'w1', account_id: 'acme', created_at: '2025-01-01' },
        { workspace_id: 'w2', account_id: 'acme', created_at: '2025-01-01' },
      ],
      product_events: [
        { event_id: '1', user_id: 'ada', workspace_id: 'w1', occurred_at: '2025-01-02' },
        { event_id: '2', user_id: 'ada', workspace_id: 'w2', occurred_at: '2025-01-03' },
        { event_id: '3', user_id: 'bob', workspace_id: 'w2', occurred_at: '2025-01-04' },
      ],
    })
    const activated = (account_activation_users: number) =>
      ask({ metrics: ['activated_accounts'], options: { account_activation_users }, asOf: '2025-03-01' })
    expect(await activated(2)).toEqual([{ activated_accounts: 1 }])
    expect(await activated(3)).toEqual([{ activated_accounts: 0 }])
  })
})

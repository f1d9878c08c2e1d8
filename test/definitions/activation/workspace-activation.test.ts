import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const metrics = ['eligible_workspaces', 'activated_workspaces', 'workspace_activation_rate']
const asOf = '2025-03-01'

const workspace = (workspace_id: string, created_at = '2025-01-01T00:00:00Z'): Row => ({
  workspace_id,
  created_at,
})

const made = (workspace_id: string, user_id: string, occurred_at: string): Row => ({
  event_id: `${workspace_id} ${user_id} ${occurred_at}`,
  workspace_id,
  user_id,
  occurred_at,
})

onBothEngines((test) => {
  test('the last instant of the fourteenth day is in time, the fifteenth day is too late', async ({
    given,
  }) => {
    const { ask } = await given({
      workspaces: [workspace('in time'), workspace('too late'), workspace('idle')],
      product_events: [
        made('in time', 'ada', '2025-01-15T00:00:00Z'),
        made('too late', 'ada', '2025-01-15T00:00:01Z'),
      ],
    })
    expect(await ask({ metrics, asOf })).toEqual([
      { eligible_workspaces: 3, activated_workspaces: 1, workspace_activation_rate: 0.333333333333 },
    ])
  })

  test('a workspace activates by enough actions of enough users together', async ({ given }) => {
    const { ask } = await given({
      workspaces: [workspace('team'), workspace('loner'), workspace('quiet')],
      product_events: [
        made('team', 'ada', '2025-01-02'),
        made('team', 'ada', '2025-01-03'),
        made('team', 'bob', '2025-01-04'),
        made('loner', 'cy', '2025-01-02'),
        made('loner', 'cy', '2025-01-03'),
        made('loner', 'cy', '2025-01-04'),
        made('quiet', 'ada', '2025-01-02'),
        made('quiet', 'bob', '2025-01-03'),
      ],
    })
    const options = { workspace_activation_min_count: 3, workspace_activation_users: 2 }
    expect(await ask({ metrics: ['activated_workspaces'], by: ['account'], asOf, options })).toEqual([
      { account: 'ws:loner', activated_workspaces: 0 },
      { account: 'ws:quiet', activated_workspaces: 0 },
      { account: 'ws:team', activated_workspaces: 1 },
    ])
  })

  test('a workspace with an open window is in no rate', async ({ given }) => {
    const { ask } = await given({
      workspaces: [workspace('old'), workspace('new', '2025-02-20')],
      product_events: [made('new', 'ada', '2025-02-20T01:00:00Z')],
    })
    expect(await ask({ metrics, asOf })).toEqual([
      { eligible_workspaces: 1, activated_workspaces: 0, workspace_activation_rate: 0 },
    ])
  })

  test('workspace activation equals a hand-written query for every window', async ({ given }) => {
    const { ask, sql } = await given({
      workspaces: Array.from({ length: 12 }, (_, index) => workspace(`w${index}`, `2025-01-${10 + index}`)),
      product_events: Array.from({ length: 60 }, (_, index) =>
        made(
          `w${index % 12}`,
          `user-${index % 5}`,
          `2025-01-${10 + ((index * 7) % 21)}T${10 + (index % 12)}:00:00Z`,
        ),
      ),
    })
    for (const days of [1, 3, 7, 14]) {
      expect(
        await ask({
          metrics: ['activated_workspaces'],
          asOf,
          options: { workspace_activation_window_days: days, workspace_activation_users: 2 },
        }),
      ).toEqual(
        await sql(`
          select count(*) as activated_workspaces from source.workspaces where (
            select count(distinct user_id) from source.product_events as events
            where events.workspace_id = workspaces.workspace_id
              and events.occurred_at <= workspaces.created_at + interval '${days} days'
          ) >= 2`),
      )
    }
  })
})

import { expect } from 'vitest'
import type { Row } from '../harness/warehouse.ts'
import { onBothEngines } from '../harness/warehouse.ts'

const metrics = ['workspaces_at_limit', 'workspaces_over_limit']
const asOf = '2025-06-01'

const sent = (workspace_id: string, messages: number, from = '2025-01-01'): readonly Row[] =>
  Array.from({ length: messages }, (_, index) => ({
    event_id: `${workspace_id} ${from} ${String(index)}`,
    event_name: 'message',
    workspace_id,
    user_id: 'ada',
    occurred_at: `${from}T00:00:${String(index).padStart(2, '0')}Z`,
  }))

const free = (...ids: readonly string[]): readonly Row[] =>
  ids.map((workspace_id) => ({ workspace_id, plan: 'free', created_at: '2024-12-01' }))

onBothEngines((test) => {
  test('a limit is reached by the unit that fills it and crossed by the next one', async ({ given }) => {
    const { ask } = await given({
      workspaces: [
        ...free('below', 'at', 'over'),
        { workspace_id: 'paid', plan: 'team', created_at: '2024-12-01' },
      ],
      plan_limits: [{ plan: 'free', meter: 'message', limit_quantity: 10, kind: 'cumulative' }],
      product_events: [...sent('below', 9), ...sent('at', 10), ...sent('over', 11), ...sent('paid', 20)],
    })
    expect(await ask({ metrics, asOf })).toEqual([{ workspaces_at_limit: 2, workspaces_over_limit: 1 }])
  })

  test('a limit for each month begins anew with the month, usage by day counts its quantity', async ({
    given,
  }) => {
    const { ask } = await given({
      workspaces: free('w'),
      plan_limits: [{ plan: 'free', meter: 'credits', limit_quantity: 100, kind: 'per_period' }],
      usage_daily: [
        { workspace_id: 'w', meter: 'credits', day: '2025-01-30', quantity: 60 },
        { workspace_id: 'w', meter: 'credits', day: '2025-02-01', quantity: 60 },
        { workspace_id: 'w', meter: 'credits', day: '2025-02-02', quantity: 40 },
        { workspace_id: 'w', meter: 'other', day: '2025-02-02', quantity: 400 },
      ],
    })
    expect(
      await ask({ metrics, grain: 'month', by: ['meter'], from: '2025-01-01', to: '2025-03-31', asOf }),
    ).toEqual([
      { period: '2025-01-01', meter: 'credits', workspaces_at_limit: 0, workspaces_over_limit: 0 },
      { period: '2025-02-01', meter: 'credits', workspaces_at_limit: 1, workspaces_over_limit: 0 },
      { period: '2025-03-01', meter: 'credits', workspaces_at_limit: 0, workspaces_over_limit: 0 },
    ])
  })

  test('a plan of which nobody went over is no group of those who did, over any window', async ({
    given,
  }) => {
    const { ask } = await given({
      workspaces: [...free('at'), { workspace_id: 'over', plan: 'trial', created_at: '2024-12-01' }],
      plan_limits: [
        { plan: 'free', meter: 'message', limit_quantity: 2, kind: 'cumulative' },
        { plan: 'trial', meter: 'message', limit_quantity: 2, kind: 'cumulative' },
      ],
      product_events: [...sent('at', 2), ...sent('over', 3)],
    })
    const over = (window?: string) =>
      ask({ metrics: [{ metric: 'workspaces_over_limit', over: window }], by: ['workspace_plan'], asOf })
    expect(await over()).toEqual([{ workspace_plan: 'trial', workspaces_over_limit: 1 }])
    expect(await over('1 year')).toEqual([{ workspace_plan: 'trial', workspaces_over_limit: 1 }])
  })

  test('without limits nobody knows who is at one', async ({ given }) => {
    const { refusal } = await given({ workspaces: free('w'), product_events: sent('w', 20) })
    expect((await refusal({ metrics, asOf })).code).toBe('METRIC_UNAVAILABLE')
  })
})

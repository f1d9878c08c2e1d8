import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const states = ['workspaces_approaching_limit', 'workspaces_at_limit', 'workspaces_over_limit']
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

const upTo = (plan: string, limit_quantity: number, more: Row = {}): Row => ({
  plan,
  meter: 'message',
  limit_quantity,
  kind: 'cumulative',
  ...more,
})

const state = (approaching: number, at: number, over: number): Row => ({
  workspaces_approaching_limit: approaching,
  workspaces_at_limit: at,
  workspaces_over_limit: over,
})

onBothEngines((test) => {
  test('a limit is approached at 80 %, reached by the unit that fills it and crossed by the next one', async ({
    given,
  }) => {
    const { ask } = await given({
      workspaces: [
        ...free('far', 'near', 'at', 'over'),
        { workspace_id: 'paid', plan: 'team', created_at: '2024-12-01' },
      ],
      plan_limits: [upTo('free', 10)],
      product_events: [
        ...sent('far', 7),
        ...sent('near', 8),
        ...sent('at', 10),
        ...sent('over', 11),
        ...sent('paid', 20),
      ],
    })
    expect(await ask({ metrics: states, asOf })).toEqual([state(3, 2, 1)])
    expect(await ask({ metrics: ['limit_crossings'], asOf })).toEqual([{ limit_crossings: 1 }])
    expect(
      await ask({
        metrics: ['workspaces_approaching_limit'],
        asOf,
        options: { limit_approaching_share: 0.7 },
      }),
    ).toEqual([{ workspaces_approaching_limit: 4 }])
  })

  test('a workspace stays over an all-time limit month after month, and crosses it once', async ({
    given,
  }) => {
    const { ask, sql } = await given({
      workspaces: free('w'),
      plan_limits: [upTo('free', 10)],
      product_events: [...sent('w', 9), ...sent('w', 2, '2025-03-10')],
    })
    const metrics = ['workspaces_over_limit']
    const question = { grain: 'month' as const, from: '2025-01-01', asOf }
    expect(await ask({ ...question, metrics: ['workspaces_over_limit', 'limit_crossings'] })).toEqual([
      { period: '2025-01-01', workspaces_over_limit: 0, limit_crossings: 0 },
      { period: '2025-02-01', workspaces_over_limit: 0, limit_crossings: 0 },
      { period: '2025-03-01', workspaces_over_limit: 1, limit_crossings: 1 },
      { period: '2025-04-01', workspaces_over_limit: 1, limit_crossings: 0 },
      { period: '2025-05-01', workspaces_over_limit: 1, limit_crossings: 0 },
      { period: '2025-06-01', workspaces_over_limit: null, limit_crossings: 0 },
    ])
    // a balance is not a sum: for a quarter it is the value at its end, also when later months have not begun
    expect(await ask({ metrics, grain: 'quarter', from: '2025-01-01', asOf })).toEqual([
      { period: '2025-01-01', workspaces_over_limit: 1 },
      { period: '2025-04-01', workspaces_over_limit: 1 },
    ])
    expect(await ask({ metrics, asOf: '2025-03-10' })).toEqual([{ workspaces_over_limit: 0 }])
    expect(await ask({ metrics, asOf: '2025-03-11' })).toEqual([{ workspaces_over_limit: 1 }])
    expect(
      await sql(`
        select count(*) as over_at_the_end_of_march from (
          select workspace_id from source.product_events
          where occurred_at < '2025-04-01' group by workspace_id having count(*) > 10
        ) as workspaces`),
    ).toEqual([{ over_at_the_end_of_march: 1 }])
  })

  test('a monthly limit restarts with the month, and daily usage counts its quantity', async ({ given }) => {
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
    const question = { by: ['meter'], from: '2025-01-01', to: '2025-03-31', asOf }
    expect(await ask({ ...question, metrics: states, grain: 'month' })).toEqual([
      { period: '2025-01-01', meter: 'credits', ...state(0, 0, 0) },
      { period: '2025-02-01', meter: 'credits', ...state(1, 1, 0) },
      { period: '2025-03-01', meter: 'credits', ...state(0, 0, 0) },
    ])
  })

  test('the limit is that of the plan at the time', async ({ given }) => {
    const { ask, answer } = await given({
      workspaces: [
        ...free('came back'),
        { workspace_id: 'upgraded', plan: 'team', created_at: '2024-12-01' },
        { workspace_id: 'never changed', plan: 'team', created_at: '2024-12-01' },
      ],
      plan_limits: [upTo('free', 10), upTo('team', 15)],
      plan_changes: [
        { workspace_id: 'upgraded', valid_from: '2024-12-01', plan: 'free' },
        { workspace_id: 'upgraded', valid_from: '2025-02-10', plan: 'team' },
        { workspace_id: 'came back', valid_from: '2024-12-01', plan: 'enterprise' },
        { workspace_id: 'came back', valid_from: '2025-03-20', plan: 'free' },
      ],
      product_events: [
        ...sent('upgraded', 12, '2025-01-05'),
        ...sent('upgraded', 5, '2025-03-05'),
        ...sent('came back', 20, '2025-01-05'),
        ...sent('came back', 1, '2025-04-05'),
        ...sent('never changed', 12, '2025-01-05'),
      ],
    })
    const question = { metrics: ['workspaces_over_limit'], grain: 'month' as const, from: '2025-01-01' }
    const to = '2025-04-30'
    expect(await ask({ ...question, by: ['plan'], to, asOf })).toEqual([
      { period: '2025-01-01', plan: 'free', workspaces_over_limit: 1 },
      { period: '2025-01-01', plan: 'team', workspaces_over_limit: 0 },
      { period: '2025-02-01', plan: 'free', workspaces_over_limit: 0 },
      { period: '2025-02-01', plan: 'team', workspaces_over_limit: 0 },
      { period: '2025-03-01', plan: 'free', workspaces_over_limit: 1 },
      { period: '2025-03-01', plan: 'team', workspaces_over_limit: 1 },
      { period: '2025-04-01', plan: 'free', workspaces_over_limit: 1 },
      { period: '2025-04-01', plan: 'team', workspaces_over_limit: 1 },
    ])
    // a workspace that returns to a smaller plan is over its limit, without a crossing
    expect(
      await ask({ metrics: ['limit_crossings'], grain: 'month', by: ['plan'], from: '2025-01-01', to, asOf }),
    ).toEqual([
      { period: '2025-01-01', plan: 'free', limit_crossings: 1 },
      { period: '2025-01-01', plan: 'team', limit_crossings: 0 },
      { period: '2025-02-01', plan: 'free', limit_crossings: 0 },
      { period: '2025-02-01', plan: 'team', limit_crossings: 0 },
      { period: '2025-03-01', plan: 'free', limit_crossings: 0 },
      { period: '2025-03-01', plan: 'team', limit_crossings: 1 },
      { period: '2025-04-01', plan: 'free', limit_crossings: 0 },
      { period: '2025-04-01', plan: 'team', limit_crossings: 0 },
    ])
    const { provenance } = await answer({ ...question, asOf })
    expect(provenance.notes).toEqual([])
  })

  test('without plan changes the current plan applies, with a note', async ({ given }) => {
    const { answer } = await given({
      workspaces: free('w'),
      plan_limits: [upTo('free', 10)],
      product_events: sent('w', 11),
    })
    for (const metrics of [['workspaces_over_limit'], ['limit_crossings']]) {
      const { provenance } = await answer({ metrics, asOf })
      expect(provenance.notes.join()).toContain('always on the plan that it has today')
    }
  })

  test('a plan change dated in the future has no effect before its date', async ({ given }) => {
    const { ask } = await given({
      workspaces: free('w'),
      plan_changes: [{ workspace_id: 'w', plan: 'team', valid_from: '2150-01-01' }],
      plan_limits: [upTo('free', 10)],
      product_events: sent('w', 11),
    })
    expect(await ask({ metrics: ['workspaces_over_limit', 'limit_crossings'], asOf })).toEqual([
      { workspaces_over_limit: 1, limit_crossings: 1 },
    ])
  })

  test('a workspace over two limits counts once, and a deleted one counts for no limit', async ({
    given,
  }) => {
    const { ask } = await given({
      workspaces: [
        ...free('both'),
        { workspace_id: 'gone', plan: 'free', created_at: '2024-12-01', deleted_at: '2025-02-15' },
      ],
      plan_limits: [upTo('free', 1), upTo('free', 1, { meter: 'export' })],
      usage_daily: ['message', 'export'].flatMap((meter) => [
        { workspace_id: 'both', meter, day: '2025-01-10', quantity: 2 },
        { workspace_id: 'gone', meter, day: '2025-01-10', quantity: 2 },
      ]),
    })
    const metrics = ['workspaces_over_limit']
    const months = { metrics, grain: 'month' as const, from: '2025-01-01', to: '2025-02-28', asOf }
    expect(await ask(months)).toEqual([
      { period: '2025-01-01', workspaces_over_limit: 2 },
      { period: '2025-02-01', workspaces_over_limit: 1 },
    ])
    expect(await ask({ metrics, by: ['meter'], asOf })).toEqual([
      { meter: 'export', workspaces_over_limit: 1 },
      { meter: 'message', workspaces_over_limit: 1 },
    ])
    const quarter = await ask({ metrics, grain: 'quarter', from: '2025-01-01', to: '2025-03-31', asOf })
    expect(quarter).toEqual([{ period: '2025-01-01', workspaces_over_limit: 1 }])
  })

  test('crossings have no row for a plan without crossings, over any window', async ({ given }) => {
    const { ask } = await given({
      workspaces: [...free('at'), { workspace_id: 'over', plan: 'trial', created_at: '2024-12-01' }],
      plan_limits: [upTo('free', 2), upTo('trial', 2)],
      product_events: [...sent('at', 2), ...sent('over', 3)],
    })
    const crossed = (window?: string) =>
      ask({ metrics: [{ metric: 'limit_crossings', over: window }], by: ['workspace_plan'], asOf })
    expect(await crossed()).toEqual([{ workspace_plan: 'trial', limit_crossings: 1 }])
    expect(await crossed('1 year')).toEqual([{ workspace_plan: 'trial', limit_crossings: 1 }])
    // a balance has a group for each plan with usage
    expect(await ask({ metrics: ['workspaces_over_limit'], by: ['workspace_plan'], asOf })).toEqual([
      { workspace_plan: 'free', workspaces_over_limit: 0 },
      { workspace_plan: 'trial', workspaces_over_limit: 1 },
    ])
  })

  test('limit balances are never summed over time', async ({ given }) => {
    const { rejection } = await given({
      workspaces: free('w'),
      plan_limits: [upTo('free', 10)],
      product_events: sent('w', 11),
    })
    const over = { metrics: [{ metric: 'workspaces_over_limit', over: '3 months' }], asOf }
    expect((await rejection(over)).code).toBe('NON_ADDITIVE')
    const weekly = { metrics: ['workspaces_over_limit'], grain: 'week' as const, asOf }
    expect((await rejection(weekly)).code).toBe('GRAIN_NOT_AVAILABLE')
  })

  test('without limits the metrics are unavailable', async ({ given }) => {
    const { rejection } = await given({ workspaces: free('w'), product_events: sent('w', 20) })
    for (const metric of [...states, 'limit_crossings'])
      expect((await rejection({ metrics: [metric], asOf })).code).toBe('METRIC_UNAVAILABLE')
  })
})

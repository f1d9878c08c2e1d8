import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { fullAccess } from '../../src/policy/access.ts'
import { compilePlan } from '../../src/semantic/compile/compile-plan.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import { planRequest } from '../../src/semantic/plan/plan-request.ts'
import { readWarehouseState } from '../../src/warehouse/state/read-warehouse-state.ts'
import { engineKinds } from '../harness/engine-kinds.ts'
import { forFewRows } from '../harness/few-rows.ts'
import { fill, rolledBack, sharedWarehouse } from '../harness/warehouse.ts'
import { arbitraryData } from './arbitrary-data.ts'

const { PROPERTY_SEED: again } = process.env
const seed = again === undefined ? 20_261_130 : Number(again)
const dataSets = inject('isFull') ? 20 : 2

const byUser = [
  'active_users',
  'daily_active_users',
  'weekly_active_users',
  'monthly_active_users',
  'average_daily_active_users',
  'previous_weekly_active_users',
]
const lifecycle = ['new_active_users', 'retained_users', 'resurrected_users', 'dormant_users']
const places = ['active_workspaces', 'active_accounts']

/** Counts for which only the days of events matter; the zones are far from UTC, and change their offset. */
const requests: readonly MetricsRequestInput[] = [
  ...['UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'].flatMap(
    (timeZone) => [
      { metrics: byUser, grain: 'day' as const, timeZone },
      {
        metrics: [...byUser, ...lifecycle],
        grain: 'month' as const,
        by: ['industry', 'signup_source'],
        timeZone,
      },
      { metrics: [...places, ...lifecycle], grain: 'week' as const, by: ['workspace'], timeZone },
      { metrics: ['stickiness_distribution'], grain: 'day' as const, timeZone },
      { metrics: ['active_users', ...places], timeZone },
      {
        metrics: ['user_retention_rate', 'user_cohort_size'],
        grain: 'day' as const,
        by: ['country'],
        timeZone,
      },
      { metrics: ['workspace_retention_rate'], grain: 'week' as const, timeZone },
      { metrics: ['account_retention_rate'], grain: 'month' as const, by: ['industry'], timeZone },
    ],
  ),
  { metrics: lifecycle, grain: 'day', options: { lifecycle_new_basis: 'creation' } },
  { metrics: ['monthly_active_users'], grain: 'week', options: { mau_window: 'calendar' } },
  { metrics: ['monthly_active_users'], grain: 'week', by: ['account_size_band', 'invited_or_self'] },
  { metrics: ['user_retention_rate'], grain: 'week', options: { retention_criterion: 'on_or_after' } },
  {
    metrics: ['user_retention_rate'],
    grain: 'week',
    options: { retention_attribute_time: 'at_event' },
    by: ['workspace'],
  },
  {
    metrics: ['active_users'],
    grain: 'month',
    where: [{ dimension: 'user_country', operator: 'isNull', value: false }],
  },
]

/** Several events on most days, so that first and last ones fall on different local days. */
const dense = fc.array(
  fc.record({
    user: fc.constantFrom('u1', 'u2', 'u4', 'u6', 'u7'),
    workspace: fc.constantFrom(null, 'w1', 'w2', 'w3'),
    name: fc.constantFrom('made', 'shared', 'page_view'),
    minute: fc.integer({ min: 0, max: 40 * 24 * 60 }),
  }),
  { minLength: 150, maxLength: 250, size: 'max' },
)

const companies = fc.tuple(arbitraryData('spring'), dense).map(([data, events]) => ({
  ...data,
  product_events: events.map(({ user, workspace, name, minute }, index) => ({
    event_id: `e${String(index)}`,
    user_id: user,
    workspace_id: workspace,
    event_name: name,
    occurred_at: new Date(Date.parse('2025-02-25T00:00:00Z') + minute * 60_000).toISOString(),
  })),
}))

test.each(engineKinds)(
  'counts by days and longer periods are the same from the first and last events of each day: %s',
  { timeout: 600_000 },
  async (kind) => {
    const { engine, catalog } = await sharedWarehouse(kind)
    await fc.assert(
      fc.asyncProperty(companies, async (data) => {
        await rolledBack(engine, async (session) => {
          const transaction = await forFewRows(session)
          await fill(transaction, catalog, data)
          const state = { ...(await readWarehouseState(transaction, catalog)), rollups: new Map() }
          for (const request of requests) {
            const plan = planRequest(catalog, request, state, fullAccess)
            expect(plan.dailyRows.map(({ because }) => because)).not.toEqual([])
            expect(plan.dailyRows.filter(({ because }) => because !== null)).toEqual([])
            const ofDays = await transaction.queryArrays(compilePlan(catalog, plan))
            const ofAll = await transaction.queryArrays(compilePlan(catalog, { ...plan, dailyRows: [] }))
            expect(ofDays.rows, JSON.stringify(request)).toEqual(ofAll.rows)
          }
        })
      }),
      { numRuns: dataSets, seed, endOnFailure: true },
    )
  },
)

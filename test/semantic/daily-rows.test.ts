import { beforeAll, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { fullAccess } from '../../src/policy/access.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import type { WarehouseState } from '../../src/semantic/model/warehouse-state.ts'
import { planRequest } from '../../src/semantic/plan/plan-request.ts'
import { readWarehouseState } from '../../src/warehouse/state/read-warehouse-state.ts'
import { loadChanged, problemsOf, replacing } from '../catalog/changed-catalog.ts'
import { openDeployed } from '../harness/warehouse.ts'

let catalog: Catalog
let state: WarehouseState

beforeAll(async () => {
  const deployed = await openDeployed('postgres')
  catalog = deployed.catalog
  const known = await readWarehouseState(deployed.engine, catalog)
  await deployed.close()
  state = {
    ...known,
    parameters: { ...known.parameters, as_of: '2025-06-01T00:00:00Z' },
    dataAsOf: '2025-06-01T00:00:00Z',
    provided: new Set(catalog.sources.keys()),
    stored: new Set([...catalog.views.values()].flatMap(({ name, header }) => (header.stored ? [name] : []))),
  }
})

/** Why every event is read, or `null`: the first and last events of the days. */
const because = (request: MetricsRequestInput, definitions = catalog) =>
  planRequest(definitions, request, state, fullAccess).dailyRows.map((rows) => rows.because)

test('counts of users by day and longer periods read the days of events', () => {
  const counts = ['active_users', 'monthly_active_users', 'retained_users', 'active_accounts']
  expect(because({ metrics: counts, grain: 'week', by: ['industry', 'workspace_plan'] })).toEqual([null])
  expect(because({ metrics: ['user_retention_rate'], grain: 'week', by: ['country'] })).toEqual([null])
  expect(because({ metrics: ['mrr'], grain: 'month' })).toEqual([])
})

test.each<[string, MetricsRequestInput, string]>([
  [
    'a count of events',
    { metrics: ['active_users', 'active_events'], grain: 'week' },
    'active_events is computed from every row, not from the days with rows.',
  ],
  ['an hour', { metrics: ['active_users'], grain: 'hour' }, 'Hours need the moment of every row.'],
  [
    'a period to date',
    { metrics: ['active_users'], grain: 'month', toDate: true },
    'Periods that are cut at a moment need the moment of every row.',
  ],
  [
    'the name of an event',
    { metrics: ['active_users'], grain: 'week', by: ['event_name'] },
    'event_name may differ between the rows of a day.',
  ],
  [
    'a condition on the name of an event',
    { metrics: ['active_users'], where: [{ dimension: 'event_name', operator: 'eq', value: 'shared' }] },
    'event_name may differ between the rows of a day.',
  ],
  [
    'a rolling range',
    { metrics: [{ metric: 'active_users', over: '7 days' }], grain: 'day' },
    'active_users is counted over ranges that may end within a day.',
  ],
  [
    'another active event',
    { metrics: ['active_users'], options: { active_event: 'shared' } },
    'facts.daily_events is not filled for the parameters of this query.',
  ],
  [
    'an earlier moment',
    { metrics: ['active_users'], asOf: '2025-05-01T00:00:00Z' },
    'facts.daily_events is not filled for the parameters of this query.',
  ],
  [
    'ages from the moment of the start',
    { metrics: ['user_retention_rate'], grain: 'day', options: { retention_clock: 'rolling_24h' } },
    'retained_users_by_age counts ages from the moment of each start.',
  ],
  [
    'returns in the period of the start',
    { metrics: ['user_retention_rate'], grain: 'day', options: { retention_age_zero: 'returned' } },
    'retained_users_by_age looks for returns after the moment of the start.',
  ],
  [
    'several returns',
    { metrics: ['user_retention_rate'], grain: 'week', options: { retention_min_occurrences: 2 } },
    'retained_users_by_age requires several returns in a period.',
  ],
])('%s needs every event', (_what, request, reason) => {
  expect(because(request)).toEqual([reason])
})

test('a new dimension from the moment of an event needs every event', async () => {
  const changed = await loadChanged({
    'metrics/engagement.sql': (text) =>
      [
        replacing('dimensions:\n', 'dimensions:\n  hour_of_day: The hour.\n'),
        replacing(
          '        activity.occurred_at\n',
          '        activity.occurred_at,\n        extract(hour from activity.occurred_at)::text as hour_of_day\n',
        ),
      ].reduce((written, change) => change(written), text),
  })
  expect(because({ metrics: ['active_users'], by: ['hour_of_day'] }, changed)).toEqual([
    'hour_of_day may differ between the rows of a day.',
  ])
  expect(because({ metrics: ['active_users'], by: ['industry'] }, changed)).toEqual([null])
})

test.each([
  [
    'a condition on the moment of events',
    'cross join parameters.business as parameters\n',
    "cross join parameters.business as parameters\n\n    where activity.occurred_at > parameters.as_of - interval '9 hours'\n",
  ],
  ['distinct events', 'final as (\n\n    select\n', 'final as (\n\n    select distinct\n'],
])('a view with %s needs every event', async (_what, piece, by) => {
  const changed = await loadChanged({ 'metrics/engagement.sql': replacing(piece, by) })
  expect(because({ metrics: ['active_users'] }, changed)).toEqual([
    'metrics.engagement depends on every row.',
  ])
})

test('a view with daily rows is stored, and has the columns of the views whose rows it holds', async () => {
  const problems = await problemsOf({
    'facts/daily_events.sql': (text) =>
      [
        replacing('stored: true\nindexes: [[account_key]]\n', ''),
        replacing('facts.activity: is_active', 'facts.activities: is_active'),
        replacing('        null::jsonb as properties,\n', ''),
      ].reduce((written, change) => change(written), text),
  })
  expect(problems.map((problem) => problem.replace(/^.*?: /, ''))).toEqual([
    'daily-rows-are-complete: A view with daily rows must be stored.',
    'daily-rows-are-complete: There is no view facts.activities. Did you mean facts.activations, facts.activity, facts.activity_days?',
    'daily-rows-are-complete: The view has no column properties.',
  ])
})

import { expect } from 'vitest'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import { onOneEngine } from '../harness/warehouse.ts'

const company = {
  users: [{ user_id: 'ada', created_at: '2025-01-01' }],
  product_events: [{ user_id: 'ada', occurred_at: '2025-01-02' }],
  subscription_periods: [{ customer_id: 'acme', started_at: '2025-01-01', amount: 10 }],
}

interface Rejection {
  readonly title: string
  readonly request: MetricsRequestInput
  readonly code: string
  readonly message: RegExp
  readonly details?: Readonly<Record<string, unknown>>
}

const rejections: readonly Rejection[] = [
  {
    title: 'an unknown metric, with the nearest name',
    request: { metrics: ['active_user'] },
    code: 'UNKNOWN_METRIC',
    message: /no metric active_user\. Did you mean active_users/,
    details: { subject: 'active_user' },
  },
  {
    title: 'an unknown metric without a near name',
    request: { metrics: ['zzzzzzzzzzzz'] },
    code: 'UNKNOWN_METRIC',
    message: /no metric zzzzzzzzzzzz\.$/,
    details: { suggestions: [] },
  },
  {
    title: 'an empty list of metrics',
    request: { metrics: [] },
    code: 'BAD_REQUEST',
    message: /metrics/,
  },
  {
    title: 'an unknown dimension, with the nearest name',
    request: { metrics: ['signups'], by: ['signup_sourc'] },
    code: 'UNKNOWN_DIMENSION',
    message: /no dimension signup_sourc\. Did you mean signup_source/,
  },
  {
    title: 'a dimension of another metric, with the valid ones',
    request: { metrics: ['signups'], by: ['plan'] },
    code: 'DIMENSION_NOT_AVAILABLE',
    message: /signups cannot be grouped or filtered by plan; it can by .*signup_source/,
    details: { subject: 'plan', valid: expect.arrayContaining(['signup_source', 'industry']) as unknown },
  },
  {
    title: 'a balance by movement motion',
    request: { metrics: ['mrr'], by: ['movement_motion'] },
    code: 'DIMENSION_NOT_AVAILABLE',
    message: /mrr cannot be grouped or filtered by movement_motion/,
  },
  {
    title: 'a condition on a dimension of another metric',
    request: { metrics: ['signups'], where: [{ dimension: 'plan', operator: 'eq', value: 'team' }] },
    code: 'DIMENSION_NOT_AVAILABLE',
    message: /plan/,
  },
  {
    title: 'an option of another metric, with the valid ones',
    request: { metrics: ['mrr'], options: { activation_window_hours: 24 } },
    code: 'UNKNOWN_OPTION',
    message: /mrr has no option activation_window_hours/,
    details: { valid: expect.arrayContaining(['mrr_discounts']) as unknown },
  },
  {
    title: 'the old name of an option, with the new one',
    request: { metrics: ['user_retention_rate'], options: { clock: 'rolling_24h' } },
    code: 'UNKNOWN_OPTION',
    message: /^user_retention_rate has no option clock\. clock is now retention_clock\./,
    details: { suggestions: ['retention_clock'] },
  },
  {
    title: 'a misspelt option, with the nearest name',
    request: { metrics: ['mrr'], options: { discount: 'net' } },
    code: 'UNKNOWN_OPTION',
    message: /mrr has no option discount/,
    details: { suggestions: ['mrr_discounts'] },
  },
  {
    title: 'an invalid value of an option',
    request: { metrics: ['mrr'], options: { mrr_discounts: 'nett' } },
    code: 'BAD_OPTION',
    message: /discounts has to be one of net, gross, not "nett"/,
    details: { valid: ['net', 'gross'], suggestions: ['net'] },
  },
  {
    title: 'a number of actions that is not whole',
    request: { metrics: ['activation_rate'], options: { activation_min_count: 1.5 } },
    code: 'BAD_OPTION',
    message: /activation_min_count has to be a whole number from 1/,
  },
  {
    title: 'a window of zero days',
    request: { metrics: ['monthly_active_users'], options: { mau_window: 0 } },
    code: 'BAD_OPTION',
    message: /mau_window has to be a whole number from 1/,
  },
  {
    title: 'a core action that is not an event',
    request: { metrics: ['activation_rate'], options: { core_action: { name: 'made' } } },
    code: 'BAD_OPTION',
    message: /core_action has to be an event's name/,
  },
  {
    title: 'a period that ends before it starts',
    request: { metrics: ['signups'], from: '2025-02-01', to: '2025-01-31' },
    code: 'BAD_PERIOD',
    message: /ends \(2025-01-31\) before it starts \(2025-02-01\)/,
  },
  {
    title: 'a day outside the calendar',
    request: { metrics: ['signups'], from: '2025-02-30' },
    code: 'BAD_REQUEST',
    message: /^from: /,
  },
  {
    title: 'an instant without a time zone',
    request: { metrics: ['signups'], asOf: '2025-01-01T12:00:00' },
    code: 'BAD_PERIOD',
    message: /neither a date .* nor a time with its zone/,
  },
  {
    title: 'an invalid instant',
    request: { metrics: ['signups'], asOf: 'yesterday' },
    code: 'BAD_PERIOD',
    message: /asOf: yesterday/,
  },
  {
    title: 'an unknown time zone',
    request: { metrics: ['signups'], timeZone: 'Middle/Earth' },
    code: 'BAD_OPTION',
    message: /Middle\/Earth is not an IANA time zone/,
  },
  {
    title: 'a metric with a missing table, by the table’s name',
    request: { metrics: ['workspace_signups'] },
    code: 'METRIC_UNAVAILABLE',
    message: /workspace_signups needs the source table workspaces, which was not provided/,
    details: {
      problems: ['workspaces'],
      valid: expect.arrayContaining(['signups', 'mrr']) as unknown,
    },
  },
  {
    title: 'a metric with one of two tables missing',
    request: { metrics: ['cac'] },
    code: 'METRIC_UNAVAILABLE',
    message: /needs the source table spend/,
  },
  {
    title: 'a dimension with a missing table',
    request: { metrics: ['new_mrr'], by: ['movement_motion'] },
    code: 'METRIC_UNAVAILABLE',
    message: /movement_motion needs the source table opportunities or sales_touches/,
  },
  {
    title: 'cohorts combined with periods',
    request: { metrics: ['user_retention_rate', 'active_users'] },
    code: 'METRICS_DO_NOT_COMBINE',
    message: /user_retention_rate, active_users cannot be combined in one result/,
  },
  {
    title: 'the total of cohorts',
    request: { metrics: ['user_retention_rate'], totals: true },
    code: 'NON_ADDITIVE',
    message: /no total/,
  },
  {
    title: 'revenue by week, with the valid grains',
    request: { metrics: ['mrr'], grain: 'week' },
    code: 'GRAIN_NOT_AVAILABLE',
    message: /mrr is not defined by week; use month, quarter, year/,
    details: { valid: ['month', 'quarter', 'year'] },
  },
  {
    title: 'dates within an hour grain',
    request: { metrics: ['daily_active_users'], grain: 'hour' },
    code: 'GRAIN_NOT_AVAILABLE',
    message: /not defined by hour/,
  },
  {
    title: 'hours where clocks change by half an hour',
    request: { metrics: ['active_users'], grain: 'hour', timeZone: 'Australia/Lord_Howe' },
    code: 'BAD_PERIOD',
    message: /its hours differ in length/,
    details: { subject: 'timeZone' },
  },
  {
    title: 'ages in hours where clocks change by half an hour',
    request: {
      metrics: ['user_retention_rate'],
      timeZone: 'Australia/Lord_Howe',
      options: { retention_interval: 'hour' },
    },
    code: 'BAD_PERIOD',
    message: /its hours differ in length/,
  },
  {
    title: 'a ranking by newly active users, who are new only within a period',
    request: {
      metrics: ['new_active_users'],
      by: ['country'],
      grain: 'month',
      top: { dimension: 'country', count: 3 },
    },
    code: 'NON_ADDITIVE',
    message: /new_active_users has no value over all periods by which to rank country/,
  },
  {
    title: 'growth accounting without a grain',
    request: { metrics: ['new_active_users'] },
    code: 'GRAIN_REQUIRED',
    message: /new_active_users compares each period with the previous one/,
  },
  {
    title: 'a rolling clock of quarters',
    request: {
      metrics: ['user_retention_rate'],
      grain: 'quarter',
      options: { retention_clock: 'rolling_24h' },
    },
    code: 'BAD_OPTION',
    message: /not in quarters/,
  },
  {
    title: 'an invalid cursor',
    request: { metrics: ['signups'], grain: 'month', first: 1, after: 'one' },
    code: 'BAD_CURSOR',
    message: /The cursor belongs to another request/,
  },
  {
    title: 'a cursor of another query',
    request: {
      metrics: ['signups'],
      grain: 'month',
      first: 1,
      after: Buffer.from('["2025-01-01","DE"]').toString('base64url'),
    },
    code: 'BAD_CURSOR',
    message: /The cursor belongs to another request/,
  },
  {
    title: 'a list in place of one value',
    request: { metrics: ['signups'], where: [{ dimension: 'country', operator: 'eq', value: ['DE', 'FR'] }] },
    code: 'BAD_FILTER',
    message: /country: eq takes one value/,
  },
  {
    title: 'one value in place of a list',
    request: { metrics: ['signups'], where: [{ dimension: 'country', operator: 'in', value: 'DE' }] },
    code: 'BAD_FILTER',
    message: /country: in takes a list/,
  },
  {
    title: 'an unknown comparison operator',
    request: {
      metrics: ['signups'],
      where: [{ dimension: 'country', operator: 'like' as 'eq', value: 'DE' }],
    },
    code: 'BAD_REQUEST',
    message: /where\.0\.operator/,
  },
  {
    title: 'an unknown field of a query',
    request: { metrics: ['signups'], ...({ groupBy: ['country'] } as object) },
    code: 'BAD_REQUEST',
    message: /groupBy/,
  },
  {
    title: 'an order by an unknown column',
    request: { metrics: ['signups'], orderBy: [{ column: 'signup' }] },
    code: 'BAD_REQUEST',
    message: /no column signup to order by; it has signups/,
  },
  {
    title: 'two columns with one name',
    request: { metrics: ['signups', { metric: 'signups' }] },
    code: 'BAD_REQUEST',
    message: /Two columns would be named signups/,
  },
  {
    title: 'a user dimension for a metric of accounts',
    request: { metrics: ['mrr'], by: ['user_country'] },
    code: 'FAN_OUT',
    message:
      /Grouping or filtering mrr by user_country would fan out: each of its rows belongs to several users/,
    details: { subject: 'user_country', valid: expect.arrayContaining(['industry']) as unknown },
  },
  {
    title: 'a balance over a window',
    request: { metrics: [{ metric: 'mrr', over: 'all_time' }], grain: 'month' },
    code: 'NON_ADDITIVE',
    message: /mrr is a balance metric: .* accumulate the metric of its changes/,
  },
  {
    title: 'a cohort rate over a window',
    request: { metrics: [{ metric: 'user_retention_rate', over: '3 months' }], grain: 'month' },
    code: 'NON_ADDITIVE',
    message: /retained_users_by_age is a retention metric/,
  },
  {
    title: 'an invalid window, with valid examples',
    request: { metrics: [{ metric: 'signups', over: 'a while' }], grain: 'month' },
    code: 'BAD_REQUEST',
    message: /over: a while is not a length of time/,
    details: { valid: expect.arrayContaining(['all_time', 'year_to_date', '28 days']) as unknown },
  },
  {
    title: 'month-to-date by week, because weeks do not nest in months',
    request: { metrics: [{ metric: 'signups', over: 'month_to_date' }], grain: 'week' },
    code: 'GRAIN_NOT_AVAILABLE',
    message: /signups over the month to date requires periods that divide a month: hour, day, month/,
  },
  {
    title: 'days of a monthly metric',
    request: { metrics: [{ metric: 'new_mrr', over: '28 days' }], grain: 'month' },
    code: 'GRAIN_NOT_AVAILABLE',
    message: /new_mrr is not defined by day; a window must be in months/,
  },
  {
    title: 'a comparison without a grain',
    request: { metrics: ['signups'], compareTo: ['1 year'] },
    code: 'GRAIN_REQUIRED',
    message: /compareTo compares periods with earlier ones: set a grain/,
  },
  {
    title: 'a comparison distance that is not a whole number of periods',
    request: { metrics: ['signups'], grain: 'week', compareTo: ['1 month'] },
    code: 'GRAIN_NOT_AVAILABLE',
    message: /1 month earlier is not a whole number of weeks; compare by weeks/,
  },
  {
    title: 'a cohort compared with an earlier one',
    request: { metrics: ['user_retention_rate'], grain: 'month', compareTo: ['1 year'] },
    code: 'METRICS_DO_NOT_COMBINE',
    message: /compareTo works for time series only/,
  },
  {
    title: 'a monthly metric of a part of a month, with bounds that cut none',
    request: { metrics: ['mrr'], grain: 'month', from: '2025-01-10', asOf: '2025-04-10', partial: 'keep' },
    code: 'BAD_PERIOD',
    message: /mrr is known by whole months, and the bounds cut one/,
    details: { valid: ['from 2025-01-01', 'from 2025-02-01'] },
  },
  {
    title: 'growth accounting of a part of a month',
    request: {
      metrics: ['new_active_users'],
      grain: 'month',
      from: '2025-01-10',
      asOf: '2025-04-10',
      partial: 'keep',
    },
    code: 'NON_ADDITIVE',
    message: /new_active_users compares each period with the whole previous one/,
  },
  {
    title: 'a part of a month compared with an earlier month',
    request: {
      metrics: ['signups'],
      grain: 'month',
      from: '2025-01-10',
      asOf: '2025-04-10',
      compareTo: ['previous'],
      partial: 'keep',
    },
    code: 'NON_ADDITIVE',
    message: /Comparisons need periods of equal length/,
  },
  {
    title: 'a mean of months, one of which is cut',
    request: {
      metrics: [{ metric: 'signups', over: 'average of 2 months' }],
      grain: 'month',
      from: '2025-01-10',
      asOf: '2025-04-10',
      partial: 'keep',
    },
    code: 'NON_ADDITIVE',
    message: /Values over several periods need periods of equal length/,
  },
  {
    title: 'bounds that cut a period, where they are rejected',
    request: {
      metrics: ['signups'],
      grain: 'month',
      from: '2025-01-10',
      to: '2025-02-28',
      asOf: '2025-04-10',
      partial: 'reject',
    },
    code: 'BAD_PERIOD',
    message: /The month of 2025-01-01 is partial: the days go from 2025-01-10 to 2025-02-28/,
  },
  {
    title: 'a range without a whole period, where partial ones are dropped',
    request: {
      metrics: ['signups'],
      grain: 'month',
      from: '2025-01-10',
      to: '2025-02-20',
      asOf: '2025-04-10',
      partial: 'drop',
    },
    code: 'BAD_PERIOD',
    message: /have no whole month/,
  },
  {
    title: 'period-to-date of a monthly metric',
    request: { metrics: ['new_mrr'], grain: 'quarter', toDate: true },
    code: 'NON_ADDITIVE',
    message: /new_mrr is defined for whole periods only/,
  },
  {
    title: 'period-to-date without a grain',
    request: { metrics: ['signups'], toDate: true },
    code: 'GRAIN_REQUIRED',
    message: /toDate truncates every period/,
  },
  {
    title: 'a period after the end of the data',
    request: { metrics: ['signups'], from: '2031-01-01' },
    code: 'UNOBSERVABLE_WINDOW',
    message: /starts on 2031-01-01, which is after asOf/,
  },
  {
    title: 'an age that no cohort of the period has reached, with the observable ages',
    request: {
      metrics: ['user_retention_rate'],
      grain: 'month',
      from: '2025-01-01',
      asOf: '2025-03-10',
      where: [{ dimension: 'age', operator: 'gte', value: 6 }],
    },
    code: 'UNOBSERVABLE_WINDOW',
    message: /Age 6 has not started for any cohort since 2025-01-01: .* the oldest is at age 2\./,
    details: { valid: ['age <= 2'] },
  },
  {
    title: 'an age condition on a metric without cohorts',
    request: { metrics: ['signups'], where: [{ dimension: 'age', operator: 'eq', value: 1 }] },
    code: 'DIMENSION_NOT_AVAILABLE',
    message: /signups has no age; cohort metrics do/,
  },
  {
    title: 'grouping by cohort on metrics without cohorts',
    request: { metrics: ['signups', 'active_users'], by: ['Cohort'], grain: 'month' },
    code: 'DIMENSION_NOT_AVAILABLE',
    message: /signups, active_users have no cohort/,
  },
  {
    title: 'an age condition on one of several metrics that share rows',
    request: {
      metrics: [
        {
          metric: 'user_retention_rate',
          alias: 'second',
          where: [{ dimension: 'age', operator: 'eq', value: 1 }],
        },
      ],
    },
    code: 'BAD_FILTER',
    message: /age applies to rows, not to a single metric: move the condition into the where of the query/,
  },
  {
    title: 'a window that is complete for no actor of the period, with the longest complete one',
    request: {
      metrics: ['activation_rate'],
      from: '2025-03-01',
      asOf: '2025-03-10',
      options: { activation_window_hours: 30 * 24 },
    },
    code: 'UNOBSERVABLE_WINDOW',
    message: /A window of 720 hours that began on 2025-03-01 or later has not ended/,
    details: { valid: ['activation_window_hours <= 216'] },
  },
  {
    title: 'the hours of three thousand years',
    request: { metrics: ['signups', 'active_users'], grain: 'hour', from: '1000-01-01', asOf: '4000-01-01' },
    code: 'QUERY_TOO_EXPENSIVE',
    message: /at least 26,29\d,\d{3} rows of 3 columns; the limit is 1,000,000 rows .* a coarser grain/,
  },
  {
    title: 'cohorts by the hour, at every hour since',
    request: { metrics: ['user_retention_rate'], grain: 'hour', from: '2024-01-01', asOf: '2026-01-01' },
    code: 'QUERY_TOO_EXPENSIVE',
    message:
      /up to 154,\d{3},\d{3} rows of 4 columns.* Use a coarser grain, or a shorter period, or fewer ages\.$/,
  },
  {
    title: 'days after the newest loaded one, when no later receipt is declared',
    request: { metrics: ['signups'], from: '2025-02-01' },
    code: 'UNOBSERVABLE_WINDOW',
    message: /starts on 2025-02-01, which is after asOf \(2025-01-02T00:00:00/,
  },
  {
    title: 'an invalid relative period, with valid examples',
    request: { metrics: ['signups'], period: 'lately' },
    code: 'BAD_PERIOD',
    message: /lately is not a period/,
    details: { valid: expect.arrayContaining(['last 12 months', 'this month']) as unknown },
  },
  {
    title: 'a relative period combined with dates',
    request: { metrics: ['signups'], period: 'last month', from: '2025-01-01' },
    code: 'BAD_REQUEST',
    message: /Set either from and to, or a relative period \(last month\), not both/,
  },
  {
    title: 'a dimension condition among conditions on numbers',
    request: {
      metrics: ['signups'],
      by: ['user_country'],
      having: [{ column: 'user_country', operator: 'eq', value: 'DE' }],
    },
    code: 'BAD_FILTER',
    message: /having applies to signups, not to user_country/,
  },
  {
    title: 'a number compared with a text',
    request: { metrics: ['signups'], having: [{ column: 'signups', operator: 'gt', value: 'many' }] },
    code: 'BAD_FILTER',
    message: /signups: many is not a number/,
  },
  {
    title: 'values to keep of a dimension that is not grouped by',
    request: { metrics: ['signups'], keep: [{ dimension: 'user_country', values: ['DE'] }] },
    code: 'BAD_REQUEST',
    message: /user_country must be among the dimensions/,
  },
  {
    title: 'a ranking by a metric that is not requested',
    request: {
      metrics: ['signups'],
      by: ['user_country'],
      top: { dimension: 'user_country', count: 3, by: 'mrr' },
    },
    code: 'BAD_REQUEST',
    message: /ranked by a metric of the request, not by mrr/,
    details: { valid: ['signups'] },
  },
  {
    title: 'a ranking by a cohort rate, which has no value over all cohorts',
    request: {
      metrics: ['user_retention_rate'],
      by: ['user_country'],
      grain: 'month',
      top: { dimension: 'user_country', count: 3 },
    },
    code: 'NON_ADDITIVE',
    message: /no value over all cohorts by which to rank user_country/,
  },
  {
    title: 'a name that a database would truncate',
    request: { metrics: [{ metric: 'signups', alias: 'x'.repeat(41) }] },
    code: 'BAD_REQUEST',
    message: /alias/,
  },
]

/** Options without effect on the query. */
const withoutEffect: readonly Rejection[] = [
  {
    title: 'an option of workspace activation for account activation, with the valid options',
    request: { metrics: ['account_activation_rate'], options: { workspace_activation_min_count: 50 } },
    code: 'UNKNOWN_OPTION',
    message: /^account_activation_rate has no option workspace_activation_min_count/,
    details: { valid: expect.arrayContaining(['account_activation_min_count']) as unknown },
  },
  {
    title: 'an option of account activation for workspace activation',
    request: { metrics: ['workspace_activation_rate'], options: { account_activation_users: 3 } },
    code: 'UNKNOWN_OPTION',
    message: /^workspace_activation_rate has no option account_activation_users/,
  },
  {
    title: 'the number of actions for eligible sign-ups',
    request: { metrics: ['eligible_signups'], options: { activation_min_count: 3 } },
    code: 'UNKNOWN_OPTION',
    message: /has no option activation_min_count/,
  },
  {
    title: 'the days to accept an invitation for sent invitations',
    request: { metrics: ['invitations_sent'], options: { invitation_window_days: 3 } },
    code: 'UNKNOWN_OPTION',
    message: /has no option invitation_window_days/,
  },
  {
    title: 'the movement grain for total revenue',
    request: { metrics: ['mrr'], options: { movement_grain: 'customer' } },
    code: 'UNKNOWN_OPTION',
    message: /mrr has no option movement_grain/,
  },
  {
    title: 'the first day of the week for a monthly metric',
    request: { metrics: ['mrr'], grain: 'month', options: { week_start: 'sunday' } },
    code: 'UNKNOWN_OPTION',
    message: /has no option week_start/,
  },
  {
    title: 'an activation option where all sign-ups count, activated or not',
    request: { metrics: ['k_factor'], options: { activation_min_count: 3 } },
    code: 'BAD_OPTION',
    message: /activation_min_count does not affect k_factor unless invitation_counts_as is activated/,
    details: { subject: 'activation_min_count' },
  },
  {
    title: 'the core action next to an active event',
    request: { metrics: ['active_users'], options: { core_action: 'made', active_event: 'opened' } },
    code: 'BAD_OPTION',
    message: /core_action does not affect active_users unless active_event is left out/,
  },
  {
    title: 'the cohort entry without a start event',
    request: { metrics: ['user_retention_rate'], options: { retention_cohort_entry: 'recurring' } },
    code: 'BAD_OPTION',
    message:
      /retention_cohort_entry does not affect user_retention_rate unless retention_start_event is given/,
  },
  {
    title: 'the return event for the base of all cohort members',
    request: { metrics: ['user_cohort_size'], options: { retention_return_event: 'opened' } },
    code: 'BAD_OPTION',
    message: /retention_return_event does not affect user_cohort_size unless retention_base is previous/,
  },
  {
    title: 'a paid feature where no rule uses paid features',
    request: { metrics: ['health_score'], options: { paid_features: ['opened'] } },
    code: 'BAD_OPTION',
    message: /paid_features does not affect health_score unless its rule uses a measure with it/,
  },
]

onOneEngine((test) => {
  test.for(withoutEffect)('rejected: $title', async ({ request, code, message, details }, { given }) => {
    const { rejection } = await given({
      ...company,
      workspaces: [{ workspace_id: 'w', name: 'W', created_at: '2025-01-01' }],
      invitations: [
        { invitation_id: 'i', inviter_user_id: 'ada', invitee_key: 'bob@x.example', sent_at: '2025-01-02' },
      ],
    })
    const error = await rejection(request)
    expect({ code: error.code, message: error.message }).toEqual({
      code,
      message: expect.stringMatching(message) as unknown,
    })
    if (details !== undefined) expect(error.details).toMatchObject(details)
  })

  test('an option that affects one metric is not a deviation of another', async ({ given }) => {
    const { answer } = await given(company)
    const deviations = async (request: MetricsRequestInput) =>
      (await answer(request)).provenance.metrics.map(({ metric, deviations: all }) => [
        metric,
        ...all.map(({ option }) => option),
      ])
    const hashes = async (request: MetricsRequestInput) =>
      (await answer(request)).provenance.metrics.map(({ definitionHash }) => definitionHash)
    const both = { metrics: ['eligible_signups', 'activated_users'] }
    expect(await deviations({ ...both, options: { activation_min_count: 3 } })).toEqual([
      ['eligible_signups'],
      ['activated_users', 'activation_min_count'],
    ])
    const [usual] = await hashes(both)
    expect((await hashes({ ...both, options: { activation_min_count: 3 } }))[0]).toBe(usual)
    // the first day of the week affects weeks only
    const monday = { metrics: ['signups'], grain: 'month' as const }
    expect(await deviations({ ...monday, options: { week_start: 'sunday' } })).toEqual([['signups']])
    expect(await hashes({ ...monday, options: { week_start: 'sunday' } })).toEqual(await hashes(monday))
    expect(await deviations({ ...monday, grain: 'week', options: { week_start: 'sunday' } })).toEqual([
      ['signups', 'week_start'],
    ])
  })

  test.for<[string, Record<string, unknown>, string]>([
    [
      'monthly_active_users',
      { mau_window: 7 },
      'Different users active during the 7 days that end with the period.',
    ],
    [
      'monthly_active_users',
      { mau_window: 'calendar' },
      "Different users active during the calendar month of the period's last day, up to that day.",
    ],
    ['daily_active_users', {}, "Different users active during the period's last day."],
    [
      'activated_users',
      { activation_window_hours: 24 },
      'Users who signed up in the period and activated within 24 hours, among those whose window is over.',
    ],
    [
      'activation_rate',
      { activation_window_hours: null },
      "The share of the period's sign-ups that activated at any time. Null when no window is over yet.",
    ],
    [
      'base_mrr',
      { revenue_retention_months: 1 },
      'The revenue of the base 1 month before the end of the period.',
    ],
    [
      'user_retention_rate',
      { retention_criterion: 'on_or_after', retention_base: 'previous' },
      "The number of a cohort's users that returned at this age or later, divided by those that returned one age earlier. With retention_base previous it can exceed 1, since users that did not return one age earlier may return later. Null when the age is entirely in the future.",
    ],
  ])(
    'the description of %s uses the query’s values: %o',
    async ([metric, options, description], { given }) => {
      const { answer } = await given(company)
      const { provenance } = await answer({ metrics: [metric], options })
      expect(provenance.metrics[0]?.description).toBe(description)
    },
  )

  test.for(rejections)('rejected: $title', async ({ request, code, message, details }, { given }) => {
    const { rejection } = await given(company)
    const error = await rejection(request)
    expect({ code: error.code, message: error.message }).toEqual({
      code,
      message: expect.stringMatching(message) as unknown,
    })
    if (details !== undefined) expect(error.details).toMatchObject(details)
  })

  test('amounts in two currencies without a rate are rejected', async ({ given }) => {
    const { rejection } = await given({
      ...company,
      subscription_periods: ['USD', 'EUR'].map((currency) => ({
        period_id: currency,
        customer_id: currency,
        started_at: '2025-01-01',
        amount: 10,
        currency,
      })),
    })
    for (const metric of ['mrr', 'arr', 'net_revenue_retention', 'arpa']) {
      const error = await rejection({ metrics: [metric], asOf: '2025-06-01' })
      expect(error.code).toBe('MIXED_CURRENCIES')
      expect(error.message).toContain('EUR')
    }
  })

  test('hours of ten years for every country, plan and size are rejected before they are computed', async ({
    given,
  }) => {
    const { rejection, ask } = await given({
      users: Array.from({ length: 300 }, (_, index) => ({
        user_id: `user-${index}`,
        created_at: index === 0 ? '2015-01-01' : '2024-12-01',
        country: `country-${index}`,
      })),
    })
    const request: MetricsRequestInput = {
      metrics: ['signups'],
      by: ['user_country', 'signup_source', 'invited_or_self'],
      grain: 'hour',
      asOf: '2025-01-01',
    }
    for (const period of [{ from: '2015-01-01' }, {}, { from: '2015-01-01', first: 10 }]) {
      const error = await rejection({ ...request, ...period })
      expect(error.code).toBe('QUERY_TOO_EXPENSIVE')
      // 87,672 hours, and the groups that are one too many: 11 of four columns and a period, 45 on a page
      expect(error.message).toMatch(/at least \S+ rows of 5 columns; the limit is 1,000,000 rows/)
      expect(error.details.valid).toContain('a coarser grain')
    }
    // the same rows by year are few
    expect(await ask({ ...request, grain: 'year', from: '2024-01-01', to: '2024-12-31' })).toHaveLength(299)
  })

  test('before any load every metric is unavailable', async ({ given }) => {
    const { rejection } = await given({})
    const error = await rejection({ metrics: ['signups'] })
    expect(error.code).toBe('METRIC_UNAVAILABLE')
    expect(error.message).toBe('Nothing has been loaded: run plumbline load <directory>.')
  })

  test('where every loaded table is empty, the tables are named', async ({ given }) => {
    const { rejection } = await given({ users: [], product_events: [] })
    const error = await rejection({ metrics: ['signups'] })
    expect(error.code).toBe('METRIC_UNAVAILABLE')
    expect(error.message).toMatch(/tables have no rows \(product_events, users\); load files with rows/)
  })

  test('an empty table gives zero, a missing table makes the metric unavailable', async ({ given }) => {
    const { ask, rejection } = await given({ users: [], product_events: [] })
    expect(await ask({ metrics: ['active_users'], asOf: '2025-01-01' })).toEqual([{ active_users: 0 }])
    expect((await rejection({ metrics: ['mrr'], asOf: '2025-01-01' })).code).toBe('METRIC_UNAVAILABLE')
  })

  test('pages end where they report, and their cursors continue from there', async ({ given }) => {
    const { answer } = await given({
      users: Array.from({ length: 7 }, (_, index) => ({
        user_id: `user-${index}`,
        created_at: `2025-0${1 + index}-01`,
        country: index % 3 === 0 ? null : ['DE', 'FR'][index % 2],
      })),
    })
    const request: MetricsRequestInput = { metrics: ['signups'], by: ['user_country'], grain: 'quarter' }
    const whole = await answer(request)
    const pages: (readonly unknown[])[] = []
    let after: string | undefined
    for (let page = 0; page < 20; page += 1) {
      const { rows, pageInfo } = await answer({
        ...request,
        first: 2,
        ...(after === undefined ? {} : { after }),
      })
      pages.push(...rows)
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor ?? undefined
    }
    expect(pages).toEqual(whole.rows)
  })
})

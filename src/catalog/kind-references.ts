import type { HeaderOf, MetricHeader, MetricKind } from './headers/metric-header.ts'
import type { ViewHeader } from './headers/view-header.ts'

type TimedView = Pick<ViewHeader, 'time' | 'time_type' | 'finest_grain'>

/** The metrics, parameters and columns to which metrics of one kind refer, all derived from the header. */
interface KindReferences<Header extends MetricHeader> {
  /** The metrics that it is computed from; none where it is counted from rows. */
  inputs(header: Header): readonly string[]
  /** The parameters that the kind reads, in addition to those in its view's SQL. */
  parameters(header: Header, view: TimedView): readonly string[]
  /** The columns that it reads of other views than its own: view → columns. */
  columnsOf(header: Header): Readonly<Record<string, readonly string[]>>
}

/** Counted from the rows of one view, by periods. */
const counted: KindReferences<MetricHeader> = {
  inputs: () => [],
  parameters: (_header, view) => calendarParameters(view),
  columnsOf: () => ({}),
}

/** Computed from other metrics, whose parameters are its own. */
const computed: KindReferences<MetricHeader> = { ...counted, parameters: () => [] }

/** The columns of events that the criteria of a query read. */
const eventColumns = ['event_id', 'user_id', 'event_name', 'occurred_at', 'recorded_at', 'properties']

const references: { readonly [Name in MetricKind]: KindReferences<HeaderOf<Name>> } = {
  count: counted,
  sum: counted,
  avg: counted,
  min: counted,
  max: counted,
  percentile: counted,
  count_distinct: counted,
  movement: counted,
  balance: counted,
  distribution: counted,
  median_by_actor: counted,
  payback: counted,
  trailing: { ...counted, parameters: windowParameters },
  average_daily: { ...counted, parameters: windowParameters },
  lifecycle: {
    ...counted,
    parameters: ({ creation_dates_from: from }, view) => [
      ...calendarParameters(view),
      ...(from === undefined ? [] : ['lifecycle_new_basis']),
    ],
    columnsOf: ({ creation_dates_from: from, actor }) =>
      from === undefined ? {} : { [from]: [actor, 'created_at'] },
  },
  retention: { ...counted, parameters: retentionParameters },
  conversion: {
    ...counted,
    parameters: ({ criteria_events_from: from }, view) => [
      ...calendarParameters(view),
      ...(from === undefined ? [] : ['conversion_criteria']),
    ],
    columnsOf: ({ criteria_events_from: from, actor }) =>
      from === undefined ? {} : { [from]: [actor, ...eventColumns] },
  },
  ratio: { ...computed, inputs: ({ numerator, denominator }) => [numerator, denominator] },
  derived: {
    ...computed,
    inputs: ({ inputs }) => inputs,
    parameters: ({ parameters = [] }) => parameters,
  },
  cumulative: { ...computed, inputs: ({ of }) => [of] },
}

/** The metrics that a metric is computed from; empty for metrics over rows. */
export function metricInputs(header: MetricHeader): readonly string[] {
  return referencesOf(header).inputs(header)
}

/** The parameters that a metric's kind reads, in addition to those in its view's SQL. */
export function kindParameters(header: MetricHeader, view: TimedView): readonly string[] {
  return referencesOf(header).parameters(header, view)
}

/** The columns that a metric's kind reads of other views than the metric's own: view → columns. */
export function columnsOfOthers(header: MetricHeader): Readonly<Record<string, readonly string[]>> {
  return referencesOf(header).columnsOf(header)
}

function referencesOf({ kind }: MetricHeader): KindReferences<MetricHeader> {
  return references[kind]
}

function windowParameters(
  header: HeaderOf<'trailing' | 'average_daily'>,
  view: TimedView,
): readonly string[] {
  return [...calendarParameters(view), header.window]
}

function retentionParameters({ distinct_actors }: HeaderOf<'retention'>, view: TimedView): readonly string[] {
  // a snapshot at the end of each month has no options
  if (view.time_type === 'date') return ['time_zone']
  return [
    ...calendarParameters(view),
    'retention_cohort_entry',
    'retention_interval',
    'retention_clock',
    'retention_criterion',
    'retention_brackets',
    'retention_age_zero',
    'retention_base',
    'retention_min_occurrences',
    'retention_attribute_time',
    ...(distinct_actors === undefined ? [] : ['retention_min_active_users']),
  ]
}

/**
 * The parameters that determine the start of periods: months and longer periods have no weeks,
 * point-in-time metrics no periods.
 */
function calendarParameters({ time, finest_grain }: TimedView): readonly string[] {
  if (time === undefined) return ['time_zone']
  const hasWeeks = ['hour', 'day', 'week'].includes(finest_grain)
  return ['time_zone', ...(hasWeeks ? ['week_start'] : []), 'fiscal_year_start']
}

import { z } from '../../forms.ts'
import { choice } from './choice.ts'
import { grains } from './grain.ts'
import { incremental } from './incremental.ts'
import { name, requirement, sentence } from './words.ts'

/** The units of metric values. */
export const units = ['count', 'quantity', 'money', 'ratio', 'hours', 'days', 'months', 'score'] as const

/** Parameters of a metric's rows that do not affect its numbers. */
const unaffected_by = z.array(name).default([])

/**
 * Parameters that affect a number only under certain values of others: parameter → other → its values,
 * where `none` is null and `given` any other value.
 */
const affected_with = z.record(name, z.record(name, z.array(z.union([z.string(), z.number()])))).default({})

const common = {
  unaffected_by,
  affected_with,
  description: sentence,
  unit: z.enum(units),
  /** Raised when the meaning changes, so that dashboards can detect it. */
  version: z.int().positive().default(1),
  deprecated: z.strictObject({ since: sentence, use: name }).optional(),
}

/** Dimensions of the view that the metric does not have. */
const excluded_dimensions = z.array(name).default([])

/** An SQL expression over the columns of the view, and a condition on its rows. */
const aggregate = {
  expression: sentence.optional(),
  where: sentence.optional(),
  /**
   * True for rows without a known outcome yet, false for others, null for rows outside the metric: immature
   * rows are reported, never counted.
   */
  immature: sentence.optional(),
}

const metric = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count'), ...common, ...aggregate }),
  z.strictObject({ kind: z.literal('sum'), ...common, ...aggregate, expression: sentence }),
  z.strictObject({ kind: z.literal('avg'), ...common, ...aggregate, expression: sentence }),
  z.strictObject({ kind: z.literal('min'), ...common, ...aggregate, expression: sentence }),
  z.strictObject({ kind: z.literal('max'), ...common, ...aggregate, expression: sentence }),
  z.strictObject({
    kind: z.literal('count_distinct'),
    ...common,
    expression: sentence,
    where: sentence.optional(),
  }),
  z.strictObject({
    kind: z.literal('percentile'),
    ...common,
    ...aggregate,
    expression: sentence,
    percentile: z.number().gt(0).lt(1),
    interpolation: z.enum(['continuous', 'discrete']).default('continuous'),
  }),
  z.strictObject({ kind: z.literal('ratio'), ...common, numerator: name, denominator: name }),
  z.strictObject({
    kind: z.literal('derived'),
    ...common,
    expression: sentence,
    inputs: z.array(name).min(1),
    /** Business parameters in the expression. */
    parameters: z.array(name).optional(),
  }),
  z.strictObject({
    kind: z.literal('cumulative'),
    ...common,
    of: name,
    /** `all_time`, `year_to_date` and similar, or a length such as `28 days`. */
    over: sentence.default('all_time'),
  }),
  z.strictObject({
    kind: z.literal('trailing'),
    ...common,
    actor: name,
    window: name,
    offset_days: z.int().min(0).default(0),
  }),
  z.strictObject({ kind: z.literal('average_daily'), ...common, actor: name, window: name }),
  z.strictObject({
    kind: z.literal('lifecycle'),
    ...common,
    actor: name,
    state: z.enum(['new', 'retained', 'resurrected', 'dormant']),
    /**
     * The view with the creation time of each actor, in the actor's column and `created_at`; an option of
     * `new`.
     */
    creation_dates_from: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('balance'),
    ...common,
    expression: sentence,
    /** Counts distinct values of the expression instead of adding them. */
    distinct: z.boolean().default(false),
    where: sentence.optional(),
    excluded_dimensions,
    at: z.enum(['start', 'end']).default('end'),
    /** The opening balance: movements lead from it to this balance. */
    opening_balance: name.optional(),
  }),
  z.strictObject({
    kind: z.literal('movement'),
    ...common,
    /** The balance that it changes. */
    of: name,
    expression: sentence,
    where: sentence.optional(),
    /** Reported as a positive number, and subtracted from the balance. */
    decreases_balance: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('retention'),
    ...common,
    actor: name,
    measure: z.enum(['retained', 'size']),
    /** The weight of each actor in a period, such as its revenue; 1 without it. */
    weight: sentence.optional(),
    /** Limits the weight of each actor to its weight at the start. */
    capped: z.boolean().default(false),
    /**
     * The column with the acting user; with it, an actor may need several active users to count as
     * retained.
     */
    distinct_actors: name.optional(),
  }),
  z.strictObject({ kind: z.literal('distribution'), ...common, actor: name }),
  z.strictObject({
    kind: z.literal('median_by_actor'),
    ...common,
    actor: name,
    /** The value to add up for each actor; without it, its rows are counted. */
    expression: sentence.optional(),
    where: sentence.optional(),
  }),
  z.strictObject({ kind: z.literal('payback'), ...common, measure: z.enum(['months', 'recovered_share']) }),
  z.strictObject({
    kind: z.literal('conversion'),
    ...common,
    /** The column of the converting actor. */
    actor: name,
    measure: z.enum(['eligible', 'converted', 'duration']),
    /** The condition on the rows; when absent, `eligible` uses the eligible ones, other measures all. */
    where: sentence.optional(),
    /** The rows that can convert, where others only record a later event; all when absent. */
    eligible_where: sentence.optional(),
    /** The column with the time of conversion, null for actors who have not converted within the window. */
    converted_at: name.default('converted_at'),
    /**
     * The column with the end of the window; null without a window: then every actor is eligible at once.
     */
    window_ends_at: name.default('window_ends_at'),
    /** The percentile of durations; the median by default. */
    percentile: z.number().gt(0).lt(1).default(0.5),
    /** The view of events for criteria given in a query; without it, a query cannot give any. */
    criteria_events_from: z.string().optional(),
  }),
])

/** All kinds of metrics. */
export const metricKinds = metric.options.flatMap(({ shape }) => [...shape.kind.values])

const dimensionTypes = ['text', 'boolean', 'numeric', 'date'] as const

const describedDimension = z.strictObject({
  description: sentence,
  type: z.enum(dimensionTypes).default('text'),
  /** Its column, when the name differs. */
  column: name.optional(),
  /** Source tables that the dimension needs to be correct. */
  requires: z.array(requirement).default([]),
  values: z.array(z.string()).optional(),
  /** Whether its value never changes, so that it also applies to past moments. */
  immutable: z.boolean().default(false),
  /** The parameter that defines the dimension; without a value the dimension is not available. */
  option: name.optional(),
})

const dimension = z.union([
  sentence.transform((description) => ({
    description,
    type: 'text' as const,
    column: undefined,
    requires: [] as string[],
    values: undefined,
    immutable: false,
    option: undefined,
  })),
  describedDimension,
])

const column = z.strictObject({ description: sentence.optional(), pii: z.boolean().optional() })

/** An account signal: rows with the columns `measure`, `window_days` and `value`. */
const measure = z.strictObject({
  description: sentence,
  /** The valid windows in days; empty for a signal without window. */
  windows: z.array(z.int().positive()).default([]),
  /** Source tables without which it is unknown. */
  requires: z.array(requirement).default([]),
  /** The parameter that it requires. */
  option: name.optional(),
  /**
   * The parameters that affect it; other parameters of a rule have no effect without a signal that they
   * affect.
   */
  options: z.array(name).default([]),
  /** Whether it is also known at the end of each past week, for metrics with periods. */
  weekly: z.boolean().default(false),
})

/** The subjects of signals, by the kind of their key. */
export const signalSubjects = ['account', 'workspace', 'user'] as const
/** How soon a signal should be acted on. */
export const signalSeverities = ['low', 'medium', 'high'] as const
/** The teams that act on signals. */
export const signalActors = ['sales', 'success', 'product'] as const

/** What a view of signals detects, and who should act on it. */
const signal = z.strictObject({
  /** What `subject_key` is the key of. */
  subject: z.enum(signalSubjects),
  severity: z.enum(signalSeverities),
  act_by: z.enum(signalActors),
  /**
   * The moments at which the condition is evaluated: then a row says that it was true at `evaluated_at`, and the
   * feed joins successive ones. Without it, the view has `detected_at` and `closed_at` itself.
   */
  evaluated: z.enum(['day', 'week']).optional(),
})

/** The effect of a view that has rows and should have none. */
const check = z.discriminatedUnion('severity', [
  z.strictObject({ severity: z.literal('error'), code: z.enum(['MIXED_CURRENCIES']) }),
  z.strictObject({ severity: z.literal('warning'), message: sentence }),
])

/** The header between `/*---` and `---*​/` at the top of every file in `sql/`. */
export const viewHeaderSchema = z.strictObject({
  view: z.string().regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/, 'a view is named layer.relation'),
  description: sentence,
  owner: sentence,
  grain: sentence,
  key: z.array(name),
  /** The column that assigns rows to periods; without it, the metrics are point-in-time. */
  time: name.optional(),
  /** `timestamp` is bucketed in the request's time zone; `date` is already local. */
  time_type: z.enum(['timestamp', 'date']).default('timestamp'),
  /** The finest grain at which the rows of the view are meaningful. */
  finest_grain: z.enum(grains).default('hour'),
  /**
   * Entities with dimensions for the rows of the view: entity view → the columns of the view that reference its
   * key.
   */
  entities: z
    .record(
      z.string(),
      z.string().transform((columns) => columns.split(/,\s*/)),
    )
    .default({}),
  /** The same, for entities as of the row's own time. */
  at_event: z
    .record(
      z.string(),
      z.string().transform((columns) => columns.split(/,\s*/)),
    )
    .default({}),
  /** The view with return events of cohorts, when this view only adds starts to the rows of another one. */
  return_events_from: z.string().optional(),
  dimensions: z.record(name, dimension).default({}),
  metrics: z.record(name, metric).default({}),
  columns: z.record(name, column).default({}),
  measures: z.record(name, measure).default({}),
  /** For a view in `signals`: what it detects. */
  signal: signal.optional(),
  checks: z.record(name, sentence).default({}),
  /** Cases in which the numbers surprise, one sentence or two each. */
  edge_cases: z.array(sentence).default([]),
  /** Points on which sources disagree. */
  choices: z.array(choice).default([]),
  used_by: z.array(sentence).default([]),
  /** Source tables without which the metrics of this view are unavailable. */
  requires: z.array(requirement).default([]),
  /** Parameters without canonical value that the metrics of this view require. */
  needs_options: z.array(name).default([]),
  /**
   * Own dimensions whose values do not add up, such as the points of a curve, which repeat the same rows: a query
   * must group by them or select one value.
   */
  needs_dimensions: z.array(name).default([]),
  unaffected_by,
  affected_with,
  /**
   * The assumption when an optional table is missing: table → the sentence in the notes of every result.
   */
  assumes: z.record(name, sentence).default({}),
  /** The reason why the view's joins and windows do not use the account key; without it they must. */
  crosses_accounts: sentence.optional(),
  /**
   * Views that should have no rows. While one has rows, an error rejects the metrics of this view with its code, and
   * a warning adds its message and the rows to every result.
   */
  checks_from: z.record(z.string(), check).default({}),
  /** The result is stored in a table of the same name and refreshed after each load. */
  stored: z.boolean().default(false),
  /** Columns to index in the stored table, each list one index. */
  indexes: z.array(z.array(name)).default([]),
  /** How it follows its inputs without being computed in full. */
  incremental: incremental.optional(),
})

/** The valid fields of a header: its own under the empty name, then those of each section's entries. */
export const headerFields: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(viewHeaderSchema.shape),
  metrics: [...new Set(metric.options.flatMap(({ shape }) => Object.keys(shape)))],
  dimensions: Object.keys(describedDimension.shape),
  columns: Object.keys(column.shape),
  measures: Object.keys(measure.shape),
  signal: Object.keys(signal.shape),
  incremental: Object.keys(incremental.shape),
  choices: Object.keys(choice.shape),
}

export type ViewHeader = z.infer<typeof viewHeaderSchema>
export type MetricHeader = ViewHeader['metrics'][string]
export type MetricKind = MetricHeader['kind']
/** The header of a metric of one kind. */
export type HeaderOf<Kind extends MetricKind> = Extract<MetricHeader, { kind: Kind }>
export type MeasureHeader = ViewHeader['measures'][string]
export type SignalHeader = NonNullable<ViewHeader['signal']>
export type DimensionHeader = ViewHeader['dimensions'][string]
export type Unit = (typeof units)[number]

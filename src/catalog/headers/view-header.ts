import { z } from '../../forms.ts'

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name is snake_case')
const sentence = z.string().trim().min(1)

/** How a metric counts: what unit its values have. */
export const units = ['count', 'money', 'ratio', 'hours', 'days', 'months', 'score'] as const

/** Parameters behind a metric's rows that change none of its numbers, because it does not look at what they change. */
const unaffected_by = z.array(name).default([])

/**
 * Parameters that change a number only while others have certain values: parameter → other → its values, where
 * `none` is null and `given` anything else.
 */
const affected_with = z.record(name, z.record(name, z.array(z.union([z.string(), z.number()])))).default({})

const common = {
  unaffected_by,
  affected_with,
  description: sentence,
  unit: z.enum(units),
  /** Raised when the meaning changes, so that a dashboard can tell. */
  version: z.int().positive().default(1),
  deprecated: z.strictObject({ since: sentence, use: name }).optional(),
}

/** Dimensions of the view that this metric cannot be grouped by. */
const not_by = z.array(name).default([])

/** A source table, or alternatives of which one is enough: `users|product_events`. */
const requirement = z
  .string()
  .regex(/^[a-z][a-z0-9_]*(\|[a-z][a-z0-9_]*)*$/, 'a requirement is a table, or tables with | between')

/** An SQL expression over the columns of the view, and the condition that a row has to meet. */
const aggregate = {
  expression: sentence.optional(),
  where: sentence.optional(),
  /**
   * True of rows whose outcome is not known yet, false where it is, null of rows that the metric is not about:
   * such rows are reported, never counted.
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
    /** Business parameters that the expression names. */
    parameters: z.array(name).optional(),
  }),
  z.strictObject({
    kind: z.literal('cumulative'),
    ...common,
    of: name,
    /** `all_time`, `year_to_date` and the like, or a length such as `28 days`. */
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
    /** The view that says when actors began, in the actor's column and `created_at`; new may mean that. */
    beginnings_from: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('balance'),
    ...common,
    expression: sentence,
    /** Different values of the expression are counted, each once, instead of being added up. */
    distinct: z.boolean().default(false),
    where: sentence.optional(),
    not_by,
    at: z.enum(['start', 'end']).default('end'),
    /** The same balance at the period's start: movements lead from there to here. */
    starts_as: name.optional(),
  }),
  z.strictObject({
    kind: z.literal('movement'),
    ...common,
    /** The balance that it moves. */
    of: name,
    expression: sentence,
    where: sentence.optional(),
    /** Reported as a positive number, and taken off the balance. */
    taken_off: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('retention'),
    ...common,
    actor: name,
    measure: z.enum(['retained', 'size']),
    /** What each actor weighs in a period, such as its revenue; without it, each counts one. */
    weight: sentence.optional(),
    /** Nobody weighs more than at the start. */
    capped: z.boolean().default(false),
    /** The column that holds who acts for the actor; with it, an actor may need several people to be back. */
    people: name.optional(),
  }),
  z.strictObject({ kind: z.literal('distribution'), ...common, actor: name }),
  z.strictObject({ kind: z.literal('payback'), ...common, measure: z.enum(['months', 'recovered_share']) }),
  z.strictObject({
    kind: z.literal('conversion'),
    ...common,
    /** The column that holds who converts. */
    actor: name,
    measure: z.enum(['eligible', 'converted', 'duration']),
    /** Which rows count; those that are chances when absent and eligible, all of them otherwise. */
    where: sentence.optional(),
    /** Which rows are chances to convert, where others only say what followed; all of them when absent. */
    chance: sentence.optional(),
    /** The column with the moment of converting, null for who has not within the window. */
    converted_at: name.default('converted_at'),
    /** The column with the end of the window; null: without a window everyone is eligible at once. */
    window_ends_at: name.default('window_ends_at'),
    /** Of the durations; the median unless said otherwise. */
    percentile: z.number().gt(0).lt(1).default(0.5),
    /** The view of events that a question's own criteria count; without it, a question cannot bring any. */
    criteria_from: z.string().optional(),
  }),
])

/** Every way in which a metric can count. */
export const metricKinds = metric.options.flatMap(({ shape }) => [...shape.kind.values])

const dimensionTypes = ['text', 'boolean', 'numeric', 'date'] as const

const describedDimension = z.strictObject({
  description: sentence,
  type: z.enum(dimensionTypes).default('text'),
  /** The column that holds it, when it is not the dimension's own name. */
  column: name.optional(),
  /** Source tables without which the dimension would say something untrue. */
  requires: z.array(requirement).default([]),
  values: z.array(z.string()).optional(),
  /** What it says of something never changes, so it is true of any moment in the past. */
  lasting: z.boolean().default(false),
  /** The parameter that says what the dimension is; without a value there is none. */
  option: name.optional(),
})

const dimension = z.union([
  sentence.transform((description) => ({
    description,
    type: 'text' as const,
    column: undefined,
    requires: [] as string[],
    values: undefined,
    lasting: false,
    option: undefined,
  })),
  describedDimension,
])

const column = z.strictObject({ description: sentence.optional(), pii: z.boolean().optional() })

const parameter = z.strictObject({
  description: sentence,
  type: z.enum([
    'text',
    'text_list',
    'matcher',
    'integer',
    'number',
    'boolean',
    'timestamp',
    'criteria',
    'health_rule',
    'qualification_rule',
  ]),
  /** Of a rule: the view of facts whose measures it may name. */
  measures_from: z.string().optional(),
  /** The values of a text; of a number, the words that may stand in its place. */
  values: z.array(z.string()).optional(),
  /** Source tables without which a value means nothing: value → tables. */
  value_requires: z.record(z.string(), z.array(requirement)).default({}),
  min: z.number().optional(),
  max: z.number().optional(),
  /** The parameter that it must not be more than. */
  at_most: name.optional(),
  /** The parameter beside whose value it says nothing. */
  not_with: name.optional(),
  unit: z.string().optional(),
  /**
   * What its values are called where a description names it: value → words, `none` for null and `other` for all
   * others, in which `{value}` is the value with its unit.
   */
  says: z.record(z.string(), sentence).default({}),
  /** Whether it is a time that has to pass before an outcome is known, in its unit. */
  is_window: z.boolean().default(false),
  /** Whether null is a value that a question may give; matchers may always be null. */
  nullable: z.boolean().default(false),
})

/** What a view of measures knows of each account, in rows with the columns `measure`, `window_days` and `value`. */
const measure = z.strictObject({
  description: sentence,
  /** The windows, in days, of which one has to be named; none where it is as things stand. */
  windows: z.array(z.int().positive()).default([]),
  /** Source tables without which it is unknown. */
  requires: z.array(requirement).default([]),
  /** The parameter without which it means nothing. */
  option: name.optional(),
  /** The parameters that change it: what else stands behind a rule says nothing while no such measure is named. */
  options: z.array(name).default([]),
})

/** What stands between `/*---` and `---*​/` at the top of every file in `sql/`. */
export const viewHeaderSchema = z.strictObject({
  view: z.string().regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/, 'a view is named layer.relation'),
  description: sentence,
  owner: sentence,
  grain: sentence,
  key: z.array(name),
  /** The column by which rows fall into periods; without it, the metrics say how things stand, and have none. */
  time: name.optional(),
  /** `timestamp` is bucketed in the request's time zone; `date` is already local. */
  time_type: z.enum(['timestamp', 'date']).default('timestamp'),
  /** The finest grain at which the view's rows mean anything. */
  finest_grain: z.enum(['hour', 'day', 'week', 'month', 'quarter', 'year']).default('hour'),
  /** Entities whose dimensions the view's rows can be grouped by: entity view → the columns here that hold its key. */
  entities: z
    .record(
      z.string(),
      z.string().transform((columns) => columns.split(/,\s*/)),
    )
    .default({}),
  /** The same, as things were at the row's own time: entity view → the columns here that hold its key then. */
  at_event: z
    .record(
      z.string(),
      z.string().transform((columns) => columns.split(/,\s*/)),
    )
    .default({}),
  /** Where cohorts look for returns, when the view only adds starts to the rows of another one. */
  returns: z.string().optional(),
  dimensions: z.record(name, dimension).default({}),
  metrics: z.record(name, metric).default({}),
  columns: z.record(name, column).default({}),
  measures: z.record(name, measure).default({}),
  checks: z.record(name, sentence).default({}),
  used_by: z.array(sentence).default([]),
  /** Source tables without which the metrics of this view are unavailable. */
  requires: z.array(requirement).default([]),
  /** Parameters whose canonical value is null and without which the metrics of this view mean nothing. */
  needs_options: z.array(name).default([]),
  unaffected_by,
  affected_with,
  /** What is assumed when an optional table is missing: table → the sentence that every answer then carries. */
  assumes: z.record(name, sentence).default({}),
  /** Why the view's joins and windows do not run along the account key; without it they must. */
  crosses_accounts: sentence.optional(),
  /** Views that must be empty, or the metrics of this view are refused with this code. */
  guards: z.record(z.string(), z.enum(['MIXED_CURRENCIES'])).default({}),
  /** Views that should be empty: while one has rows, every answer carries its sentence and what was found. */
  warns: z.record(z.string(), sentence).default({}),
  /** The result is kept as a table of the same name and refreshed after each load. */
  stored: z.boolean().default(false),
  /** Columns to index in the stored table, each list one index. */
  indexes: z.array(z.array(name)).default([]),
  /** A parameter relation: its columns are the parameters, described here. */
  parameters: z.record(name, parameter).default({}),
})

/** The fields that a header knows: its own under the empty name, then those of each entry of a section. */
export const headerFields: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(viewHeaderSchema.shape),
  metrics: [...new Set(metric.options.flatMap(({ shape }) => Object.keys(shape)))],
  dimensions: Object.keys(describedDimension.shape),
  columns: Object.keys(column.shape),
  measures: Object.keys(measure.shape),
  parameters: Object.keys(parameter.shape),
}

export type ViewHeader = z.infer<typeof viewHeaderSchema>
export type MetricHeader = ViewHeader['metrics'][string]
export type MetricKind = MetricHeader['kind']
export type MeasureHeader = ViewHeader['measures'][string]
export type DimensionHeader = ViewHeader['dimensions'][string]
export type ParameterHeader = ViewHeader['parameters'][string]
export type Unit = (typeof units)[number]

import { z } from '../../forms.ts'
import { name, sentence } from './words.ts'

/** The units of metric values. */
export const units = ['count', 'quantity', 'money', 'ratio', 'hours', 'days', 'months', 'score'] as const

/** Parameters of a metric's rows that do not affect its numbers. */
export const unaffected_by = z.array(name).default([])

/**
 * Parameters that affect a number only under certain values of others: parameter → other → its values,
 * where `none` is null and `given` any other value.
 */
export const affected_with = z
  .record(name, z.record(name, z.array(z.union([z.string(), z.number()]))))
  .default({})

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

/** A metric in the header of its view, by its kind. */
export const metric = z.discriminatedUnion('kind', [
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

export type MetricHeader = z.infer<typeof metric>
export type MetricKind = MetricHeader['kind']
/** The header of a metric of one kind. */
export type HeaderOf<Kind extends MetricKind> = Extract<MetricHeader, { kind: Kind }>
export type Unit = (typeof units)[number]

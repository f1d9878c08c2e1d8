import { z } from 'zod'

export const grains = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const
export type Grain = (typeof grains)[number]

const scalar = z.union([z.string(), z.number(), z.boolean()])

/** The comparisons a filter may make; `in` and `notIn` take lists, `isNull` takes true or false. */
export const operators = [
  'eq',
  'ne',
  'in',
  'notIn',
  'lt',
  'lte',
  'gt',
  'gte',
  'contains',
  'startsWith',
  'isNull',
] as const

const filter = z.strictObject({
  dimension: z.string(),
  operator: z.enum(operators),
  value: z.union([scalar, z.array(scalar)]),
})

const requestedMetric = z.strictObject({
  metric: z.string(),
  /** The column's name in the answer; the metric's own when absent. */
  alias: z.string().optional(),
  /** Conditions for this metric alone. */
  where: z.array(filter).default([]),
})

/** A question, as every door asks it. */
export const metricsRequestSchema = z.strictObject({
  metrics: z
    .array(
      z.union([z.string().transform((metric) => ({ metric, alias: undefined, where: [] })), requestedMetric]),
    )
    .min(1),
  by: z.array(z.string()).default([]),
  where: z.array(filter).default([]),
  grain: z.enum(grains).optional(),
  /** First local day, inclusive, `YYYY-MM-DD`. With a grain, the period it falls into, whole. */
  from: z.iso.date().optional(),
  /** Last local day, inclusive. With a grain, the period it falls into, whole. */
  to: z.iso.date().optional(),
  /** Nothing known later counts. A date means its first instant in the time zone. */
  asOf: z.string().optional(),
  /** IANA name; the parameter `time_zone` when absent. */
  timeZone: z.string().optional(),
  /** Parameter name → value: each one listed under `deviations`, each one changes the definition hash. */
  options: z.record(z.string(), z.unknown()).default({}),
  /** `parts` adds numerator, denominator and maturity columns. */
  parts: z.boolean().default(false),
  orderBy: z
    .array(z.strictObject({ column: z.string(), direction: z.enum(['asc', 'desc']).default('asc') }))
    .default([]),
  first: z.int().positive().optional(),
  after: z.string().optional(),
  /** Adds the row over all dimensions and periods. */
  totals: z.boolean().default(false),
})

export type MetricsRequest = z.output<typeof metricsRequestSchema>
export type MetricsRequestInput = z.input<typeof metricsRequestSchema>
export type Filter = z.output<typeof filter>
export type RequestedMetric = z.output<typeof requestedMetric>

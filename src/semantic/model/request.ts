import { z } from '../../forms.ts'
import { grains, type Grain } from '../../catalog/headers/grain.ts'
import { namedValues } from '../../catalog/parameters/values/named-values.ts'

export { grains, type Grain }

const scalar = z.union([z.string(), z.number(), z.boolean()])

/** So many of each kind may a question have, lists of values aside: every one is a piece of the SQL. */
const maxItems = { metrics: 300, conditions: 500, comparisons: 60, order: 100 } as const

/** A list that cannot become longer than a statement may be. */
function listOf<Item extends z.ZodType>(item: Item, atMost: number) {
  return z.array(item).max(atMost, `there are more than ${String(atMost)}; ask in several questions`)
}

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
  value: z.union([scalar, z.array(scalar)], 'it must be a text, a number, true or false, or a list of them'),
})

/** In UTF-8: the names that comparisons make of it have to fit into the 63 bytes of a database's names. */
const maxAliasBytes = 40

const requestedMetric = z.strictObject({
  metric: z.string(),
  /** The column's name in the answer; the metric's own when absent. Short enough for a database's names. */
  alias: z
    .string()
    .min(1)
    .refine(
      (alias) => Buffer.byteLength(alias) <= maxAliasBytes,
      `it has more than ${String(maxAliasBytes)} bytes`,
    )
    .optional(),
  /** Conditions for this metric alone. */
  where: listOf(filter, maxItems.conditions).default([]),
  /** What each period counts instead of itself alone: `all_time`, `year_to_date`, `28 days`, … */
  over: z.string().optional(),
})

const columnCondition = filter.omit({ dimension: true }).extend({ column: z.string() })

/** The values of a dimension that stay apart; all others become one group. */
const keptValues = z.strictObject({
  dimension: z.string(),
  values: z.array(z.string().nullable()),
  /** The name of the group of all others; no value of the dimension has it. */
  rest: z.string().optional(),
})

/** Cohorts one by one, or their average by age: by their sizes, or each cohort as much as the other. */
export const cohortForms = ['each', 'weighted_average', 'simple_average'] as const
export type CohortForm = (typeof cohortForms)[number]

const atLeastOne = z.int('it must be a whole number of at least 1').min(1, 'it must be at least 1')

/** A question, as every door asks it. */
export const metricsRequestSchema = z.strictObject({
  metrics: listOf(
    z.union([
      z.string().transform((metric) => ({ metric, alias: undefined, where: [], over: undefined })),
      requestedMetric,
    ]),
    maxItems.metrics,
  ).min(1, 'it has to name at least one metric'),
  by: listOf(z.string(), maxItems.order).default([]),
  where: listOf(filter, maxItems.conditions).default([]),
  grain: z.enum(grains).optional(),
  /** First local day, inclusive, `YYYY-MM-DD`. With a grain, the period it falls into, whole; facts by month: the month. */
  from: z.iso.date().optional(),
  /** Last local day, inclusive. With a grain, the period it falls into, whole; facts by month: the month. */
  to: z.iso.date().optional(),
  /** Instead of `from` and `to`, as seen from `asOf`: `last 12 months`, `this quarter`, `yesterday`. */
  period: z.string().optional(),
  /** Nothing known later counts. A date means its first instant in the time zone. */
  asOf: z.string().optional(),
  /** IANA name; the parameter `time_zone` when absent. */
  timeZone: z.string().optional(),
  /** Parameter name → value: each one listed under `deviations`, each one changes the definition hash. */
  options: namedValues(z.unknown()).default({}),
  /** Averages are over complete cells only: a cohort that is too young is in none. */
  cohorts: z.enum(cohortForms).default('each'),
  /** `parts` adds numerator, denominator and maturity columns. */
  parts: z.boolean().default(false),
  orderBy: listOf(
    z.strictObject({ column: z.string(), direction: z.enum(['asc', 'desc']).default('asc') }),
    maxItems.order,
  ).default([]),
  /** Conditions on columns of the answer. */
  having: listOf(columnCondition, maxItems.conditions).default([]),
  /** Earlier periods to stand beside each one: `1 year`, `3 months`, or `previous`. */
  compareTo: listOf(z.string(), maxItems.comparisons).default([]),
  /** Every period is counted only up to the point that the period of `asOf` has reached. */
  toDate: z.boolean().default(false),
  /** Dimensions of which only some values stay apart. */
  keep: listOf(keptValues, maxItems.order).default([]),
  /** The same, the values being those with the most of a metric over all periods together. */
  top: z.strictObject({ dimension: z.string(), count: atLeastOne, by: z.string().optional() }).optional(),
  first: atLeastOne.optional(),
  after: z.string().optional(),
  /** Adds the row over all dimensions and periods. */
  totals: z.boolean().default(false),
  /** Adds the rows of every coarser level: without the last dimension, without the last two, … */
  subtotals: z.boolean().default(false),
})

export type MetricsRequest = z.output<typeof metricsRequestSchema>
export type MetricsRequestInput = z.input<typeof metricsRequestSchema>
export type Filter = z.output<typeof filter>
export type ColumnCondition = z.output<typeof columnCondition>
export type RequestedMetric = z.output<typeof requestedMetric>

/** A length of time in whole units of the calendar. */
export interface Span {
  readonly count: number
  readonly unit: Grain
}

/** Dimensions that every cohort metric has without being asked. */
export const cohortDimensions = ['cohort', 'age']

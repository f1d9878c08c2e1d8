import { z } from '../../../forms.ts'
import { cohortForms, type CohortForm } from '../../../catalog/boards/chart-forms.ts'
import { grains, type Grain } from '../../../catalog/headers/grain.ts'
import { namedValues } from '../../../catalog/parameters/values/named-values.ts'
import { conditions, filter, listOf, maxConditions } from './filter.ts'
import { partialPeriods, type PartialPeriods } from './partial-periods.ts'

export { cohortForms, grains, partialPeriods, type CohortForm, type Grain, type PartialPeriods }
export type { Filter } from './filter.ts'

/** The largest numbers of items in the lists of a request. Each item adds to the SQL text; values in a list do not. */
const maxItems = { metrics: 300, conditions: maxConditions, comparisons: 60, order: 100 } as const

/** In UTF-8. The columns of comparisons add a suffix, and PostgreSQL limits names to 63 bytes. */
const maxAliasBytes = 40

const requestedMetric = z.strictObject({
  metric: z.string(),
  /** The name of the column in the result; the name of the metric when absent. */
  alias: z
    .string()
    .min(1)
    .refine(
      (alias) => Buffer.byteLength(alias) <= maxAliasBytes,
      `it has more than ${String(maxAliasBytes)} bytes`,
    )
    .optional(),
  /** Conditions for this metric only; all must be met. */
  where: conditions,
  /**
   * The time range of each value instead of its period: `all_time`, `year_to_date`, `28 days`, … Or the `average of 7
   * days`, the `minimum of`, `maximum of` or `product of` the values of so many periods.
   */
  over: z.string().optional(),
})

const columnCondition = filter.omit({ dimension: true }).extend({ column: z.string() })

/** The named values of a dimension; all other values become one group. */
const keptValues = z.strictObject({
  dimension: z.string(),
  values: z.array(z.string().nullable()),
  /** The name of the group of other values; no value of the dimension has this name. */
  rest: z.string().optional(),
})

const atLeastOne = z.int('it must be a whole number of at least 1').min(1, 'it must be at least 1')

/** The request of every interface. */
export const metricsRequestSchema = z.strictObject({
  metrics: listOf(
    z.union([
      z.string().transform((metric) => ({ metric, alias: undefined, where: [], over: undefined })),
      requestedMetric,
    ]),
    maxItems.metrics,
  ).min(1, 'it must name at least one metric'),
  by: listOf(z.string(), maxItems.order).default([]),
  where: conditions,
  grain: z.enum(grains).optional(),
  /**
   * The first local day, inclusive, `YYYY-MM-DD`. With a grain, the whole period of that day unless `partial` says
   * otherwise; for monthly facts, the month.
   */
  from: z.iso.date().optional(),
  /** The last local day, inclusive; widened like `from`. */
  to: z.iso.date().optional(),
  /** Instead of `from` and `to`, relative to `asOf`: `last 12 months`, `this quarter`, `yesterday`. */
  period: z.string().optional(),
  /** Whether the first and the last period are counted whole, within the bounds, or not at all. */
  partial: z.enum(partialPeriods).default('whole'),
  /** Ignores records of later times. A date means its first instant in the time zone. */
  asOf: z.string().optional(),
  /** Computes from the source tables as they are now, with records that arrived since the last refresh. */
  fresh: z.boolean().default(false),
  /** IANA name; the parameter `time_zone` when absent. */
  timeZone: z.string().optional(),
  /** Parameter name → value. Each one is listed under `deviations` and changes the definition hash. */
  options: namedValues(z.unknown()).default({}),
  /** Averages include only complete ages of a cohort. */
  cohorts: z.enum(cohortForms).default('each'),
  /** `parts` adds numerator, denominator and maturity columns. */
  parts: z.boolean().default(false),
  orderBy: listOf(
    z.strictObject({ column: z.string(), direction: z.enum(['asc', 'desc']).default('asc') }),
    maxItems.order,
  ).default([]),
  /** Conditions on columns of the result. */
  having: listOf(columnCondition, maxItems.conditions).default([]),
  /** The distances of earlier periods to compare with: `1 year`, `3 months`, or `previous`. */
  compareTo: listOf(z.string(), maxItems.comparisons).default([]),
  /** Truncates every period at the elapsed time of the current one. */
  toDate: z.boolean().default(false),
  /** Dimensions with a group for all values that are not named. */
  keep: listOf(keptValues, maxItems.order).default([]),
  /** The same; the named values are those with the highest value of a metric over all periods. */
  top: z.strictObject({ dimension: z.string(), count: atLeastOne, by: z.string().optional() }).optional(),
  first: atLeastOne.optional(),
  after: z.string().optional(),
  /** Adds one row over all dimensions and periods. */
  totals: z.boolean().default(false),
  /** Adds the rows of every coarser level: without the last dimension, without the last two, … */
  subtotals: z.boolean().default(false),
})

export type MetricsRequest = z.output<typeof metricsRequestSchema>
export type MetricsRequestInput = z.input<typeof metricsRequestSchema>
export type ColumnCondition = z.output<typeof columnCondition>
export type RequestedMetric = z.output<typeof requestedMetric>

/** A length of time in calendar units. */
export interface Span {
  readonly count: number
  readonly unit: Grain
}

/** Dimensions of every cohort metric, requested or not. */
export const cohortDimensions = ['cohort', 'age']

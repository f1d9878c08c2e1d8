import { operators } from '../../semantic/model/request/operators.ts'
import { cohortForms, grains } from '../../semantic/model/request/request.ts'
import { z } from '../../forms.ts'

const condition = z
  .union([
    z.strictObject({
      dimension: z.string(),
      operator: z.enum(operators),
      value: z.union([
        z.string(),
        z.number(),
        z.boolean(),
        z.array(z.union([z.string(), z.number(), z.boolean()])),
      ]),
    }),
    z.looseObject({}),
  ])
  .describe('{dimension, operator, value}; joined as {anyOf: […]}, {allOf: […]} or {not: …}.')

const metric = z.union([
  z.string(),
  z.strictObject({
    metric: z.string(),
    alias: z.string().optional().describe('The name of its column.'),
    where: z.array(condition).optional().describe('Conditions for this metric only.'),
    over: z
      .string()
      .optional()
      .describe(
        'Its time range instead of the period: all_time, year_to_date, "28 days", "average of 3 months".',
      ),
  }),
])

/** Which rows a question is about: in every tool that queries metrics. */
export const rowsInput = {
  metrics: z.array(metric).min(1).describe('Names of metrics, from find_metrics.'),
  by: z.array(z.string()).optional().describe('Dimensions to group by, from describe_metric.'),
  where: z.array(condition).optional().describe('Conditions on dimensions; all must be met.'),
  asOf: z
    .string()
    .optional()
    .describe('Ignores what was known later: a day (its first instant) or an instant.'),
  options: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Other values of options, from describe_metric. The answer then names the deviation.'),
}

/** A question to metrics. Names and values are checked by the planner, which answers with the valid ones. */
export const requestInput = z.strictObject({
  ...rowsInput,
  grain: z
    .enum(grains)
    .optional()
    .describe('One row for each period of this length; none: one row for the whole time.'),
  period: z
    .string()
    .optional()
    .describe('Relative to the data: "last 12 months", "this quarter", yesterday.'),
  from: z.string().optional().describe('The first day, YYYY-MM-DD, instead of period.'),
  to: z.string().optional().describe('The last day, included, YYYY-MM-DD.'),
  timeZone: z.string().optional().describe('Time zone of days, such as Europe/Berlin.'),
  cohorts: z
    .enum(cohortForms)
    .optional()
    .describe('For cohort metrics: each cohort, or their average at each age.'),
  having: z
    .array(z.strictObject({ column: z.string(), operator: z.enum(operators), value: z.unknown() }))
    .optional()
    .describe('Conditions on columns of the answer.'),
  orderBy: z
    .array(z.strictObject({ column: z.string(), direction: z.enum(['asc', 'desc']).optional() }))
    .optional()
    .describe('The order of rows by columns of the answer.'),
  parts: z.boolean().optional().describe('Adds numerators, denominators and whether cohorts are mature.'),
  totals: z.boolean().optional().describe('Adds one row over all periods and groups.'),
  first: z.int().min(1).max(500).default(50).describe('The largest number of rows.'),
  after: z.string().optional().describe('The next page: `after` of the answer before.'),
})

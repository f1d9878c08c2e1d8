import { PlumblineError } from '../../errors.ts'
import { z } from '../../forms.ts'
import { grains } from '../../semantic/model/request/request.ts'

/** The operators of filters in Cube that Plumbline can answer. */
export const cubeOperators = [
  'equals',
  'notEquals',
  'contains',
  'notContains',
  'startsWith',
  'notStartsWith',
  'gt',
  'gte',
  'lt',
  'lte',
  'set',
  'notSet',
  'inDateRange',
  'beforeDate',
  'beforeOrOnDate',
  'afterDate',
  'afterOrOnDate',
] as const

const text = z.string().max(10_000)
const members = z.array(z.string()).max(300).default([])
const value = z.union([text, z.number(), z.boolean(), z.null()])

const comparison = z
  .strictObject({
    member: z.string().optional(),
    /** The earlier name of `member`. */
    dimension: z.string().optional(),
    operator: z.enum(cubeOperators),
    values: z.array(value).max(10_000).default([]),
  })
  .refine(
    ({ member, dimension }) => (member ?? dimension) !== undefined,
    'a filter has a member, or the list and or or',
  )
  .transform(({ member, dimension, operator, values }) => ({
    member: member ?? dimension ?? '',
    operator,
    values: values.map((one) => (one === null ? null : String(one))),
  }))

/** A comparison with a member. */
export type CubeComparison = z.output<typeof comparison>

/** A comparison, or several joined by and, or. */
export type CubeFilter =
  CubeComparison | { readonly and: readonly CubeFilter[] } | { readonly or: readonly CubeFilter[] }

const filter: z.ZodType<CubeFilter> = z.lazy(() =>
  z.unknown().transform((given, context): CubeFilter => {
    const read = formOf(given).safeParse(given)
    if (read.success) return read.data
    for (const issue of read.error.issues) context.addIssue({ ...issue, code: 'custom', input: given })
    return z.NEVER
  }),
)

/** The form that a filter says it has, so that a message is about that one. */
function formOf(given: unknown): z.ZodType<CubeFilter> {
  const several = z.array(filter).min(1).max(500)
  const names = typeof given === 'object' && given !== null ? Object.keys(given) : []
  if (names.includes('and')) return z.strictObject({ and: several })
  return names.includes('or') ? z.strictObject({ or: several }) : comparison
}

const dateRange = z.union([text, z.array(text).min(1).max(2)])

/** Words, a day, or the first and the last day. */
export type DateRange = z.output<typeof dateRange>

const timeDimension = z.strictObject({
  dimension: z.string(),
  granularity: z.enum(grains).nullable().default(null),
  dateRange: dateRange.nullable().default(null),
  compareDateRange: z.array(dateRange).min(1).max(10).nullable().default(null),
})

export type CubeTimeDimension = z.output<typeof timeDimension>

const direction = z.enum(['asc', 'desc'])

/** A query of Cube's REST API. */
const cubeQuery = z.strictObject({
  measures: members,
  dimensions: members,
  filters: z.array(filter).max(500).default([]),
  timeDimensions: z.array(timeDimension).max(10).default([]),
  segments: z.array(z.string()).max(0, 'there are no segments; use filters').default([]),
  order: z
    .union([
      z.record(z.string(), direction).transform((named) => Object.entries(named)),
      z.array(z.tuple([z.string(), direction])),
    ])
    .default([]),
  limit: z.int().min(1).max(50_000).nullable().default(null),
  offset: z.int().min(0).max(50_000).nullable().default(null),
  total: z.boolean().default(false),
  timezone: z.string().nullable().default(null),
  responseFormat: z.enum(['default', 'compact', 'columnar']).default('default'),
  ungrouped: z.literal(false, 'rows without groups are not available').optional(),
  // how Cube refreshes its cache; results here are those of the last refresh of the warehouse
  renewQuery: z.boolean().optional(),
  cache: z.string().optional(),
})

export type CubeQuery = z.output<typeof cubeQuery>

/**
 * Reads one query, or a list of them.
 *
 * @throws PlumblineError `BAD_REQUEST` with every value of the wrong form
 */
export function readCubeQueries(given: unknown): readonly CubeQuery[] {
  const read = z
    .array(cubeQuery)
    .min(1)
    .max(10)
    .safeParse(Array.isArray(given) ? given : [given])
  if (read.success) return read.data
  const problems = read.error.issues.map(({ path, message }) =>
    [path.map(String).join('.'), message].filter((part) => part !== '').join(': '),
  )
  throw new PlumblineError('BAD_REQUEST', `The query is not valid. ${problems.slice(0, 20).join('; ')}.`, {
    subject: 'query',
    problems,
  })
}

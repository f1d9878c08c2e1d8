import { PlumblineError } from '../../errors.ts'
import { z } from '../../forms.ts'

const named = z.object({ name: z.string(), alias: z.string().nullish() })

const group = z.object({
  name: z.string(),
  grain: z.string().nullish(),
  timeGranularity: z.string().nullish(),
  datePart: z.string().nullish(),
})

const order = z.object({
  metric: named.nullish(),
  groupBy: group.nullish(),
  descending: z.boolean().default(false),
})

/** No list of a client is longer; the planner has limits of its own. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .max(500)
    .nullish()
    .transform((items) => items ?? [])

const question = z.object({
  savedQuery: z.string().nullish(),
  metrics: listOf(named),
  groupBy: listOf(group),
  where: listOf(z.object({ sql: z.string().max(100_000) })),
  orderBy: listOf(order),
  /** The earlier name of `orderBy`. */
  order: listOf(order),
  limit: z.int().min(1).nullish(),
  /** Whether the result has the values of the groups only. */
  valuesOnly: z.boolean().default(false),
})

/** What a client of dbt's Semantic Layer asks, as in the arguments of `createQuery`. */
export type Question = z.output<typeof question>

/** The arguments of a mutation, or what an id says. */
export type GivenQuestion = z.input<typeof question>

/** Something that a query groups by, or is ordered by. */
export type GivenGroup = z.output<typeof group>

/**
 * Reads a question. Arguments that have no meaning here, such as the environment, are left out.
 *
 * @throws PlumblineError `BAD_REQUEST`
 */
export function readQuestion(given: unknown): Question {
  const read = question.safeParse(given)
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`)
    throw new PlumblineError('BAD_REQUEST', `The query is not valid. ${problems.join('; ')}.`, {
      subject: 'query',
      problems,
    })
  }
  if (typeof read.data.savedQuery === 'string')
    throw new PlumblineError('BAD_REQUEST', 'There are no saved queries: ask for metrics and groupBy.', {
      subject: 'savedQuery',
    })
  return read.data
}

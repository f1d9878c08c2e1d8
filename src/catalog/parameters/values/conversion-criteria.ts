import { z } from '../../../forms.ts'
import { PlumblineError } from '../../../errors.ts'
import { namedValues } from './named-values.ts'
import { readMatcher } from './event-matcher.ts'

/** One criterion: the events, and their minimum number of occurrences, days and users. */
export interface Criterion {
  /** Names of events; `*` is any. */
  readonly events: readonly string[]
  /** JSON documents of which an event has to contain one; null: its name is enough. */
  readonly conditions: readonly string[] | null
  readonly minCount: number
  readonly distinctDays: number
  readonly distinctUsers: number
}

/** The condition of a conversion: all criteria, any, or a number of them. */
export interface Criteria {
  readonly criteria: readonly Criterion[]
  /** How many of the criteria have to be met. */
  readonly require: number
  /** Whether each one counts only from the moment at which the one before it was met. */
  readonly ordered: boolean
  /** Whether nothing may happen in between: the events of an order follow each other immediately. */
  readonly strict: boolean
}

/** Each criterion is a step of the SQL. */
const mostCriteria = 20

const times = z.int().positive().max(1_000_000).default(1)

const criterion = z.strictObject({
  event: z.unknown(),
  where: namedValues(z.unknown()).optional(),
  min_count: times,
  distinct_days: times,
  distinct_users: times,
})

const written = z.union([
  z
    .array(criterion)
    .min(1)
    .transform((all) => ({ all, require: 'all' as const, ordered: false, strict: false })),
  z.strictObject({
    all: z.array(criterion).min(1),
    require: z.union([z.enum(['all', 'any']), z.int().positive()]).default('all'),
    ordered: z.boolean().default(false),
    strict: z.boolean().default(false),
  }),
])

/**
 * Reads the criteria of a query: a list of criteria, or
 * `{ "all": [{ "event": "invite", "min_count": 3 }, …], "require": "any", "ordered": false }`. In an order, `strict` means
 * that no other event comes in between.
 *
 * @throws PlumblineError `BAD_OPTION`
 */
export function readCriteria(name: string, value: unknown): Criteria | null {
  if (value === null) return null
  const parsed = written.safeParse(value)
  if (!parsed.success) {
    throw bad(
      name,
      `has to be a list of criteria, such as [{"event": "invite", "min_count": 3, "distinct_days": 2}], or ` +
        `{"all": […], "require": "any", "ordered": true}`,
    )
  }
  const { all, require, ordered, strict } = parsed.data
  if (all.length > mostCriteria) {
    throw bad(name, `has ${String(all.length)} criteria; the limit is ${String(mostCriteria)}`)
  }
  const needed = require === 'all' ? all.length : require === 'any' ? 1 : require
  if (needed > all.length) {
    throw bad(name, `requires ${String(needed)} criteria of ${String(all.length)}`)
  }
  if (ordered && needed < all.length) {
    throw bad(
      name,
      'cannot be ordered and require only some criteria: each criterion of an order needs the previous one',
    )
  }
  if (strict && !ordered) throw bad(name, 'can only be strict when it is ordered')
  const isSingle = ({ min_count, distinct_days, distinct_users }: z.output<typeof criterion>) =>
    min_count === 1 && distinct_days === 1 && distinct_users === 1
  if (strict && !all.every(isSingle)) {
    throw bad(
      name,
      'cannot be strict with min_count, distinct_days or distinct_users: each criterion is one event',
    )
  }
  return {
    criteria: all.map((one) => readCriterion(name, one)),
    require: needed,
    ordered: ordered && all.length > 1,
    strict: strict && all.length > 1,
  }
}

function readCriterion(name: string, one: z.output<typeof criterion>): Criterion {
  const matcher = one.where === undefined ? one.event : { event: one.event, where: one.where }
  const { events, events_conditions: conditions } = readMatcher('events', matcher ?? '*') as {
    events: readonly string[] | null
    events_conditions: readonly string[] | null
  }
  if (events === null) throw bad(name, 'has a criterion without an event; "*" is any event')
  const { min_count: minCount, distinct_days: distinctDays, distinct_users: distinctUsers } = one
  return { events, conditions, minCount, distinctDays, distinctUsers }
}

function bad(name: string, sentence: string): PlumblineError {
  return new PlumblineError('BAD_OPTION', `${name} ${sentence}.`, { subject: name })
}

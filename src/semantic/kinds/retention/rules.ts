import type { HeaderOf } from '../../../catalog/headers/metric-header.ts'
import { PlumblineError } from '../../../errors.ts'
import type { Parameters } from '../../../generated/parameters.ts'
import { memberOfRow } from '../../sql/members.ts'
import { sql, type Sql } from '../../sql/text/fragment.ts'
import { isMonthlySnapshot } from '../../sql/time-bucket.ts'
import { plannedGrain } from '../../sql/periods.ts'
import type { KindContext } from '../kind.ts'
import type { Grain } from '../../model/request/request.ts'

/** A range of ages: a return at any age of the range counts. */
export interface Bracket {
  readonly first: number
  readonly last: number
}

/** Each bracket adds to the SQL text. */
const maxBrackets = 100

/** The definitions of entries, returns and ages. */
export interface RetentionRules {
  readonly actor: string
  readonly grain: Grain
  readonly entry: 'first_time' | 'first_ever' | 'recurring'
  /** The days of one age, counted from each actor's own start; null: ages are calendar periods. */
  readonly rollingDays: number | null
  readonly criterion: 'on' | 'on_or_after' | 'bracket'
  readonly brackets: readonly Bracket[]
  readonly ageZero: 'cohort' | 'returned'
  readonly base: 'total' | 'previous'
  readonly minOccurrences: number
  /** The minimum number of active users of the actor; null: any event counts. */
  readonly activeUsers: { readonly column: string; readonly minimum: number } | null
  /** The weight of an actor, as SQL over the view; null: each actor counts one. */
  readonly weight: string | null
  /** The member behind each start, where values of few members are withheld; else null. */
  readonly member: Sql | null
}

/** The column `member` of entries and returns, where members are counted: one member of each actor. */
export function memberOfEntry({ member }: RetentionRules): readonly Sql[] {
  return member === null ? [] : [sql`member`]
}

/** The days of one age on the rolling clock, where a month has 30 days. */
const rollingDays: Partial<Record<Grain, number>> = { day: 1, week: 7, month: 30 }

/** Whether ages are counted from each actor's own start, in days; otherwise they are calendar periods. */
export function hasRollingClock({ retention_clock: clock }: Parameters): boolean {
  return clock === 'rolling_24h'
}

/**
 * The rules of a retention metric with the parameters of a request.
 *
 * @throws PlumblineError `BAD_OPTION` for a clock without that interval, and for invalid brackets
 */
export function retentionRules(context: KindContext<HeaderOf<'retention'>>): RetentionRules {
  const { plan, baseMetrics, view } = context
  const [{ header }] = baseMetrics
  const grain = plannedGrain(plan)
  const own = { actor: header.actor, grain, weight: header.weight ?? null, member: memberOfRow(context) }
  if (isMonthlySnapshot(view, grain)) return { ...own, ...ofSnapshots }
  const { parameters } = plan
  const criterion = parameters.retention_criterion
  return {
    ...own,
    entry: parameters.retention_cohort_entry,
    rollingDays: hasRollingClock(parameters) ? rollingDaysOf(grain) : null,
    criterion,
    brackets: bracketsOf(criterion, parameters.retention_brackets ?? []),
    ageZero: parameters.retention_age_zero,
    base: parameters.retention_base,
    minOccurrences: parameters.retention_min_occurrences,
    activeUsers: activeUsersOf(header.distinct_actors, parameters.retention_min_active_users),
  }
}

/** Monthly snapshots have fixed rules. */
const ofSnapshots = {
  entry: 'first_time',
  rollingDays: null,
  criterion: 'on',
  brackets: [],
  ageZero: 'cohort',
  base: 'total',
  minOccurrences: 1,
  activeUsers: null,
} as const

function activeUsersOf(column: string | undefined, minimum: number): RetentionRules['activeUsers'] {
  return column === undefined || minimum === 1 ? null : { column, minimum }
}

function rollingDaysOf(grain: Grain): number {
  const days = rollingDays[grain]
  if (days !== undefined) return days
  throw new PlumblineError(
    'BAD_OPTION',
    `The rolling clock counts in days, weeks of 7 and months of 30 days, not in ${grain}s.`,
    { subject: 'retention_clock', valid: Object.keys(rollingDays) },
  )
}

function bracketsOf(criterion: RetentionRules['criterion'], texts: readonly string[]): readonly Bracket[] {
  const bad = (sentence: string) =>
    new PlumblineError(
      'BAD_OPTION',
      `${sentence} Write them as 1-3,4-7: from age 1 on, ascending, without overlap.`,
      {
        subject: 'retention_brackets',
        valid: ['1-3,4-7', '1,2-7,8-30'],
      },
    )
  if (criterion !== 'bracket') {
    if (texts.length > 0) throw bad(`Brackets belong to the criterion bracket, not to ${criterion}.`)
    return []
  }
  if (texts.length === 0) throw bad('The criterion bracket requires retention_brackets.')
  if (texts.length > maxBrackets) throw bad(`There are more than ${String(maxBrackets)} brackets.`)
  const brackets = texts.map((text) => {
    const found = /^(?<first>\d{1,4})(?:-(?<last>\d{1,4}))?$/.exec(text.trim())?.groups
    const first = Number(found?.['first'])
    const last = Number(found?.['last'] ?? found?.['first'])
    if (found === undefined || first < 1 || last < first) throw bad(`${text} is not a bracket of ages.`)
    return { first, last }
  })
  if (brackets.some(({ first }, index) => first <= (brackets[index - 1]?.last ?? 0)))
    throw bad(`The brackets ${texts.join(', ')} overlap.`)
  return brackets
}

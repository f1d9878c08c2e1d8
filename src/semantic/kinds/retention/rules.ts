import { PlumblineError } from '../../../errors.ts'
import { isMonthlySnapshot } from '../../sql/time-bucket.ts'
import { plannedGrain } from '../../sql/periods.ts'
import type { HeaderOf, KindContext } from '../kind.ts'
import type { Grain } from '../../model/request.ts'

/** A stretch of ages within which it does not matter when an actor was back. */
export interface Bracket {
  readonly first: number
  readonly last: number
}

/** Each one is a piece of the SQL. */
const maxBrackets = 100

/** What counts as entering, as coming back and as an age. */
export interface RetentionRules {
  readonly actor: string
  readonly grain: Grain
  readonly entry: 'first_time' | 'first_ever' | 'recurring'
  /** How many days an age lasts, from each actor's own start; null: ages are periods of the calendar. */
  readonly rollingDays: number | null
  readonly criterion: 'on' | 'on_or_after' | 'bracket'
  readonly brackets: readonly Bracket[]
  readonly ageZero: 'cohort' | 'returned'
  readonly base: 'total' | 'previous'
  readonly minOccurrences: number
  /** How many different people of the actor have to be back; null: any event will do, whoever caused it. */
  readonly activeUsers: { readonly column: string; readonly minimum: number } | null
  /** What an actor weighs, in the columns of the view; null: each counts one. */
  readonly weight: string | null
}

/** How many days one age lasts on the rolling clock: a month is 30 days there. */
const rollingDays: Partial<Record<Grain, number>> = { day: 1, week: 7, month: 30 }

/**
 * The rules of a retention metric under the parameters of a request.
 *
 * @throws PlumblineError `BAD_OPTION` for a clock without that interval, and for brackets that are none
 */
export function retentionRules({
  plan,
  baseMetrics,
  view,
}: KindContext<HeaderOf<'retention'>>): RetentionRules {
  const [{ header }] = baseMetrics
  const grain = plannedGrain(plan)
  const own = { actor: header.actor, grain, weight: header.weight ?? null }
  if (isMonthlySnapshot(view, grain)) return { ...own, ...ofSnapshots }
  const { parameters } = plan
  const criterion = parameters.retention_criterion
  return {
    ...own,
    entry: parameters.retention_cohort_entry,
    rollingDays: parameters.retention_clock === 'rolling_24h' ? rollingDaysOf(grain) : null,
    criterion,
    brackets: bracketsOf(criterion, parameters.retention_brackets ?? []),
    ageZero: parameters.retention_age_zero,
    base: parameters.retention_base,
    minOccurrences: parameters.retention_min_occurrences,
    activeUsers: activeUsersOf(header.distinct_actors, parameters.retention_min_active_users),
  }
}

/** A snapshot at each month's end leaves nothing to choose: it is there or it is not. */
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
    new PlumblineError('BAD_OPTION', `${sentence} Write them as 1-3,4-7: from age 1 on, rising, apart.`, {
      subject: 'retention_brackets',
      valid: ['1-3,4-7', '1,2-7,8-30'],
    })
  if (criterion !== 'bracket') {
    if (texts.length > 0) throw bad(`Brackets belong to the criterion bracket, not to ${criterion}.`)
    return []
  }
  if (texts.length === 0) throw bad('The criterion bracket needs to know the brackets.')
  if (texts.length > maxBrackets) throw bad(`There are more than ${String(maxBrackets)} brackets.`)
  const brackets = texts.map((text) => {
    const found = /^(?<first>\d{1,4})(?:-(?<last>\d{1,4}))?$/.exec(text.trim())?.groups
    const first = Number(found?.['first'])
    const last = Number(found?.['last'] ?? found?.['first'])
    if (found === undefined || first < 1 || last < first) throw bad(`${text} is no bracket of ages.`)
    return { first, last }
  })
  if (brackets.some(({ first }, index) => first <= (brackets[index - 1]?.last ?? 0)))
    throw bad(`The brackets ${texts.join(', ')} overlap.`)
  return brackets
}

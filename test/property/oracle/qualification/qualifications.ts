import { accountAttributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import type { Fact } from '../fact.ts'
import { measuresOf } from '../measures.ts'
import { least } from '../accounts/month-ends.ts'
import { grouped, remembered } from '../memo.ts'
import { qualifiedTouches } from '../money/motions.ts'
import { day } from '../question/clock.ts'
import { isSignalling } from '../question/rules.ts'
import type { Settings } from '../question/settings.ts'
import { opportunitiesOf } from '../sales/opportunities.ts'
import { toFact } from '../usage/conversions.ts'
import { isFitting } from './activity.ts'
import { startsOf, weekEnds } from './evaluations.ts'
import { expansionsAt } from './expansion.ts'

/** A time from which an account was qualified. */
interface Qualification {
  readonly account: string
  readonly kind: 'product' | 'expansion'
  readonly at: number
  /** The next one of the account; infinite without one. */
  readonly nextAt: number
  /** Whether the conditions held at the last week end. */
  readonly isStill: boolean
}

const qualificationsOf = (data: Data, settings: Settings): readonly Qualification[] =>
  qualificationsByQuery(data)(settings)

const qualificationsByQuery = remembered((data: Data) =>
  remembered((settings: Settings) => allQualifications(data, settings)),
)

/** The numbers of the weeks at whose end each account was qualified. */
function allQualifications(data: Data, settings: Settings): readonly Qualification[] {
  const weeks = weekEnds(data, settings)
  const fitting = [...startsOf(data, settings)].filter(([account]) => isFitting(data, settings, account))
  const trueWeeks = weeks.flatMap((evaluation, week) => [
    ...fitting
      .filter(
        ([account, startedAt]) =>
          startedAt <= evaluation.at &&
          isSignalling(
            settings.options.qualification_rule,
            measuresOf(data, settings, account, evaluation.at),
          ),
      )
      .map(([account]) => ({ account, kind: 'product' as const, week })),
    ...expansionsAt(data, settings, evaluation)
      .filter(({ hasHeadroom, isHolding }) => hasHeadroom && isHolding)
      .map(({ account }) => ({ account, kind: 'expansion' as const, week })),
  ])
  const cooldown = settings.options.qualification_cooldown_days * day
  const momentOf = (week: number) => weeks[week]?.at ?? Infinity
  return [...grouped(trueWeeks, ({ account, kind }) => `${kind} ${account}`).values()].flatMap((own) => {
    const numbers = own.map(({ week }) => week).sort((a, b) => a - b)
    // rounded: the last microseconds of days are not exact
    const hasRested = (from: number, to: number) =>
      to > from + 1 && Math.round(momentOf(to) - momentOf(from)) >= cooldown
    const begins = numbers.filter((week, index) => {
      const before = numbers[index - 1]
      return before === undefined || hasRested(before, week)
    })
    return begins.flatMap((week, index): readonly Qualification[] => {
      const [one] = own
      const next = begins[index + 1]
      const isStill = next === undefined && numbers.at(-1) === weeks.length - 1
      return one === undefined
        ? []
        : [{ ...one, at: momentOf(week), nextAt: next === undefined ? Infinity : momentOf(next), isStill }]
    })
  })
}

const within = (length: number | null): number => (length === null ? Infinity : length * day)

/** An outcome of a qualification, where it came within the window. */
function outcome(
  data: Data,
  settings: Settings,
  { account, at }: Pick<Qualification, 'account' | 'at'>,
  window: number | null,
  then: number,
): Fact {
  return toFact(settings, {
    at,
    convertedAt: then <= at + within(window) && then !== Infinity ? then : null,
    until: window === null ? null : at + window * day,
    attributes: accountAttributes(data, account),
  })
}

/** Every qualification with the first sales touch since, before the next one. */
export function qualificationTouchFacts(data: Data, settings: Settings): readonly Fact[] {
  const touches = qualifiedTouches(data, settings)
  return qualificationsOf(data, settings).map((one) => {
    const touchedAt = least(
      touches
        .filter(({ account, at }) => account === one.account && at >= one.at && at < one.nextAt)
        .map(({ at }) => at),
    )
    const window = settings.options.qualification_touch_window_days
    return { ...outcome(data, settings, one, window, touchedAt), part: one.kind }
  })
}

/** Every qualification with the first win since, and every account that started and did not qualify. */
export function qualificationFacts(data: Data, settings: Settings): readonly Fact[] {
  const window = settings.options.qualification_win_window_days
  const wins = opportunitiesOf(data, settings).filter((one) => one.outcome === 'won')
  const wonAt = (account: string, from: number, to: number) =>
    least(
      wins.flatMap(({ account: of, closedAt }) =>
        of === account && closedAt !== null && closedAt >= from && closedAt < to ? [closedAt] : [],
      ),
    )
  const qualifications = qualificationsOf(data, settings)
  const qualified = qualifications.map((one): Fact => {
    const fact = outcome(data, settings, one, window, wonAt(one.account, one.at, one.nextAt))
    return { ...fact, part: one.kind, numbers: { ...fact.numbers, isStill: Number(one.isStill) } }
  })
  const firsts = grouped(
    qualifications.filter(({ kind }) => kind === 'product'),
    ({ account }) => account,
  )
  const unqualified = [...startsOf(data, settings)].flatMap(([account, at]): Fact[] => {
    const qualifiedAt = least((firsts.get(account) ?? []).map((one) => one.at))
    const then = wonAt(account, at, Infinity)
    const isEarly = qualifiedAt < Infinity && qualifiedAt <= Math.min(then, at + within(window))
    return isEarly ? [] : [{ ...outcome(data, settings, { account, at }, window, then), part: 'unqualified' }]
  })
  return [...qualified, ...unqualified]
}

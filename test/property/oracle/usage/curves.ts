import { accountAttributes, userAttributes } from '../data/attributes.ts'
import { accountsAsOf } from '../data/creation-dates.ts'
import type { Data } from '../data/data.ts'
import { allUsers } from '../data/user-accounts.ts'
import type { Fact } from '../fact.ts'
import { paidItems } from '../money/subscriptions.ts'
import { day, hour } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { activationsOf } from './activations.ts'
import { firstPaid, freeToPaidFacts, toFact } from './conversions.ts'

const upTo = (last: number, step: number): number[] =>
  Array.from({ length: last / step + 1 }, (_, index) => index * step)

/** The points of a curve: those before the end of the window, and that end. */
const within = (points: readonly number[], window: number | null): readonly number[] =>
  window === null ? points : [...points.filter((point) => point < window), window]

/** Each user at each point of the activation curve. */
export function activationCurveFacts(data: Data, settings: Settings): readonly Fact[] {
  const { activation_window_hours: window } = settings.options
  const points = within([...upTo(24, 1), ...upTo(720, 24).slice(2)], window)
  return activationsOf(data, settings).flatMap(({ user, anchoredAt, activatedAt, isEligible }) =>
    points.map((point) => ({
      at: anchoredAt,
      attributes: {
        hours_since_signup: point,
        ...userAttributes(data, user),
        ...accountAttributes(data, allUsers(data).get(user)?.account ?? null),
      },
      numbers: {
        isKnown: Number(isEligible),
        converted: Number(isEligible && activatedAt !== null && activatedAt <= anchoredAt + point * hour),
      },
    })),
  )
}

/** An account is paid for with the first payment of any of its buyers. */
export function accountFreeToPaidFacts(data: Data, settings: Settings): readonly Fact[] {
  const { options, asOf } = settings
  const paidFor = paidItems(data, settings, asOf)
  const window = options.free_to_paid_window_days
  return accountsAsOf(data, asOf).flatMap(({ key, signedUpAt: at }) => {
    if (at === null) return []
    const customers = new Set(
      paidFor.filter(({ account }) => account === key).map(({ customer }) => customer),
    )
    const paid = [...customers].flatMap((customer) => firstPaid(paidFor, settings, customer) ?? [])
    const first = paid.length === 0 ? null : Math.min(...paid)
    const until = window === null ? null : at + window * day
    return [
      toFact(settings, {
        at,
        convertedAt: first !== null && (until === null || first <= until) ? Math.max(first, at) : null,
        until,
        attributes: accountAttributes(data, key),
      }),
    ]
  })
}

const paidCurve =
  (factsOf: (data: Data, settings: Settings) => readonly Fact[]) =>
  (data: Data, settings: Settings): readonly Fact[] =>
    factsOf(data, settings).flatMap((fact) =>
      within(upTo(1080, 30), settings.options.free_to_paid_window_days).map((point) => {
        const days = fact.numbers?.['days'] ?? null
        return {
          ...fact,
          attributes: { days_since_creation: point, ...fact.attributes },
          numbers: {
            isKnown: fact.numbers?.['isKnown'] ?? 0,
            converted: Number(days !== null && days <= point),
          },
        }
      }),
    )

export const workspacePaidCurveFacts = paidCurve(freeToPaidFacts)
export const accountPaidCurveFacts = paidCurve(accountFreeToPaidFacts)

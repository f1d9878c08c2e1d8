import { accountsAsOf, workspacesAsOf } from '../data/creation-dates.ts'
import { coreActions, eventsAsOf } from './activations.ts'
import {
  accountAttributes,
  userAttributes,
  workspaceAttributes,
  type Attributes,
} from '../data/attributes.ts'
import { buyersOf } from '../data/buyers.ts'
import { metAt } from './criteria.ts'
import { day, firstInstant, floor, hour, wallClock } from '../question/clock.ts'
import type { Data } from '../data/data.ts'
import { eventsOf, type LocatedEvent } from '../data/events.ts'
import type { Fact } from '../fact.ts'
import type { Person } from '../data/user-accounts.ts'
import { matches } from './matchers.ts'
import { grouped } from '../memo.ts'
import type { Settings } from '../question/settings.ts'
import { paidItems, type PaidItem } from '../money/subscriptions.ts'
import { signedUp } from './signups.ts'
import { accountOf } from '../data/workspaces.ts'

/** An opportunity to convert. */
interface Chance {
  readonly at: number
  readonly convertedAt: number | null
  /** The end of the window; null without a window. */
  readonly until: number | null
  readonly attributes: Attributes
}

/** An opportunity counts only when its window is complete. */
export function toFact({ asOf }: Settings, { at, convertedAt, until, attributes }: Chance): Fact {
  const isKnown = until === null || until <= asOf
  const took = isKnown && convertedAt !== null ? convertedAt - at : null
  return {
    at,
    attributes,
    numbers: {
      isKnown: Number(isKnown),
      converted: took === null ? 0 : 1,
      hours: took === null ? null : took / hour,
      days: took === null ? null : took / day,
    },
  }
}

const plusWindow = (at: number, length: number | null, unit: number): number | null =>
  length === null ? null : at + length * unit

const isInTime = (at: number, until: number | null): boolean => until === null || at <= until

function attributesOfUser(data: Data, { id, account }: Person): Attributes {
  return { ...userAttributes(data, id), ...accountAttributes(data, account) }
}

/** An account activates when enough of its users have done enough core actions in total. */
export function accountActivationFacts(data: Data, settings: Settings): readonly Fact[] {
  const { options, asOf } = settings
  const { conversion_criteria: criteria } = options
  const done = criteria === null ? coreActions(data, settings) : eventsAsOf(data, settings)
  const actions = grouped(done, ({ company }) => company)
  return accountsAsOf(data, asOf).flatMap(({ key, kind, signedUpAt: at }) => {
    if (kind !== 'company' || at === null) return []
    const until = plusWindow(at, options.account_activation_window_days, day)
    const inTime = (actions.get(key) ?? []).filter((action) => isInTime(action.at, until))
    const enough =
      criteria === null
        ? enoughTogether(inTime, options.account_activation_min_count, options.account_activation_users)
        : metAt(settings, criteria, inTime)
    const convertedAt = enough === null ? null : Math.max(enough, at)
    return [toFact(settings, { at, convertedAt, until, attributes: accountAttributes(data, key) })]
  })
}

/** The time at which enough actions by enough users were reached. */
export function enoughTogether(
  actions: readonly LocatedEvent[],
  many: number,
  people: number,
): number | null {
  const ordered = [...actions].sort((a, b) => a.at - b.at)
  const reached = ordered.find((_, index) => {
    const soFar = ordered.slice(0, index + 1)
    return soFar.length >= many && new Set(soFar.flatMap(({ person }) => person ?? [])).size >= people
  })
  return reached?.at ?? null
}

/** Users with the core action in enough of the calendar weeks after their sign-up week. */
export function habitFacts(data: Data, settings: Settings): readonly Fact[] {
  const { options, zone } = settings
  const actions = grouped(coreActions(data, settings), ({ person }) => person)
  return signedUp(data, settings).map((user) => {
    const firstWeek = floor(wallClock(user.joinedAt, zone), 'week', settings) + 7 * day
    const end = firstWeek + options.habit_weeks * 7 * day
    const weeks = grouped(
      (actions.get(user.id) ?? [])
        .map(({ at }) => ({ at, local: wallClock(at, zone) }))
        .filter(({ local }) => local >= firstWeek && local < end),
      ({ local }) => floor(local, 'week', settings),
    )
    const begun = [...weeks.values()]
      .map((week) => Math.min(...week.map(({ at }) => at)))
      .sort((a, b) => a - b)
    return toFact(settings, {
      at: user.joinedAt,
      convertedAt: begun[options.habit_min_weeks - 1] ?? null,
      until: firstInstant(end, zone),
      attributes: attributesOfUser(data, user),
    })
  })
}

/** Users with the setup event; a setup before the sign-up counts as hour 0. */
export function setupFacts(data: Data, settings: Settings): readonly Fact[] {
  const { options } = settings
  const done = grouped(eventsAsOf(data, settings), ({ person }) => person)
  const { conversion_criteria: criteria } = options
  return signedUp(data, settings).map((user) => {
    const until = plusWindow(user.joinedAt, options.setup_window_hours, hour)
    const inTime = (done.get(user.id) ?? []).filter(({ at }) => isInTime(at, until))
    const setups = inTime.filter((event) => matches(options.setup_event, event)).map(({ at }) => at)
    const first =
      criteria === null
        ? setups.length === 0
          ? null
          : Math.min(...setups)
        : metAt(settings, criteria, inTime)
    return toFact(settings, {
      at: user.joinedAt,
      convertedAt: first === null ? null : Math.max(first, user.joinedAt),
      until,
      attributes: attributesOfUser(data, user),
    })
  })
}

/**
 * The time at which each payer first paid for a recurring item, from a given time on; a failed charge is not a
 * payment.
 */
export function firstPaid(
  paid: readonly PaidItem[],
  { asOf }: Settings,
  customer: string,
  from = -Infinity,
): number | null {
  const starts = paid
    .filter((item) => item.customer === customer && item.net > 0 && item.from <= asOf)
    .map(({ unchangedSince }) => unchangedSince)
    .filter((at) => at >= from)
  return starts.length === 0 ? null : Math.min(...starts)
}

/** A workspace is paid by its own customer or by a customer that pays for the whole account. */
export function freeToPaidFacts(data: Data, settings: Settings): readonly Fact[] {
  const { options, asOf } = settings
  const paidFor = paidItems(data, settings, asOf)
  const payers = new Map(paidFor.map(({ customer, account }) => [customer, account]))
  const buyers = [...payers].map(([customer, account]) => ({
    account,
    workspace:
      data.billing_customers?.find(({ customer_id }) => customer_id === customer)?.workspace_id ?? null,
    paidAt: firstPaid(paidFor, settings, customer),
  }))
  return workspacesAsOf(data, asOf)
    .filter(({ isRegistered }) => isRegistered)
    .map((workspace) => {
      const account = accountOf(workspace)
      const paid = buyers
        .filter((buyer) => buyer.account === account && (buyer.workspace ?? workspace.id) === workspace.id)
        .flatMap(({ paidAt }) => paidAt ?? [])
      const until = plusWindow(workspace.madeAt, options.free_to_paid_window_days, day)
      const first = paid.length === 0 ? null : Math.min(...paid)
      return toFact(settings, {
        at: workspace.madeAt,
        convertedAt: first === null || !isInTime(first, until) ? null : Math.max(first, workspace.madeAt),
        until,
        attributes: { ...workspaceAttributes(data, workspace.id), ...accountAttributes(data, account) },
      })
    })
}

/** One trial per customer, ended by its last period; without an end it is infinite. */
export function trialsOf(
  data: Data,
  { asOf }: Settings,
): readonly { customer: string; account: string | null; at: number; end: number }[] {
  const trials = (data.subscription_periods ?? []).filter(
    ({ customer_id, is_trial, started_at }) =>
      is_trial === true && Date.parse(started_at) <= asOf && buyersOf(data).has(customer_id),
  )
  return [...grouped(trials, ({ customer_id }) => customer_id)].map(([customer, periods]) => ({
    customer,
    account: buyersOf(data).get(customer) ?? null,
    at: Math.min(...periods.map(({ started_at }) => Date.parse(started_at))),
    end: Math.max(
      ...periods.map(({ trial_end, ended_at }) => {
        const ends = trial_end ?? ended_at
        return ends === null ? Infinity : Date.parse(ends)
      }),
    ),
  }))
}

/** Items paid before the trial are not conversions. */
export function trialFacts(data: Data, settings: Settings): readonly Fact[] {
  const { options, asOf } = settings
  const paidFor = paidItems(data, settings, asOf)
  return trialsOf(data, settings).map(({ customer, account, at, end }) => {
    const until = plusWindow(end, options.trial_grace_days, day)
    const paidAt = firstPaid(paidFor, settings, customer, at)
    return toFact(settings, {
      at,
      convertedAt: paidAt !== null && isInTime(paidAt, until) ? paidAt : null,
      until,
      attributes: {
        trial_length_band: bandOf(Math.round((end - at) / day)),
        ...accountAttributes(data, account),
      },
    })
  })
}

function bandOf(days: number): string | null {
  if (days === Infinity) return null
  if (days <= 7) return '0-7'
  if (days <= 14) return '8-14'
  if (days <= 30) return '15-30'
  return days <= 60 ? '31-60' : '61+'
}

/** Every opportunity, and every conversion at the time of the opportunity that it is attributed to. */
export function conversionFacts(data: Data, settings: Settings): readonly Fact[] {
  const { options, asOf } = settings
  const actorIn = ({ person, workspace, company }: LocatedEvent) =>
    ({ user: person, workspace, account: company })[options.conversion_actor as 'user']
  const known = eventsOf(data).filter((event) => event.knownAt <= asOf && actorIn(event) !== null)
  return [...grouped(known, actorIn).values()].flatMap((events) => {
    const ordered = [...events].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    const isOpportunity = (event: LocatedEvent) => matches(options.conversion_opportunity_event, event)
    const all = ordered.filter(isOpportunity)
    const opportunities = options.conversion_attribution === 'first_touch' ? all.slice(0, 1) : all
    // of events at the same instant, opportunities come first and conversions next
    const rank = (event: LocatedEvent) =>
      isOpportunity(event) ? (isConversion(event) ? 0 : 1) : isConversion(event) ? 2 : 3
    const isConversion = (event: LocatedEvent) => matches(options.conversion_event, event)
    const inPlace = [...ordered].sort((a, b) => a.at - b.at || rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
    const credited = ordered
      .filter((event) => matches(options.conversion_event, event))
      .flatMap((conversion) => {
        // at the same instant the opportunity comes first, but an event does not convert itself
        const before = opportunities.filter(
          (one) =>
            haveInCommon(options.conversion_same_property, one, conversion) &&
            (one.at < conversion.at ||
              (one.at === conversion.at && (!isOpportunity(conversion) || one.id < conversion.id))),
        )
        const latest = before.at(-1)
        const place = inPlace.indexOf(conversion)
        if (options.conversion_order === 'strict' && inPlace[place - 1] !== latest) return []
        return latest !== undefined && isInTime(conversion.at, end(latest)) ? [{ latest, conversion }] : []
      })
    function end(opportunity: LocatedEvent): number | null {
      return plusWindow(opportunity.at, options.conversion_window_days, day)
    }
    const fact = (event: LocatedEvent, convertedAt: number | null): Fact => {
      const made = toFact(settings, {
        at: event.at,
        convertedAt,
        until: end(event),
        attributes: {
          ...userAttributes(data, event.person),
          ...workspaceAttributes(data, event.workspace),
          ...accountAttributes(data, event.account),
        },
      })
      const isChance = convertedAt === null && made.numbers?.['isKnown'] === 1
      return { ...made, numbers: { ...made.numbers, isChance: Number(isChance) } }
    }
    return [
      ...opportunities.map((event) => fact(event, null)),
      ...(options.conversion_attribution === 'first_touch' ? credited.slice(0, 1) : credited).map(
        ({ latest, conversion }) => fact(latest, conversion.at),
      ),
    ]
  })
}

function haveInCommon(property: string | null, one: LocatedEvent, other: LocatedEvent): boolean {
  if (property === null) return true
  const value = one.properties[property]
  return value !== undefined && String(value) === String(other.properties[property])
}

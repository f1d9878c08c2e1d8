import { accountAttributes } from '../data/attributes.ts'
import { accountsOf } from '../data/accounts.ts'
import type { Data } from '../data/data.ts'
import { accountOfUser, eventsOf } from '../data/events.ts'
import type { Fact } from '../fact.ts'
import { first, grouped } from '../memo.ts'
import { motionsOf, qualifiedTouches, type MotionOfMovement } from '../money/motions.ts'
import { day, firstInstant, floor, periodsBetween, plus, readDay, wallClock } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { activationsOf } from '../usage/activations.ts'
import { allUsers } from '../data/user-accounts.ts'
import { opportunitiesOf, repAttributes } from './opportunities.ts'

interface Credit {
  readonly movement: MotionOfMovement
  readonly rep: string
  readonly by: 'opportunity' | 'touch'
}

const isIncrease = ({ kind, change }: MotionOfMovement): boolean =>
  change > 0 && (kind === 'new' || kind === 'expansion' || kind === 'reactivation')

/** The one rep who gets the credit for each increase in revenue. */
function creditsOf(data: Data, settings: Settings): readonly Credit[] {
  const window = settings.options.qualified_touch_window_days * day
  const opportunities = opportunitiesOf(data, settings).filter(({ owner }) => owner !== null)
  const touches = qualifiedTouches(data, settings).filter(({ rep }) => rep !== null)
  return motionsOf(data, settings)
    .filter(isIncrease)
    .flatMap((movement): Credit[] => {
      const { account, movedAt: at } = movement
      const opportunity = first(
        opportunities.filter(
          (one) =>
            one.account === account &&
            one.createdAt <= at &&
            (one.closedAt === null ||
              one.closedAt >= at ||
              (one.outcome === 'won' && one.closedAt >= at - window)),
        ),
        ({ outcome }) => Number(outcome !== 'won'),
        ({ closedAt }) => (closedAt === null ? null : Math.abs(closedAt - at)),
        ({ createdAt }) => -createdAt,
        ({ id }) => id,
      )
      if (opportunity !== undefined && opportunity.owner !== null)
        return [{ movement, rep: opportunity.owner, by: 'opportunity' }]
      const touch = first(
        touches.filter((one) => one.account === account && one.at <= at && one.at >= at - window),
        (one) => -one.at,
        ({ id }) => id,
      )
      return touch === undefined || touch.rep === null ? [] : [{ movement, rep: touch.rep, by: 'touch' }]
    })
}

/** Every credited increase, with the part that commission is paid on. */
export function creditFacts(data: Data, settings: Settings): readonly Fact[] {
  const alone = selfServeRevenue(data, settings)
  const payers = grouped(creditsOf(data, settings), ({ movement: { account, payer } }) =>
    JSON.stringify([account, payer]),
  )
  return [...payers.values()].flatMap((credits) => {
    const firstMonth = Math.min(...credits.map(({ movement }) => movement.month))
    return credits.map(({ movement, rep, by }): Fact => {
      const { start, change, month } = movement
      const own = Math.max(alone(movement), 0)
      const base = (): number => {
        if (own === 0) return change
        if (settings.options.commission_base === 'none') return 0
        if (settings.options.commission_base === 'full') return month === firstMonth ? start + change : change
        return Math.max(change - Math.max(own - start, 0), 0)
      }
      return {
        at: month,
        attributes: {
          credited_by: by,
          movement_motion: movement.motion,
          origin_motion: movement.origin,
          ...repAttributes(data, rep),
          ...accountAttributes(data, movement.account),
        },
        movement: movement.kind,
        numbers: { change, commission: base() },
      }
    })
  })
}

/** The revenue of a payer when sales became active: after the last movement by then. */
function selfServeRevenue(data: Data, settings: Settings): (payer: MotionOfMovement) => number {
  const touches = qualifiedTouches(data, settings)
  const opportunities = opportunitiesOf(data, settings)
  const movements = motionsOf(data, settings)
  return ({ account, payer }) => {
    const own = touches.filter((touch) => touch.account === account).map(({ at }) => at)
    const deals = opportunities.filter((one) => one.account === account).map(({ createdAt }) => createdAt)
    const since = Math.min(...(own.length > 0 ? own : deals))
    if (since === Infinity) return 0
    const last = first(
      movements.filter(
        (one) =>
          one.account === account &&
          one.payer === payer &&
          one.movedAt <= since &&
          one.month <= wallClock(since, settings.zone),
      ),
      ({ month }) => -month,
    )
    return last?.end ?? 0
  }
}

interface RepMonth {
  readonly rep: string
  readonly month: number
  readonly tenure: number
  readonly quota: number
  readonly credited: number
}

const sellers = (data: Data) =>
  (data.reps ?? []).filter(({ role, monthly_quota }) => role === 'sell' && (monthly_quota ?? 0) > 0)

/** The first opportunity or touch, automated ones included. */
const recordedFrom = (data: Data): number =>
  Math.min(
    ...(data.opportunities ?? []).map(({ created_at }) => Date.parse(created_at)),
    ...(data.sales_touches ?? []).map(({ occurred_at }) => Date.parse(occurred_at)),
  )

/** Every full month of employment of every rep with a quota. */
function repMonthsOf(data: Data, settings: Settings): readonly RepMonth[] {
  const { zone, asOf } = settings
  const credits = creditsOf(data, settings).filter(({ movement }) => movement.kind !== 'reactivation')
  return sellers(data).flatMap((rep) => {
    const start = readDay(rep.start_date)
    const own = floor(start, 'month', settings)
    const from = own === start ? own : plus(own, 1, 'month')
    const end = rep.end_date === null ? Infinity : readDay(rep.end_date)
    const all: RepMonth[] = []
    for (let month = from; ; month = plus(month, 1, 'month')) {
      const next = plus(month, 1, 'month')
      if (end < next - day || firstInstant(next, zone) > asOf) return all
      if (firstInstant(next, zone) <= recordedFrom(data)) continue
      all.push({
        rep: rep.rep_id,
        month,
        tenure: periodsBetween(from, month, 'month') + 1,
        quota: rep.monthly_quota ?? 0,
        credited: credits
          .filter((credit) => credit.rep === rep.rep_id && credit.movement.month === month)
          .reduce((sum, { movement }) => sum + movement.change, 0),
      })
    }
  })
}

/** The attainment of each rep in each full month. */
export function attainmentFacts(data: Data, settings: Settings): readonly Fact[] {
  if (recordedFrom(data) === Infinity) return []
  return repMonthsOf(data, settings).map(({ rep, month, quota, credited }) => ({
    at: month,
    attributes: repAttributes(data, rep),
    part: rep,
    numbers: { quota, credited, attainment: credited / quota },
  }))
}

/** When each rep reached the target as a mean over three months. */
export function rampFacts(data: Data, settings: Settings): readonly Fact[] {
  const { zone, asOf } = settings
  const since = recordedFrom(data)
  if (since === Infinity) return []
  const firstDay = floor(wallClock(since, zone), 'day', settings)
  const months = grouped(repMonthsOf(data, settings), ({ rep }) => rep)
  return sellers(data).flatMap((rep): Fact[] => {
    const start = readDay(rep.start_date)
    if (start > wallClock(asOf, zone) || start < firstDay) return []
    const own = months.get(rep.rep_id) ?? []
    const ramp = own.find(
      ({ tenure }, index) =>
        tenure >= 3 &&
        own.slice(index - 2, index + 1).reduce((sum, one) => sum + one.credited / one.quota, 0) / 3 >=
          settings.options.rep_ramp_target,
    )
    const isObserved = own.length >= 3
    return [
      {
        at: floor(start, 'month', settings),
        attributes: repAttributes(data, rep.rep_id),
        numbers: { isObserved: Number(isObserved), ramp: isObserved ? (ramp?.tenure ?? null) : null },
      },
    ]
  })
}

/** Every qualified touch in the window before an increase in revenue, with its weights. */
export function influenceFacts(data: Data, settings: Settings): readonly Fact[] {
  const window = settings.options.qualified_touch_window_days * day
  const touches = qualifiedTouches(data, settings)
  return motionsOf(data, settings)
    .filter(isIncrease)
    .flatMap((movement) => {
      const { account, payer, month, movedAt, change } = movement
      const own = touches
        .filter((touch) => touch.account === account && touch.at <= movedAt && touch.at >= movedAt - window)
        .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
      const weight = (index: number): number => {
        if (own.length <= 2) return 1 / own.length
        return index === 0 || index === own.length - 1 ? 0.4 : 0.2 / (own.length - 2)
      }
      return own.map((touch, index): Fact => ({
        at: month,
        attributes: {
          touch_kind: touch.kind,
          movement_motion: movement.motion,
          origin_motion: movement.origin,
          ...repAttributes(data, touch.rep),
          ...accountAttributes(data, account),
        },
        part: JSON.stringify([account, payer, month]),
        numbers: { change, linear: change / own.length, position: change * weight(index) },
      }))
    })
}

/** The depth of use of every account with a known owner, at each month end since its first feature. */
export function assignedFacts(data: Data, settings: Settings): readonly Fact[] {
  const { zone, asOf, options } = settings
  const today = floor(wallClock(asOf - 1, zone), 'day', settings)
  const uses = grouped(
    eventsOf(data)
      .filter(
        ({ person, knownAt, name }) =>
          person !== null && knownAt <= asOf && !options.passive_events.includes(name),
      )
      .map((event) => ({ ...event, day: floor(wallClock(event.at, zone), 'day', settings) })),
    (event) => accountOfUser(data, event),
  )
  const activated = grouped(
    activationsOf(data, settings).flatMap(({ user, activatedAt }) =>
      activatedAt === null || activatedAt > asOf
        ? []
        : [
            {
              account: allUsers(data).get(user)?.account ?? null,
              month: floor(wallClock(activatedAt, zone), 'month', settings),
            },
          ],
    ),
    ({ account }) => account,
  )
  return (data.accounts ?? []).flatMap(({ account_id: account, owner_rep_id: owner }) => {
    const own = uses.get(account) ?? []
    const isKnown = data.reps?.some(({ rep_id }) => rep_id === owner) === true
    if (own.length === 0 || !isKnown || !accountsOf(data).has(account)) return []
    const firstDay = Math.min(...own.map((use) => use.day))
    const lastDay = (month: number) => Math.min(plus(month, 1, 'month') - day, today)
    const depth = (month: number) =>
      new Set(
        own
          .filter((use) => use.day <= lastDay(month) && use.day > lastDay(month) - 28 * day)
          .map(({ name }) => name),
      ).size
    const facts: Fact[] = []
    for (let month = floor(firstDay, 'month', settings); month <= today; month = plus(month, 1, 'month')) {
      if (firstDay > lastDay(month)) continue
      facts.push({
        at: month,
        attributes: { ...repAttributes(data, owner), ...accountAttributes(data, account) },
        numbers: {
          depth: depth(month),
          change: depth(month) - depth(plus(month, -1, 'month')),
          activated: (activated.get(account) ?? []).filter((one) => one.month === month).length,
        },
      })
    }
    return facts
  })
}

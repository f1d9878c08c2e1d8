import { usersAsOf } from '../data/creation-dates.ts'
import { activationsOf } from '../usage/activations.ts'
import { day } from '../question/clock.ts'
import type { Data } from '../data/data.ts'
import { eventsOf } from '../data/events.ts'
import { allUsers } from '../data/user-accounts.ts'
import { companyOfDomain } from '../data/domains.ts'
import { first, grouped } from '../memo.ts'
import { domainOf, mailOf, stitchingOf } from '../data/stitching.ts'
import { movementsOf, type Movement } from './movements.ts'
import type { Settings } from '../question/settings.ts'
import { closingOf } from '../sales/closings.ts'
import { accountMonths } from './subscriptions.ts'

export interface MotionOfMovement extends Movement {
  readonly origin: string | null
  readonly motion: string | null
}

/** The motion of each movement; losses count against the motion that acquired the account. */
export function motionsOf(data: Data, settings: Settings): readonly MotionOfMovement[] {
  const judge = motionRuleOf(data, settings)
  const movements = movementsOf(data, settings)
  const origins = new Map(
    [...grouped(movements, ({ account }) => account)].flatMap(([account, own]) => {
      const earliest = first(
        own.filter(({ kind }) => kind === 'new'),
        ({ month }) => month,
        ({ movedAt }) => -movedAt,
      )
      return earliest === undefined ? [] : [[account, judge(earliest)]]
    }),
  )
  return movements.map((movement) => {
    const origin = origins.get(movement.account) ?? null
    const isLoss = movement.kind === 'contraction' || movement.kind === 'churn'
    const lost = () => {
      const gain = settings.options.lost_revenue_motion === 'last_in' ? gainBefore(movements, movement) : null
      return gain === null ? origin : judge(gain)
    }
    return { ...movement, origin, motion: movement.kind === null ? null : isLoss ? lost() : judge(movement) }
  })
}

/** The last gain that raised the payer's revenue to or beyond its level before a loss. */
function gainBefore(movements: readonly Movement[], loss: Movement): Movement | null {
  const gains = movements.filter(
    ({ account, payer, month, kind, start, end }) =>
      account === loss.account &&
      payer === loss.payer &&
      month < loss.month &&
      (kind === 'new' || kind === 'expansion' || kind === 'reactivation') &&
      start < loss.start &&
      end >= loss.start,
  )
  return first(gains, ({ month }) => -month) ?? null
}

function motionRuleOf(data: Data, settings: Settings): (movement: Movement) => string {
  const { options } = settings
  const touches = qualifiedTouches(data, settings)
  const used = firstUse(data, settings)
  const window = options.qualified_touch_window_days * day
  const recordedFrom = Math.min(...eventsOf(data).map(({ at }) => at))
  return ({ account, movedAt: at }) => {
    const own = touches.filter((touch) => touch.account === account)
    const deals = (data.opportunities ?? []).filter(({ account_id }) => account_id === account)
    const isTouched = own.some((touch) => touch.at <= at && touch.at >= at - window)
    const hasDeal = deals.some((deal) => {
      const closedAt = closingOf(data, deal) ?? Infinity
      return Date.parse(deal.created_at) <= at && (closedAt >= at || (deal.is_won && closedAt >= at - window))
    })
    if (!isTouched && !hasDeal) return at < recordedFrom && recordedFrom !== Infinity ? 'unknown' : 'PLG'
    // a deal counts only where no touch is known
    const firstSales = own.length > 0 ? own.map((touch) => touch.at) : deals.map(dealDate)
    const salesSince = Math.min(...firstSales)
    if ((used.get(account) ?? Infinity) >= salesSince) return 'SLG'
    return !hasDeal && options.assisted_motion === 'plg' ? 'PLG' : 'PLS'
  }
}

/** A touch in which sales met a person of the account. */
export interface Touch {
  readonly id: string
  readonly account: string
  readonly at: number
  readonly rep: string | null
  readonly kind: string
  /** The opportunity that it names. */
  readonly opportunity: string | null
}

/** Touches in which sales met a person of the account. */
export function qualifiedTouches(data: Data, { options, asOf }: Settings): readonly Touch[] {
  return (data.sales_touches ?? []).flatMap((touch) => {
    const rep = data.reps?.find(({ rep_id }) => rep_id === touch.rep_id)
    const named = data.opportunities?.find(({ opportunity_id }) => opportunity_id === touch.opportunity_id)
    const account = touch.account_id ?? named?.account_id ?? accountOfContact(data, touch.contact_id)
    const at = Date.parse(touch.occurred_at)
    const counts =
      options.qualified_touch_kinds.includes(touch.kind) &&
      touch.is_automated !== true &&
      (rep === undefined || rep.role === 'sell') &&
      at <= asOf
    return counts && account !== null
      ? [
          {
            id: touch.touch_id,
            account,
            at,
            rep: touch.rep_id,
            kind: touch.kind,
            opportunity: named?.account_id === account ? touch.opportunity_id : null,
          },
        ]
      : []
  })
}

type Deal = NonNullable<Data['opportunities']>[number]
const dealDate = ({ created_at }: Deal): number => Date.parse(created_at)

/** The account of a contact: by its CRM record, its user or its mail domain. */
function accountOfContact(data: Data, id: string | null): string | null {
  const contact = data.contacts?.find(({ contact_id }) => contact_id === id)
  if (contact === undefined) return null
  const user =
    contact.user_id === null ? null : (stitchingOf(data).ofUserId(contact.user_id) ?? contact.user_id)
  const domain = domainOf(mailOf(contact))
  return (
    contact.account_id ??
    allUsers(data).get(user ?? '')?.account ??
    companyOfDomain(data)(domain)?.company ??
    null
  )
}

/** The first use of the product by each account that makes a later sale product-led. */
function firstUse(data: Data, settings: Settings): ReadonlyMap<string, number> {
  const moments = {
    activated: () =>
      activationsOf(data, settings).flatMap(({ user, activatedAt }) =>
        activatedAt === null ? [] : [[allUsers(data).get(user)?.account ?? '', activatedAt] as const],
      ),
    signup: () => usersAsOf(data, settings.asOf).map(({ account, joinedAt }) => [account, joinedAt] as const),
    paying: () =>
      accountMonths(data, settings).map(({ account, newestStart }) => [account, newestStart] as const),
  }[settings.options.product_led_evidence as 'activated' | 'signup' | 'paying']()
  const earliest = new Map<string, number>()
  for (const [account, at] of moments) earliest.set(account, Math.min(at, earliest.get(account) ?? Infinity))
  return earliest
}

import { buyAssisted, buySelfServe, abandonedTrial } from './buy-self-serve.ts'
import { addMonths, DAY, HOUR, midnight } from '../base/calendar.ts'
import { chooseContacts } from '../sales/choose-contacts.ts'
import { PurchaseDraft } from './purchase-draft.ts'
import type { Commerce } from './commerce.ts'
import { liveContracts } from './contract-life.ts'
import type { Motion, Organisation } from '../organisations/organisation.ts'
import type { Person } from '../people/person.ts'
import { SalesActivity } from '../sales/sales-activity.ts'
import type { Context } from '../base/context.ts'
import type { Teams } from '../teams/workspace.ts'

/** Simulates an organisation's purchases and the sales activity for it, according to its story. */
export function simulatePurchases(
  context: Context,
  organisation: Organisation,
  people: readonly Person[],
  teams: Teams,
): Commerce {
  const contacts = chooseContacts(organisation, people)
  const sales = new SalesActivity(context, organisation, contacts)
  const draft = new PurchaseDraft(organisation, people, teams)
  const { calendar } = context
  if (organisation.salesLedDeal !== null) simulateSalesLed(context, draft, sales)
  else if (organisation.story === 'PLS') simulateProductLedSales(context, draft, sales)
  else if (organisation.story === 'PLG') simulateSelfServe(context, draft, sales)
  else if (organisation.kind !== 'internal') simulateNonPayer(context, draft, sales)
  return {
    trial: draft.trial,
    dip: draft.dip,
    customers: draft.customers,
    subscriptions: draft.subscriptions,
    contracts: draft.contracts,
    contacts,
    deals: sales.deals,
    touches: sales.touches,
    inactiveFrom: inactiveFrom(draft, calendar.end),
    isConsolidated: draft.isConsolidated,
  }
}

/** Sales-led: sales activity before the first sign-up. */
function simulateSalesLed(context: Context, draft: PurchaseDraft, sales: SalesActivity): void {
  const { organisation, random } = draft
  const deal = organisation.salesLedDeal
  if (deal === null) return
  const isWon = organisation.story === 'SLG'
  const seats = Math.max(5, Math.round(Math.max(organisation.size, 8) * random.between(0.9, 1.4)))
  sales.add({
    type: 'new',
    motion: 'SLG',
    touchedAt: organisation.bornAt,
    ...deal,
    isWon,
    monthly: seats * 2900,
  })
  if (isWon && deal.closedAt < context.calendar.end)
    signContract(context, draft, sales, deal.closedAt, seats, 'SLG')
}

/** Product-led sales: product value before sales activity. */
function simulateProductLedSales(context: Context, draft: PurchaseDraft, sales: SalesActivity): void {
  const { random, people } = draft
  const activatedAt = people[0]?.activatesAt
  if (activatedAt === null || activatedAt === undefined) return
  sales.addAutomated(draft.organisation.bornAt, random.int(0, 2))
  const touchedAt = activatedAt + 2 * HOUR + Math.floor(random.exponential(14 * DAY))
  const openedAt = touchedAt + random.int(1, 12) * DAY
  const closedAt = openedAt + Math.floor(random.logNormal(22, 0.4) * DAY)
  const seats = Math.round(draft.headcount(null, closedAt) * random.between(1, 1.4))
  sales.add({ type: 'new', motion: 'PLS', touchedAt, openedAt, closedAt, isWon: true, monthly: seats * 2200 })
  if (closedAt >= context.calendar.end) return
  if (seats >= 9) signContract(context, draft, sales, closedAt, seats, 'PLS')
  else buyAssisted(draft, context.calendar, closedAt + random.int(1, 30) * HOUR)
}

/** Self-serve; some of the larger ones are later expanded by sales. */
function simulateSelfServe(context: Context, draft: PurchaseDraft, sales: SalesActivity): void {
  const { organisation, random } = draft
  const { calendar } = context
  buySelfServe(draft, calendar)
  if (organisation.accountId === null) return
  if (random.chance(0.4)) sales.addAutomated(organisation.bornAt, random.int(1, 4))
  if (random.chance(0.1)) sales.addHelp(organisation.firstSignupAt + random.int(3, 60) * DAY)
  const firstPaid = Math.min(...draft.subscriptions.flatMap((s) => s.periods.map((p) => p.startedAt)))
  const isLarge = draft.customers.length >= 3 || organisation.size >= 7
  if (!isLarge || !random.chance(draft.customers.length >= 3 ? 0.4 : 0.3)) return

  const touchedAt = firstPaid + random.int(120, 420) * DAY
  const openedAt = touchedAt + random.int(2, 14) * DAY
  const closedAt = openedAt + Math.floor(random.logNormal(30, 0.3) * DAY)
  const before = draft.seatsAt(closedAt)
  if (touchedAt >= calendar.end || before === 0) return
  const seats = Math.ceil(before * random.between(1.05, 1.35)) + 1
  const isWon = random.chance(0.7)
  sales.add({ type: 'expansion', motion: 'PLS', touchedAt, openedAt, closedAt, isWon, monthly: seats * 2900 })
  if (!isWon || midnight(closedAt) + DAY >= calendar.end) return
  const payers = draft.customers.length
  draft.endAllAt(midnight(closedAt) + DAY)
  signContract(context, draft, sales, closedAt, seats, 'PLS')
  draft.isConsolidated = payers >= 3
}

/** Non-payers: some with an abandoned trial, some with unsuccessful sales activity. */
function simulateNonPayer(context: Context, draft: PurchaseDraft, sales: SalesActivity): void {
  const { organisation, random } = draft
  if (random.chance(0.3)) abandonedTrial(draft, context.calendar)
  if (organisation.accountId === null) return
  if (random.chance(0.3)) sales.addAutomated(organisation.bornAt, random.int(1, 4))
  if (random.chance(0.05)) sales.addHelp(organisation.firstSignupAt + random.int(3, 60) * DAY)
  if (organisation.size < 4 || !random.chance(0.16)) return
  const touchedAt = organisation.firstSignupAt + random.int(10, 60) * DAY
  const openedAt = touchedAt + random.int(1, 10) * DAY
  const closedAt = openedAt + random.int(15, 60) * DAY
  sales.add({
    type: 'new',
    motion: 'PLS',
    touchedAt,
    openedAt,
    closedAt,
    isWon: false,
    monthly: organisation.size * 2200,
  })
}

/** A contract from the day after the signature, and the deals of its later years. */
function signContract(
  context: Context,
  draft: PurchaseDraft,
  sales: SalesActivity,
  closedAt: number,
  seats: number,
  motion: Motion,
): void {
  const startsAt = midnight(closedAt) + DAY
  if (startsAt >= context.calendar.end) return
  const { organisation } = draft
  const life = liveContracts(draft.random, context.calendar, organisation.code, startsAt, seats)
  const customer = draft.addCustomer(null, closedAt)
  draft.subscribe(customer, 'year', life.periods)
  draft.contracts = life.contracts
  for (const { type, at, isWon, monthly } of life.milestones) {
    const closed = at - (type === 'renewal' ? 10 : 1) * DAY
    sales.add({
      type,
      motion,
      touchedAt: closed - 40 * DAY,
      openedAt: closed - 35 * DAY,
      closedAt: closed,
      isWon,
      monthly,
    })
  }
  const next = life.contracts.at(-1)
  // the next renewal is in progress when its date is near
  if (
    next !== undefined &&
    next.endsAt >= context.calendar.end &&
    next.endsAt < addMonths(context.calendar.end, 2)
  ) {
    const { endsAt, monthly } = next
    sales.add({
      type: 'renewal',
      motion,
      touchedAt: endsAt - 75 * DAY,
      openedAt: endsAt - 70 * DAY,
      closedAt: Math.max(endsAt - 5 * DAY, context.calendar.end + DAY),
      isWon: true,
      monthly,
    })
  }
}

function inactiveFrom(draft: PurchaseDraft, end: number): number | null {
  let last = 0
  for (const { periods } of draft.subscriptions) {
    for (const period of periods) last = Math.max(last, period.endedAt ?? Infinity)
  }
  if (last === 0 || last >= end) return null
  const isFailedTrial = draft.trial !== null && draft.trial.convertedAt === null
  return isFailedTrial && draft.random.chance(0.4) ? null : last + 3 * DAY
}

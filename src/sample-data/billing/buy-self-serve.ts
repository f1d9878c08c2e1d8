import { DAY, HOUR } from '../base/calendar.ts'
import type { Calendar } from '../base/calendar.ts'
import type { PurchaseDraft } from './purchase-draft.ts'
import type { Interval, Period, Trial } from './commerce.ts'
import { liveSelfServe } from './self-serve-life.ts'
import type { Rates } from './self-serve-life.ts'

const SMALL: Rates = { churn: 0.034, expand: 0.072, contract: 0.018, upgrade: 0.014, downgrade: 0.004 }
const ASSISTED: Rates = { churn: 0.012, expand: 0.06, contract: 0.015, upgrade: 0.01, downgrade: 0.003 }

/** The self-serve story: one payer, or separate payers in several workspaces. */
export function buySelfServe(draft: PurchaseDraft, calendar: Calendar): void {
  const { random, organisation, teams } = draft
  if (teams.workspaces.length >= 3 && random.chance(0.5)) {
    buyByWorkspace(draft, calendar)
    return
  }
  const hasTrial = random.chance(0.55)
  const trial = hasTrial ? drawTrial(draft, true) : null
  const startedAt =
    trial?.convertedAt ?? organisation.firstSignupAt + Math.floor(random.logNormal(22, 0.9) * DAY)
  buyAt(draft, calendar, null, startedAt, trial, SMALL)
}

/** A subscription closed with the help of sales. */
export function buyAssisted(draft: PurchaseDraft, calendar: Calendar, startedAt: number): void {
  buyAt(draft, calendar, null, startedAt, null, ASSISTED)
}

/** A trial without conversion; in half of them use declined before its end. */
export function abandonedTrial(draft: PurchaseDraft, calendar: Calendar): void {
  const trial = drawTrial(draft, false)
  if (trial.startedAt >= calendar.end) return
  const customer = draft.addCustomer(null, trial.startedAt)
  draft.trial = trial
  draft.subscribe(customer, 'month', [trialPeriod(draft, trial, trial.endsAt)])
  const isLong = trial.endsAt - trial.startedAt > 20 * DAY
  const hasActive = draft.people.some(
    (p) => p.activatesAt !== null && p.activatesAt < trial.startedAt + 5 * DAY,
  )
  if (isLong && hasActive && trial.endsAt < calendar.end) {
    draft.dip = { from: trial.endsAt - 14 * DAY, until: trial.endsAt }
  }
}

/** Each of the larger workspaces pays for itself: three or more payers in one company. */
function buyByWorkspace(draft: PurchaseDraft, calendar: Calendar): void {
  const payers = draft.random.int(3, 5)
  for (const workspace of draft.teams.workspaces.slice(0, payers)) {
    const startedAt = workspace.createdAt + Math.floor(draft.random.logNormal(25, 0.8) * DAY)
    buyAt(draft, calendar, workspace.index, startedAt, null, SMALL)
  }
}

function buyAt(
  draft: PurchaseDraft,
  calendar: Calendar,
  workspace: number | null,
  startedAt: number,
  trial: Trial | null,
  rates: Rates,
): void {
  const { random, organisation } = draft
  const createdAt = trial?.startedAt ?? startedAt
  if (createdAt >= calendar.end) return
  const customer = draft.addCustomer(workspace, createdAt)
  const runsOn = startedAt >= calendar.end
  const periods: Period[] = []
  if (trial !== null) {
    draft.trial = runsOn ? { ...trial, convertedAt: null } : trial
    periods.push(trialPeriod(draft, trial, runsOn ? trial.endsAt : startedAt))
  }
  const interval = random.weighted<Interval>([['month', 70], ['year', 22], ['quarter', 5], ['week', 3]]) // prettier-ignore
  if (!runsOn) {
    const isBusiness = organisation.story === 'PLS' || random.chance(0.3)
    const people = draft.headcount(workspace, startedAt)
    periods.push(
      ...liveSelfServe(random, calendar, {
        startedAt,
        plan: isBusiness ? 'business' : 'pro',
        seats: Math.max(1, Math.round(people * random.between(0.8, 1.3))),
        interval,
        discount: random.chance(0.13) ? random.pick([0.1, 0.2]) : 0,
        rates,
      }),
    )
  }
  draft.subscribe(customer, interval, periods)
}

function drawTrial({ organisation, random }: PurchaseDraft, converts: boolean): Trial {
  const startedAt = organisation.firstSignupAt + HOUR + Math.floor(random.next() ** 2 * 14 * DAY)
  // an extended trial ends later; only its last end counts
  const days = random.chance(converts ? 0.5 : 0.3) ? 14 : random.chance(0.08) ? 45 : 30
  const endsAt = startedAt + days * DAY
  const early = random.chance(0.3) ? random.int(1, 6) * DAY : 0
  return { startedAt, endsAt, convertedAt: converts ? endsAt - early : null }
}

/** The trial period has a price, but it is not charged. */
function trialPeriod(draft: PurchaseDraft, trial: Trial, endedAt: number): Period {
  const seats = draft.headcount(null, trial.startedAt)
  return {
    startedAt: trial.startedAt,
    endedAt,
    plan: 'pro',
    seats,
    monthly: seats * 1200,
    discount: 0,
    trialEnd: trial.endsAt,
    cancelledAt: trial.convertedAt === null ? endedAt : null,
  }
}

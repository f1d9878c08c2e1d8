import { DAY, HOUR } from '../base/calendar.ts'
import type { Calendar } from '../base/calendar.ts'
import { companyName } from './names.ts'
import type { Motion, Organisation, OrganisationKind, Segment } from './organisation.ts'
import { Random } from '../base/random.ts'
import { INDUSTRIES } from './word-lists.ts'

const EUROPE = ['DE', 'FR', 'NL'] as const
const ELSEWHERE = ['US', 'US', 'US', 'US', 'GB', 'CA', 'IN', 'BR', 'AU', 'PL'] as const
// One group of companies per sixteen organisations may have a parent: its first member.
const GROUP = 16

/** The probability and motion of revenue by segment: a good fit pays more often and sooner. */
const STORIES: Readonly<Record<string, readonly (readonly [Motion | null, number])[]>> = {
  icp_1: [['PLG', 0.3], ['PLS', 0.17], ['SLG', 0.08], [null, 0.45]],
  icp_2: [['PLG', 0.26], ['PLS', 0.1], ['SLG', 0.07], [null, 0.57]],
  other: [['PLG', 0.25], ['PLS', 0.08], ['SLG', 0.05], [null, 0.62]],
} // prettier-ignore

/** The inputs of the planner, in addition to the organisation's number. */
export interface PlanContext {
  readonly seed: number
  /** The requested number of users of the sample company. */
  readonly users: number
  readonly calendar: Calendar
  /** The number of users still to generate. */
  readonly room: number
}

/**
 * Draws the n-th organisation. It depends only on the seed and its own number, except for the cap on its
 * size.
 */
export function planOrganisation(index: number, context: PlanContext): Organisation {
  const { seed, calendar } = context
  const random = new Random(`${seed}/organisation/${index}`)
  const kind = drawKind(index, random, seed)
  const isCompany = kind === 'company' || kind === 'prospect'
  const { name, stem } = companyName(index)
  const code = index.toString(36)
  const segment: Segment = isCompany
    ? random.weighted<Segment>([['icp_1', 20], ['icp_2', 34], ['other', 38], [null, 8]]) // prettier-ignore
    : null
  const wanted = drawStory(kind, segment, random)
  const bornAt = kind === 'internal' ? calendar.start + DAY + 9 * HOUR : calendar.sampleStart(random)
  const deal = wanted === 'SLG' || kind === 'prospect' ? drawSalesLedDeal(random, bornAt) : null
  const firstSignupAt = deal === null ? bornAt : drawFirstSignup(random, deal, calendar)
  // a deal that is open at the end of the data has no users yet: the company is still a prospect
  const hasUsers = kind !== 'prospect' && firstSignupAt < calendar.end - 3 * DAY
  const isEuropean = random.chance(0.16)
  const size = hasUsers ? drawSize(kind, wanted, random, context, calendar.end - firstSignupAt) : 0
  return {
    index,
    code,
    random,
    kind: hasUsers || !isCompany ? kind : 'prospect',
    accountId: isCompany ? `acc-${code}` : null,
    parentAccountId: isCompany ? parentOf(index, seed) : null,
    name: kind === 'internal' ? 'Plumbline demo' : name,
    domain: kind === 'internal' ? 'plumbline-demo.example' : `${stem}.example`,
    secondDomain: isCompany && random.chance(0.07) ? `${stem}-labs.example` : null,
    isDomainVerified: random.chance(0.8),
    segment,
    industry: random.pick(INDUSTRIES),
    country: isEuropean ? random.pick(EUROPE) : random.pick(ELSEWHERE),
    currency: isEuropean && random.chance(0.35) ? 'EUR' : 'USD',
    employees: Math.max(
      size + 1,
      Math.ceil(Math.max(4, size) * random.logNormal(segment === 'icp_1' ? 9 : 5, 0.9)),
    ),
    bornAt,
    firstSignupAt,
    size,
    story: wanted,
    salesLedDeal: deal,
    isScripted: false,
  }
}

function drawKind(index: number, random: Random, seed: number): OrganisationKind {
  if (index === 0) return 'internal'
  if (index % GROUP === 1 && isGroup(index, seed)) return 'company'
  return random.weighted<OrganisationKind>([['company', 58], ['team', 38], ['prospect', 4]]) // prettier-ignore
}

function drawStory(kind: OrganisationKind, segment: Segment, random: Random): Motion | null {
  if (kind === 'company') return random.weighted(STORIES[segment ?? 'other'] ?? [])
  return kind === 'team' && random.chance(0.15) ? 'PLG' : null
}

function isGroup(index: number, seed: number): boolean {
  return new Random(`${seed}/group/${Math.floor((index - 1) / GROUP)}`).chance(0.5)
}

/** The parent of the second and third member of a group is the first. */
function parentOf(index: number, seed: number): string | null {
  const place = index % GROUP
  return (place === 2 || place === 3) && isGroup(index, seed)
    ? `acc-${(index - place + 1).toString(36)}`
    : null
}

function drawSalesLedDeal(random: Random, touchedAt: number): { openedAt: number; closedAt: number } {
  const openedAt = touchedAt + Math.floor(random.between(4, 18) * DAY)
  return { openedAt, closedAt: openedAt + Math.floor(random.logNormal(48, 0.35) * DAY) }
}

/** Users join with a pilot while the deal is open, or soon after it closed. */
function drawFirstSignup(
  random: Random,
  deal: { openedAt: number; closedAt: number },
  calendar: Calendar,
): number {
  const isPilot = random.chance(0.4)
  const second = isPilot ? deal.openedAt + random.int(5, 15) * DAY : deal.closedAt + random.int(1, 8) * DAY
  return second >= calendar.end ? second : calendar.onWorkday(random, second)
}

function drawSize(
  kind: OrganisationKind,
  story: Motion | null,
  random: Random,
  { users, room }: PlanContext,
  timeLeft: number,
): number {
  if (kind === 'internal') return Math.min(room, Math.max(3, Math.min(200, Math.round(users / 100))))
  const median = kind === 'team' ? 3 : story === null ? 6.5 : { PLG: 7, PLS: 12, SLG: 13 }[story]
  const cap = Math.min(1500, Math.max(16, Math.round(users * 0.03)))
  const whole = Math.min(kind === 'team' ? 9 : cap, random.logNormal(median, kind === 'team' ? 0.5 : 0.8))
  // recent organisations have not invited all of their users yet
  const share = 0.42 * (1 - Math.exp(-timeLeft / (12 * DAY))) + 0.58 * Math.min(1, timeLeft / (420 * DAY))
  return Math.min(room, Math.max(1, Math.round(whole * share)))
}

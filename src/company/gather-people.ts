import { DAY, HOUR, MINUTE } from './calendar.ts'
import type { Calendar } from './calendar.ts'
import { freemailDomain, personName } from './names.ts'
import type { Organisation } from './organisation.ts'
import type { Person } from './person.ts'
import type { Random } from './random.ts'
import { JOB_TITLES } from './word-lists.ts'

/** The people of an organisation, by the time at which they signed up. */
export function gatherPeople(organisation: Organisation, calendar: Calendar): readonly Person[] {
  const joins = drawJoins(organisation, calendar)
  return joins.map((signedUpAt, index) => drawPerson(organisation, calendar, index, signedUpAt))
}

const HOLIDAY_MONTHS: ReadonlySet<number> = new Set([7, 11])

/** Nearly half come in the first weeks, the others as word spreads through the company. */
function drawJoins(organisation: Organisation, calendar: Calendar): readonly number[] {
  const random = organisation.random.fork('joins')
  const first = organisation.firstSignupAt
  const left = Math.min(calendar.end - first, 420 * DAY)
  const joins = Array.from({ length: Math.max(0, organisation.size - 1) }, () => {
    const after = random.chance(0.42) ? random.exponential(12 * DAY) : random.next() * left
    const wished = first + HOUR + (after % left)
    // Nobody starts anything new in the holidays.
    const isHoliday = HOLIDAY_MONTHS.has(new Date(wished * 1000).getUTCMonth()) && random.chance(0.3)
    const second = isHoliday && wished + 30 * DAY < calendar.end ? wished + random.int(14, 30) * DAY : wished
    return calendar.clamp(Math.max(first + 10 * MINUTE, calendar.onWorkday(random, second)))
  })
  return organisation.size === 0 ? [] : [first, ...joins.sort((a, b) => a - b)]
}

function drawPerson(
  organisation: Organisation,
  calendar: Calendar,
  index: number,
  signedUpAt: number,
): Person {
  const random = organisation.random.fork(`person/${index}`)
  const isInternal = organisation.kind === 'ourselves'
  const isBot = !isInternal && index > 0 && random.chance(0.006)
  const { given, family } = personName(random)
  const mail = drawMail(organisation, random, index, `${given}.${family}`.toLowerCase())
  const stays = isInternal || index === 0
  const deletedAt =
    stays || !random.chance(0.03) ? null : within(calendar, signedUpAt + random.exponential(90 * DAY))
  const leftAt =
    stays || !random.chance(0.06) ? null : within(calendar, signedUpAt + random.between(20, 250) * DAY)
  const rejoinedAt =
    leftAt === null || !random.chance(0.2) ? null : within(calendar, leftAt + random.int(5, 60) * DAY)
  const isOverridden = organisation.kind === 'company' && mail.mail === 'freemail' && random.chance(0.45)
  const anonymousIds = drawAnonymousIds(organisation, random, index)
  const activatesAt = isBot
    ? signedUpAt + 5 * MINUTE
    : drawActivation(organisation, random, index, signedUpAt)
  const goneAt = Math.min(calendar.end, deletedAt ?? Infinity, leftAt ?? Infinity)
  const inSpan = activatesAt !== null && activatesAt < goneAt ? activatesAt : null
  return {
    index,
    id: `user-${organisation.code}-${index}`,
    name: isBot ? `${given} Bot` : `${given} ${family}`,
    ...mail,
    jobTitle: random.chance(0.8) ? random.pick(JOB_TITLES) : null,
    country: random.chance(0.85) ? organisation.country : random.pick(['US', 'GB', 'ES', 'SE']),
    signedUpAt,
    isInternal,
    isBot,
    deletedAt,
    leftAt: deletedAt !== null ? null : leftAt,
    rejoinedAt: deletedAt !== null ? null : rejoinedAt,
    override: isOverridden
      ? {
          from: signedUpAt - DAY,
          until: index > 0 && random.chance(0.4) ? within(calendar, signedUpAt + 150 * DAY) : null,
        }
      : null,
    anonymousIds,
    activatesAt: inSpan,
    isHabitual: inSpan !== null && random.chance(habitChance(organisation, index)),
  }
}

function drawMail(
  organisation: Organisation,
  random: Random,
  index: number,
  local: string,
): Pick<Person, 'email' | 'mail' | 'mailDomain'> {
  const isFree =
    organisation.kind === 'team' ||
    (organisation.kind === 'company' && random.chance(index === 0 ? 0.05 : 0.09))
  if (isFree) {
    const mailDomain = freemailDomain(random)
    return { email: `${local}.${organisation.code}x${index}@${mailDomain}`, mail: 'freemail', mailDomain }
  }
  const isSecond = organisation.secondDomain !== null && index > 2 && random.chance(0.2)
  const mailDomain =
    isSecond && organisation.secondDomain !== null ? organisation.secondDomain : organisation.domain
  const region =
    organisation.size > 6 && !isSecond && random.chance(0.08) ? `${random.pick(['us', 'eu', 'dev'])}.` : ''
  const email = `${local}${index === 0 ? '' : index}@${region}${mailDomain}`
  // Some sign-up forms keep the capitals that people type.
  return { email: random.chance(0.01) ? email.toUpperCase() : email, mail: 'company', mailDomain }
}

function drawAnonymousIds(organisation: Organisation, random: Random, index: number): readonly string[] {
  if (!random.chance(0.45)) return []
  const count = random.chance(0.2) ? 2 : 1
  return Array.from({ length: count }, (_, device) => `anon-${organisation.code}-${index}-${device}`)
}

const ACTIVATION: Readonly<Record<string, number>> = { icp_1: 0.58, icp_2: 0.4, other: 0.34 }

/** Most who activate do so within hours, a few come back for it after more than the seven days. */
function drawActivation(
  organisation: Organisation,
  random: Random,
  index: number,
  signedUpAt: number,
): number | null {
  const usual =
    (ACTIVATION[organisation.segment ?? 'other'] ?? 0) * (organisation.story === null ? 0.85 : 1.1)
  // Without a first user who found the value there would be no product-led deal.
  const isCertain = index === 0 && (organisation.story === 'PLS' || organisation.kind === 'ourselves')
  const draw = random.next()
  if (isCertain || draw < usual) {
    const hours = Math.min(isCertain ? 60 : 165, random.logNormal(5, 1.6))
    return signedUpAt + Math.max(2 * MINUTE, Math.floor(hours * HOUR))
  }
  return draw < usual + 0.06 ? signedUpAt + Math.floor(random.between(7.2, 35) * DAY) : null
}

/** The first user carries an account that pays; elsewhere a habit forms by fit. */
function habitChance(organisation: Organisation, index: number): number {
  if (organisation.kind === 'ourselves') return 0.8
  const fits = organisation.segment === 'icp_1'
  if (organisation.story === null) return fits ? 0.13 : 0.035
  if (index === 0) return fits ? 0.85 : 0.45
  return fits ? 0.27 : 0.065
}

function within(calendar: Calendar, second: number): number | null {
  return second < calendar.end - HOUR ? Math.floor(second) : null
}

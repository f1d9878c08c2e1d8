import { DAY, HOUR, MINUTE } from '../base/calendar.ts'
import type { Calendar } from '../base/calendar.ts'
import { drawActivation, habitChance } from './draw-activation.ts'
import { drawMail } from './draw-mail.ts'
import { personName } from '../organisations/names.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Person } from './person.ts'
import type { Random } from '../base/random.ts'
import { JOB_TITLES } from '../organisations/word-lists.ts'

/** The people of an organisation, ordered by sign-up. */
export function gatherPeople(organisation: Organisation, calendar: Calendar): readonly Person[] {
  const joins = drawJoins(organisation, calendar)
  return joins.map((signedUpAt, index) => drawPerson(organisation, calendar, index, signedUpAt))
}

const HOLIDAY_MONTHS: ReadonlySet<number> = new Set([7, 11])

/** Nearly half join in the first weeks, the others over time. */
function drawJoins(organisation: Organisation, calendar: Calendar): readonly number[] {
  const random = organisation.random.fork('joins')
  const first = organisation.firstSignupAt
  const left = Math.min(calendar.end - first, 420 * DAY)
  const joins = Array.from({ length: Math.max(0, organisation.size - 1) }, () => {
    const after = random.chance(0.42) ? random.exponential(12 * DAY) : random.next() * left
    const wished = first + HOUR + (after % left)
    // few sign-ups in the holidays
    const isHoliday = HOLIDAY_MONTHS.has(new Date(wished * 1000).getUTCMonth()) && random.chance(0.3)
    const second = isHoliday
      ? wished + (wished + 31 * DAY < calendar.end ? 1 : -1) * random.int(14, 31) * DAY
      : wished
    return Math.min(calendar.end - HOUR, Math.max(first + 10 * MINUTE, calendar.onWorkday(random, second)))
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
  const isInternal = organisation.kind === 'internal'
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

function drawAnonymousIds(organisation: Organisation, random: Random, index: number): readonly string[] {
  if (!random.chance(0.45)) return []
  const count = random.chance(0.2) ? 2 : 1
  return Array.from({ length: count }, (_, device) => `anon-${organisation.code}-${index}-${device}`)
}

function within(calendar: Calendar, second: number): number | null {
  return second < calendar.end - HOUR ? Math.floor(second) : null
}

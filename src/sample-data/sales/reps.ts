import { DAY, dayText } from '../base/calendar.ts'
import type { Calendar } from '../base/calendar.ts'
import type { CompanyTables } from '../files/company-tables.ts'
import type { Motion } from '../organisations/organisation.ts'
import { Random } from '../base/random.ts'

/** A sales or support rep. */
export interface Rep {
  readonly id: string
  readonly role: 'sell' | 'help'
  readonly motion: Motion
  readonly startsAt: number
  readonly endsAt: number | null
  /** New MRR in US dollars. */
  readonly monthlyQuota: number | null
}

/**
 * The sales team: it grows with the company, and one in ten leaves; the first rep of each motion never
 * does.
 */
export function hireReps(seed: number, users: number, calendar: Calendar): readonly Rep[] {
  const random = new Random(`${seed}/reps`)
  const sellers = Math.max(4, Math.round(users / 1500))
  const helpers = Math.max(2, Math.round(users / 4000))
  const span = calendar.end - calendar.start
  return Array.from({ length: sellers + helpers }, (_, i): Rep => {
    const role = i < sellers ? 'sell' : 'help'
    const motion: Motion = role === 'help' ? 'PLG' : i % 2 === 0 ? 'SLG' : 'PLS'
    const isFirst = i < 2 || i === sellers
    const startsAt = isFirst
      ? calendar.start
      : calendar.start + Math.floor((random.next() * span * 0.8) / DAY) * DAY
    const leavesAt = startsAt + random.int(200, 500) * DAY
    const leaves = !isFirst && random.chance(0.1) && leavesAt < calendar.end
    return {
      id: `rep-${String(i + 1).padStart(3, '0')}`,
      role,
      motion,
      startsAt,
      endsAt: leaves ? leavesAt : null,
      monthlyQuota: role === 'help' ? null : motion === 'SLG' ? 320 : 250,
    }
  })
}

/** The rep for a deal of that motion at that time. */
export function repAt(
  reps: readonly Rep[],
  motion: Motion,
  role: Rep['role'],
  second: number,
  random: Random,
): Rep {
  const fits = (rep: Rep): boolean =>
    rep.role === role &&
    (role === 'help' || rep.motion === motion) &&
    rep.startsAt <= second &&
    (rep.endsAt === null || rep.endsAt > second)
  const from = random.int(0, reps.length - 1)
  for (let i = 0; i < reps.length; i++) {
    const rep = reps[(from + i) % reps.length]
    if (rep !== undefined && fits(rep)) return rep
  }
  throw new RangeError(`no rep for ${motion}`)
}

/** Writes the table `reps`. */
export function writeReps(tables: CompanyTables, reps: readonly Rep[]): void {
  for (const rep of reps) {
    tables.write('reps', {
      rep_id: rep.id,
      role: rep.role,
      motion: rep.motion,
      start_date: dayText(rep.startsAt),
      end_date: rep.endsAt === null ? null : dayText(rep.endsAt),
      monthly_quota: rep.monthlyQuota,
    })
  }
}

import { DAY, MINUTE } from '../base/calendar.ts'
import type { Calendar } from '../base/calendar.ts'
import type { Commerce } from '../billing/commerce.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Person } from '../people/person.ts'
import type { Teams } from '../teams/workspace.ts'
import type { EventName, EventStream } from './event-stream.ts'

const WINDOW = 28 * DAY
/** The share of inactive payers who stay inactive: they pay for unused seats. */
const SILENT = 0.3

/**
 * Paying organisations usually use the product: for each four paid weeks without activity, adds a little
 * activity of the first person. Returns the number of added events.
 */
export function keepInUse(
  calendar: Calendar,
  organisation: Organisation,
  people: readonly Person[],
  teams: Teams,
  commerce: Commerce,
  stream: EventStream,
): number {
  const random = organisation.random.fork('in-use')
  const isSilent = random.chance(SILENT)
  const keeper = people[0]
  const workspace = teams.workspaces[0]
  if (isSilent || keeper === undefined || workspace === undefined) return 0
  let added = 0
  for (let until = calendar.end; until > keeper.signedUpAt; until -= WINDOW) {
    const from = Math.max(until - WINDOW, workspace.createdAt)
    if (!isPaid(commerce, from, until) || stream.isActiveBetween(from, until)) continue
    const count = random.int(2, 5)
    let at = calendar.onWorkday(random, random.between(from, until - DAY))
    for (let i = 0; i < count; i++) {
      if (at <= workspace.createdAt || at >= calendar.end) break
      const name: EventName =
        keeper.activatesAt !== null && at > keeper.activatesAt ? 'message_sent' : 'file_shared'
      stream.emit(random, { at, name, userId: keeper.id, anonymousId: null, workspace })
      added += 1
      at += 20 + Math.floor(random.exponential(25 * MINUTE))
    }
  }
  return added
}

/** Whether any subscription is paid during these weeks. */
function isPaid({ subscriptions }: Commerce, from: number, until: number): boolean {
  return subscriptions.some(({ periods }) => {
    const paid = periods.filter(({ trialEnd }) => trialEnd === null)
    const [first, last] = [paid[0], paid.at(-1)]
    if (first === undefined || last === undefined) return false
    return first.startedAt <= from && (last.endedAt === null || last.endedAt >= until)
  })
}

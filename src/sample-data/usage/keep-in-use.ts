import { DAY, MINUTE } from '../base/calendar.ts'
import type { Calendar } from '../base/calendar.ts'
import type { Commerce } from '../billing/commerce.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Person } from '../people/person.ts'
import type { Teams } from '../teams/workspace.ts'
import type { EventName, EventStream } from './event-stream.ts'

const WINDOW = 28 * DAY
/** Of those payers that would fall silent, how many really do: they pay for what nobody uses. */
const SILENT = 0.3

/**
 * Whoever pays mostly uses what is paid for: in each four weeks of paid time in which nobody would have done
 * anything, the first person does a little. Returns how many events that added.
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

/** Something is paid for in the whole of these weeks. */
function isPaid({ subscriptions }: Commerce, from: number, until: number): boolean {
  return subscriptions.some(({ periods }) => {
    const paid = periods.filter(({ trialEnd }) => trialEnd === null)
    const [first, last] = [paid[0], paid.at(-1)]
    if (first === undefined || last === undefined) return false
    return first.startedAt <= from && (last.endedAt === null || last.endedAt >= until)
  })
}

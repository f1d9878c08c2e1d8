import { DAY } from '../base/calendar.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Context } from '../base/context.ts'
import type { Teams } from '../teams/workspace.ts'
import { EventStream } from '../usage/event-stream.ts'
import type { UseResult } from '../usage/simulate-user.ts'
import { writePeopleTruth } from '../usage/write-people-truth.ts'
import { emitCreatedWorkspaces } from '../usage/write-events.ts'
import type { UseOfProduct } from '../usage/write-events.ts'
import { writeUsage } from '../usage/write-usage.ts'
import type { Script } from './script.ts'

/**
 * Writes the `product_events` and `usage_daily` of a scripted organisation, and the truth about its people
 * and workspaces.
 */
export function liveScript(
  context: Context,
  organisation: Organisation,
  teams: Teams,
  { people, deeds, measured }: Script,
): UseOfProduct {
  const stream = new EventStream(context, organisation)
  const random = organisation.random.fork('events')
  const lives: UseResult[] = people.map(() => ({ firstCoreAt: null, events: 0 }))
  emitCreatedWorkspaces(stream, random, people, teams)
  for (const { at, name, person, workspace } of [...deeds].sort((a, b) => a.at - b.at)) {
    const userId = people[person]?.id ?? null
    const { firstCoreAt, events } = lives[person] ?? { firstCoreAt: null, events: 0 }
    const isFirst = name === 'message_sent' && firstCoreAt === null
    lives[person] = { firstCoreAt: isFirst ? at : firstCoreAt, events: events + 1 }
    stream.emit(random, {
      at,
      name,
      userId,
      anonymousId: null,
      workspace: teams.workspaces[workspace] ?? null,
    })
  }
  const use = new Map(stream.usage)
  for (const { workspace, meter, at, quantity } of measured) {
    use.set(`${workspace}/${meter}/${Math.floor(at / DAY)}`, quantity)
  }
  writeUsage(context, organisation, teams, use)
  const firstActivationAt = writePeopleTruth(context, organisation, people, teams, lives)
  return { firstActivationAt, eventsByMonth: stream.eventsByMonth, metered: use }
}

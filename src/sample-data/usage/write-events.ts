import { DAY, HOUR } from '../base/calendar.ts'
import type { Commerce } from '../billing/commerce.ts'
import { EventStream } from './event-stream.ts'
import type { MeteredUse } from './event-stream.ts'
import type { Organisation } from '../organisations/organisation.ts'
import { keepInUse } from './keep-in-use.ts'
import { UserSimulation } from './simulate-user.ts'
import type { Person } from '../people/person.ts'
import type { Context } from '../base/context.ts'
import type { Random } from '../base/random.ts'
import { writePeopleTruth } from './write-people-truth.ts'
import { writeUsage } from './write-usage.ts'
import type { SentInvitation } from '../people/write-invitations.ts'
import type { Teams } from '../teams/workspace.ts'

/** The result of an organisation's use of the product. */
export interface UseOfProduct {
  readonly firstActivationAt: number | null
  readonly eventsByMonth: Float64Array
  readonly metered: MeteredUse
}

/** Writes `product_events` and `usage_daily` of an organisation, and the truth about its people and workspaces. */
export function writeEvents(
  context: Context,
  organisation: Organisation,
  people: readonly Person[],
  teams: Teams,
  commerce: Commerce,
  invitations: readonly SentInvitation[],
): UseOfProduct {
  const stream = new EventStream(context, organisation)
  const enterpriseFrom = firstEnterprise(commerce)
  const lives = people.map((person) => {
    const own = teams.memberships.filter((membership) => membership.person === person.index)
    const other = own.find((membership) => membership.role === 'guest')
    const otherWorkspace = teams.workspaces[other?.workspace ?? -1]
    return new UserSimulation(person, {
      calendar: context.calendar,
      stream,
      random: organisation.random.fork(`events/${person.index}`),
      home: teams.workspaces[teams.primaryWorkspaces[person.index] ?? 0] ?? null,
      second:
        other !== undefined && otherWorkspace !== undefined
          ? { workspace: otherWorkspace, membership: other }
          : null,
      inactiveFrom: commerce.inactiveFrom,
      dip: commerce.dip,
      enterpriseFrom,
      isAdmin: own.some(({ role }) => role === 'owner' || role === 'admin'),
    }).live()
  })
  emitMilestones(context, organisation, people, teams, stream, invitations, enterpriseFrom)
  const added = keepInUse(context.calendar, organisation, people, teams, commerce, stream)
  const adjusted = lives.map((life, index) => (index === 0 ? { ...life, events: life.events + added } : life))
  const firstActivationAt = writePeopleTruth(context, organisation, people, teams, adjusted)
  writeUsage(context, organisation, teams, stream.usage)
  return { firstActivationAt, eventsByMonth: stream.eventsByMonth, metered: stream.usage }
}

function firstEnterprise({ contracts }: Commerce): number | null {
  return contracts[0]?.startsAt ?? null
}

/** The creation of each workspace as an event of its creator. */
export function emitCreatedWorkspaces(
  stream: EventStream,
  random: Random,
  people: readonly Person[],
  teams: Teams,
): void {
  for (const workspace of teams.workspaces) {
    const userId = people[workspace.creator]?.id ?? null
    stream.emit(random, {
      at: workspace.createdAt,
      name: 'workspace_created',
      userId,
      anonymousId: null,
      workspace,
    })
  }
}

/** Events that correspond to rows of other tables, and visitors who never sign up. */
function emitMilestones(
  { calendar }: Context,
  organisation: Organisation,
  people: readonly Person[],
  teams: Teams,
  stream: EventStream,
  invitations: readonly SentInvitation[],
  enterpriseFrom: number | null,
): void {
  const random = organisation.random.fork('milestones')
  emitCreatedWorkspaces(stream, random, people, teams)
  for (const { person, workspace, sentAt } of invitations) {
    const userId = people[person]?.id ?? null
    const into = teams.workspaces[workspace] ?? null
    stream.emit(random, { at: sentAt, name: 'invite_sent', userId, anonymousId: null, workspace: into })
  }
  const owner = people[0]
  if (enterpriseFrom !== null && owner !== undefined && random.chance(0.7)) {
    const at = calendar.onWorkday(
      random,
      Math.max(enterpriseFrom, owner.signedUpAt) + random.int(1, 30) * DAY,
    )
    const workspace = teams.workspaces[0] ?? null
    if (at > owner.signedUpAt) {
      stream.emit(random, { at, name: 'sso_configured', userId: owner.id, anonymousId: null, workspace })
    }
  }
  const looks = random.chance(0.25) ? random.int(1, 3) : 0
  for (let i = 0; i < looks; i++) {
    const at = calendar.clamp(organisation.bornAt + random.int(0, 90) * DAY + random.int(0, 23) * HOUR)
    const anonymousId = `anon-${organisation.code}-visitor`
    stream.emit(random, { at, name: 'page_view', userId: null, anonymousId, workspace: null })
  }
}

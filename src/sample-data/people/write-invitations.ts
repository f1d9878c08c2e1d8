import { DAY, HOUR, MINUTE, timeText, timeTextOrNull } from '../base/calendar.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { PreviousOrganisation, Person } from './person.ts'
import { Random } from '../base/random.ts'
import type { Context } from '../base/context.ts'
import type { Teams } from '../teams/workspace.ts'

/** A sent invitation, which is also an event of the sender. */
export interface SentInvitation {
  readonly person: number
  readonly workspace: number
  readonly sentAt: number
}

/**
 * Writes `invitations` of an organisation: accepted, resent, revoked and unanswered; returns the sent ones.
 */
export function writeInvitations(
  { tables, calendar }: Context,
  organisation: Organisation,
  people: readonly Person[],
  teams: Teams,
  referrer: PreviousOrganisation | null,
): readonly SentInvitation[] {
  const random = organisation.random.fork('invitations')
  const sent: SentInvitation[] = []
  let number = 0
  const write = (
    inviter: Person,
    workspace: number,
    invitee: string,
    sentAt: number,
    accepted: Person | null,
    revokedAt: number | null,
  ): void => {
    sent.push({ person: inviter.index, workspace, sentAt })
    tables.write('invitations', {
      invitation_id: `inv-${organisation.code}-${number++}`,
      workspace_id: teams.workspaces[workspace]?.id,
      inviter_user_id: inviter.id,
      invitee_key: inviteeKey(invitee),
      sent_at: timeText(sentAt),
      accepted_at: accepted === null ? null : timeText(accepted.signedUpAt),
      accepted_user_id: accepted?.id,
      revoked_at: timeTextOrNull(revokedAt !== null && revokedAt < calendar.end ? revokedAt : null),
    })
  }

  for (const person of people) {
    const inviter = people[teams.inviters[person.index] ?? -1]
    if (inviter === undefined) continue
    const workspace = teams.primaryWorkspaces[person.index] ?? 0
    const opened = teams.workspaces[workspace]?.createdAt ?? 0
    // the creator of another workspace was invited to the first one
    const into = opened > person.signedUpAt - MINUTE ? 0 : workspace
    const earliest = Math.max(inviter.signedUpAt, teams.workspaces[into]?.createdAt ?? 0) + 5 * MINUTE
    const waited = Math.min(person.signedUpAt - earliest, random.exponential(2.5 * DAY))
    const sentAt = Math.floor(person.signedUpAt - Math.max(0, waited))
    const first = sentAt - random.int(3, 9) * DAY
    if (random.chance(0.1) && first > earliest) write(inviter, into, person.email, first, null, null)
    write(inviter, into, person.email, sentAt, person, null)
  }

  for (const person of people) {
    if (person.isBot || person.activatesAt === null || !random.chance(0.28)) continue
    // a power inviter invites a whole department within a day
    const count = organisation.size >= 10 && random.chance(0.12) ? random.int(10, 16) : random.int(1, 3)
    const from = person.activatesAt + Math.floor(random.exponential(9 * DAY))
    for (let i = 0; i < count; i++) {
      const sentAt = from + i * random.int(1, 9) * MINUTE + HOUR
      if (sentAt >= Math.min(calendar.end, person.deletedAt ?? Infinity, person.leftAt ?? Infinity)) break
      const revokedAt = random.chance(0.12) ? sentAt + random.int(1, 20) * DAY : null
      const invitee = `guest${i}.${organisation.code}x${person.index}@${organisation.domain}`
      write(person, teams.primaryWorkspaces[person.index] ?? 0, invitee, sentAt, null, revokedAt)
    }
  }

  writeReferral({ tables }, organisation, people[0], referrer)
  return sent
}

/** A recommendation by a person at another company: an invitation across accounts, without a workspace. */
function writeReferral(
  { tables }: Pick<Context, 'tables'>,
  organisation: Organisation,
  first: Person | undefined,
  referrer: PreviousOrganisation | null,
): void {
  if (referrer === null || first === undefined) return
  const sentAt = Math.max(referrer.signedUpAt + HOUR, first.signedUpAt - 2 * DAY)
  tables.write('invitations', {
    invitation_id: `inv-${organisation.code}-r`,
    inviter_user_id: referrer.userId,
    invitee_key: inviteeKey(first.email),
    sent_at: timeText(sentAt),
    accepted_at: timeText(first.signedUpAt),
    accepted_user_id: first.id,
  })
}

/** Identifies the invited person without the address: the same for every invitation to it. */
function inviteeKey(email: string): string {
  const random = new Random(`invitee/${email.toLowerCase()}`)
  return Array.from({ length: 3 }, () => random.int(0, 0xffffffff).toString(16).padStart(8, '0')).join('')
}

import { DAY, MINUTE, timeText, timeTextOrNull } from '../base/calendar.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { PreviousOrganisation, Person } from './person.ts'
import type { Context } from '../base/context.ts'
import type { Teams } from '../teams/workspace.ts'

/** Writes `users`, `identities` and `identity_accounts` of an organisation. */
export function writePeople(
  { tables, calendar }: Context,
  organisation: Organisation,
  people: readonly Person[],
  teams: Teams,
  referrer: PreviousOrganisation | null,
): void {
  const random = organisation.random.fork('write-people')
  for (const person of people) {
    const inviter = teams.inviters[person.index] ?? null
    const invitedBy =
      inviter !== null ? people[inviter]?.id : person.index === 0 ? referrer?.userId : undefined
    // a few exports hide the address and keep only the domain
    const isHidden = random.chance(0.03) && !organisation.isScripted
    tables.write('users', {
      user_id: person.id,
      email: isHidden ? null : person.email,
      email_domain: isHidden ? person.email.slice(person.email.indexOf('@') + 1).toLowerCase() : null,
      created_at: timeText(person.signedUpAt),
      name: person.name,
      job_title: person.jobTitle,
      signup_source: invitedBy !== undefined ? 'invite' : signupSource(organisation, random.next()),
      invited_by_user_id: invitedBy,
      country: person.country,
      is_internal: person.isInternal,
      is_bot: person.isBot,
      deleted_at: timeTextOrNull(person.deletedAt),
    })
    person.anonymousIds.forEach((anonymousId, device) => {
      const linkedAt = person.signedUpAt + (device === 0 ? 0 : random.int(1, 30) * DAY)
      tables.write('identities', {
        anonymous_id: anonymousId,
        user_id: person.id,
        linked_at: timeText(Math.min(calendar.end - MINUTE, linkedAt)),
      })
    })
    if (person.override !== null && organisation.accountId !== null) {
      tables.write('identity_accounts', {
        user_id: person.id,
        valid_from: timeText(person.override.from),
        account_id: organisation.accountId,
        valid_to: timeTextOrNull(person.override.until),
      })
    }
  }
}

function signupSource(organisation: Organisation, draw: number): string {
  if (organisation.story === 'SLG') return draw < 0.7 ? 'sales' : 'organic'
  if (draw < 0.42) return 'organic'
  if (draw < 0.68) return 'paid_search'
  if (draw < 0.8) return 'paid_social'
  return draw < 0.93 ? 'content' : 'partner'
}

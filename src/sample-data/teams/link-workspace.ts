import type { Organisation } from '../organisations/organisation.ts'
import type { Person } from '../people/person.ts'
import type { Random } from '../base/random.ts'
import type { WorkspaceLink } from '../files/truth.ts'
import type { Membership } from './workspace.ts'

/** Decides which rule links a workspace to its company, so that every rule has examples. */
export function linkWorkspace(
  random: Random,
  organisation: Organisation,
  people: readonly Person[],
  members: readonly Membership[],
  creator: Person,
): { readonly link: WorkspaceLink; readonly resolvedAccountId: string | null } {
  const accountId = organisation.accountId
  if (accountId === null) return { link: 'none', resolvedAccountId: null }
  const link = chooseLink(random, organisation, people, members, creator)
  return { link, resolvedAccountId: link === 'none' ? null : accountId }
}

function chooseLink(
  random: Random,
  organisation: Organisation,
  people: readonly Person[],
  members: readonly Membership[],
  creator: Person,
): WorkspaceLink {
  const draw = random.next()
  if (draw < 0.34) return 'explicit'
  if (creator.override !== null && creator.override.until === null) return 'identity_override'
  if (draw < 0.55 && organisation.isDomainVerified) return 'verified_domain'
  if (hasMajority(people, members)) return 'member_domains'
  if (creator.mail === 'company') return 'owner_domain'
  // no rule finds these people's employer; for payers the CRM link keeps the truth unambiguous
  return organisation.story === null ? 'none' : 'explicit'
}

/** At least two members share a mail domain, and they are half or more of those not on freemail. */
function hasMajority(people: readonly Person[], members: readonly Membership[]): boolean {
  const persons = new Set(members.map((membership) => membership.person))
  const perDomain = new Map<string, number>()
  let corporate = 0
  for (const index of persons) {
    const person = people[index]
    if (person === undefined || person.mail === 'freemail') continue
    corporate += 1
    perDomain.set(person.mailDomain, (perDomain.get(person.mailDomain) ?? 0) + 1)
  }
  const most = Math.max(0, ...perDomain.values())
  return most >= 2 && most * 2 >= corporate
}

import { DAY, MINUTE } from '../base/calendar.ts'
import type { Calendar } from '../base/calendar.ts'
import { linkWorkspace } from './link-workspace.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Person } from '../people/person.ts'
import type { Random } from '../base/random.ts'
import { TEAM_NAMES } from '../organisations/word-lists.ts'
import type { Membership, Teams, Workspace } from './workspace.ts'

/** Distributes the people of an organisation over 1 to 40 workspaces of skewed sizes. */
export function formTeams(organisation: Organisation, people: readonly Person[], calendar: Calendar): Teams {
  const random = organisation.random.fork('teams')
  const primaryWorkspaces = choosePrimaryWorkspaces(random, organisation, people)
  const founders = founderOfEach(primaryWorkspaces)
  const memberships = people.flatMap((person) => {
    const home = primaryWorkspaces[person.index] ?? 0
    const founder = people[founders[home] ?? 0] ?? person
    return joinHome(random, person, home, founder)
  })
  memberships.push(...joinElsewhere(random, people, primaryWorkspaces, founders, calendar))
  const inviters = people.map((person) => chooseInviter(random, people, primaryWorkspaces, founders, person))
  const workspaces = founders.flatMap((founder, index): Workspace[] => {
    const creator = people[founder]
    if (creator === undefined) return []
    const members = memberships.filter((membership) => membership.workspace === index)
    const { link, resolvedAccountId } = linkWorkspace(random, organisation, people, members, creator)
    const createdAt = creator.signedUpAt + MINUTE
    const isAbandoned = index > 0 && organisation.story === null && random.chance(0.06)
    const deletedAt = createdAt + random.int(90, 400) * DAY
    return [
      {
        index,
        id: `ws-${organisation.code}-${index}`,
        name: index === 0 ? organisation.name : `${organisation.name}, ${teamName(index)}`,
        createdAt,
        creator: founder,
        link,
        resolvedAccountId,
        deletedAt: isAbandoned && deletedAt < calendar.end ? deletedAt : null,
      },
    ]
  })
  return { workspaces, memberships, primaryWorkspaces, inviters }
}

/** Early workspaces attract more people than late ones; numbers are in the order of opening. */
function choosePrimaryWorkspaces(
  random: Random,
  { size, kind }: Organisation,
  people: readonly Person[],
): readonly number[] {
  const most = Math.min(40, size)
  const count = size < 4 || kind !== 'company' ? 1 : Math.round(size ** 0.8 * random.next() ** 1.2)
  const wanted = Math.max(1, Math.min(most, count))
  const weights = Array.from({ length: wanted }, (_, i) => [i, 1 / (i + 1) ** 0.8] as const)
  const numbers = new Map<number, number>()
  return people.map((person) => {
    const drawn = person.index === 0 ? 0 : random.weighted(weights)
    const number = numbers.get(drawn) ?? numbers.size
    numbers.set(drawn, number)
    return number
  })
}

function founderOfEach(primaryWorkspaces: readonly number[]): readonly number[] {
  const founders: number[] = []
  primaryWorkspaces.forEach((home, person) => {
    founders[home] ??= person
  })
  return founders
}

function joinHome(random: Random, person: Person, workspace: number, founder: Person): readonly Membership[] {
  const isFounder = founder.index === person.index
  const role = isFounder ? 'owner' : person.isBot ? 'member' : random.chance(0.12) ? 'admin' : 'member'
  const seatType = role === 'member' && random.chance(0.15) ? 'light' : 'full'
  const from = Math.max(person.signedUpAt, founder.signedUpAt + MINUTE)
  const left = isFounder ? null : person.leftAt
  const first: Membership = {
    workspace,
    person: person.index,
    from,
    until: left ?? person.deletedAt,
    role,
    seatType,
  }
  if (left === null || person.rejoinedAt === null) return [first]
  return [first, { ...first, from: person.rejoinedAt, until: null }]
}

/** One in eight joins a second workspace, which must be open by then. */
function joinElsewhere(
  random: Random,
  people: readonly Person[],
  primaryWorkspaces: readonly number[],
  founders: readonly number[],
  calendar: Calendar,
): readonly Membership[] {
  if (founders.length < 2) return []
  return people.flatMap((person): Membership[] => {
    const isMobile = random.chance(0.13)
    const workspace = random.int(0, founders.length - 1)
    const founder = people[founders[workspace] ?? 0]
    const after = random.int(3, 90) * DAY
    if (
      !isMobile ||
      workspace === primaryWorkspaces[person.index] ||
      person.leftAt !== null ||
      founder === undefined
    )
      return []
    const from = Math.max(person.signedUpAt, founder.signedUpAt) + after
    if (from >= Math.min(calendar.end, person.deletedAt ?? calendar.end)) return []
    const until = person.deletedAt
    return [{ workspace, person: person.index, from, until, role: 'guest', seatType: 'light' }]
  })
}

/** Creators of workspaces usually came uninvited; most others were invited by a colleague. */
function chooseInviter(
  random: Random,
  people: readonly Person[],
  primaryWorkspaces: readonly number[],
  founders: readonly number[],
  person: Person,
): number | null {
  const isFounder = founders[primaryWorkspaces[person.index] ?? 0] === person.index
  if (person.index === 0 || person.isBot || person.isInternal) return null
  if (!random.chance(isFounder ? 0.25 : 0.68)) return null
  const home = primaryWorkspaces[person.index]
  const there = isFounder
    ? [0]
    : [...primaryWorkspaces.keys()].filter((i) => i < person.index && primaryWorkspaces[i] === home)
  // the first users invite more than the others, so try them first
  const candidate = there[Math.floor(random.next() ** 2 * there.length)]
  const inviter = candidate === undefined ? undefined : people[candidate]
  const isThere =
    inviter !== undefined && !inviter.isBot && inviter.leftAt === null && inviter.deletedAt === null
  return isThere && inviter.signedUpAt + 30 * MINUTE < person.signedUpAt ? inviter.index : null
}

function teamName(index: number): string {
  const name = TEAM_NAMES[index % TEAM_NAMES.length] ?? ''
  return index < TEAM_NAMES.length ? name : `${name} ${Math.floor(index / TEAM_NAMES.length) + 1}`
}

import { timeText, timeTextOrNull, WEEK } from '../base/calendar.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Person } from '../people/person.ts'
import type { Context } from '../base/context.ts'
import type { Teams } from '../teams/workspace.ts'
import type { UseResult } from './simulate-user.ts'

/** Writes the truth about an organisation's people; returns the first activation in time. */
export function writePeopleTruth(
  { truth, totals }: Context,
  organisation: Organisation,
  people: readonly Person[],
  teams: Teams,
  lives: readonly UseResult[],
): number | null {
  const activations: number[] = []
  const registrations = new Map<string, Person[]>()
  for (const person of people) {
    const address = person.email.toLowerCase()
    registrations.set(address, [...(registrations.get(address) ?? []), person])
  }
  for (const same of registrations.values()) {
    // repeated sign-ups with the same address are one person: the first one counts
    const [first] = same
    const cores = same.map(({ index }) => lives[index]?.firstCoreAt ?? Infinity)
    const at = Math.min(...cores)
    if (first === undefined || first.isBot || at > first.signedUpAt + WEEK) continue
    activations.push(at)
    const isGone = same.every(({ deletedAt }) => deletedAt !== null)
    if (!first.isInternal && !isGone) totals.activatedUsers += 1
  }
  for (const person of people) {
    const life = lives[person.index]
    truth.person({
      userId: person.id,
      companyAccountId: organisation.accountId,
      segment: organisation.segment,
      anonymousIds: person.anonymousIds,
      signedUpAt: timeText(person.signedUpAt),
      activatedAt: timeTextOrNull(life?.firstCoreAt ?? null),
      invitedByUserId: people[teams.inviters[person.index] ?? -1]?.id ?? null,
      isInternal: person.isInternal,
      isBot: person.isBot,
      deletedAt: timeTextOrNull(person.deletedAt),
      events: life?.events ?? 0,
    })
  }
  return activations.length === 0 ? null : Math.min(...activations)
}

import { accountsOf, type Account } from './accounts.ts'
import type { Data } from './data.ts'
import { allUsers, type Person } from './user-accounts.ts'
import { grouped } from '../memo.ts'
import { stitchingOf } from './stitching.ts'
import { stitchedEvents } from './stitched-events.ts'
import { accountOf, workspacesOf, type Workspace } from './workspaces.ts'

/**
 * All users known as of `as_of`. An unregistered user is created by the earliest event received by then, and
 * counts as signed up only where no users are registered at all.
 */
export function usersAsOf(data: Data, asOf: number): readonly Person[] {
  const seen = grouped(receivedBy(data, asOf), ({ person }) => person)
  return [...allUsers(data).values()].flatMap((person) => {
    const isUnregistered = !stitchingOf(data).registrations.has(person.id)
    if (!isUnregistered && person.joinedAt <= asOf) return [person]
    const joinedAt = earliest((seen.get(person.id) ?? []).map(({ at }) => at))
    const isRegistered = isUnregistered && person.isRegistered
    return joinedAt === null ? [] : [{ ...person, joinedAt, isRegistered }]
  })
}

/** All workspaces known as of `as_of`, by the same rule. */
export function workspacesAsOf(data: Data, asOf: number): readonly Workspace[] {
  const seen = grouped(receivedBy(data, asOf), ({ workspace }) => workspace)
  const registered = new Set((data.workspaces ?? []).map(({ workspace_id }) => workspace_id))
  return [...workspacesOf(data).values()].flatMap((workspace) => {
    const isUnregistered = !registered.has(workspace.id)
    if (!isUnregistered && workspace.madeAt <= asOf) return [workspace]
    const madeAt = earliest((seen.get(workspace.id) ?? []).map(({ at }) => at))
    const isRegistered = isUnregistered && workspace.isRegistered
    return madeAt === null ? [] : [{ ...workspace, madeAt, isRegistered }]
  })
}

export interface AccountAsOf extends Account {
  readonly signedUpAt: number | null
}

/**
 * All accounts with their sign-up as known as of `as_of`: the creation of the first registered workspace.
 * Where no workspaces are registered, the earliest of: a user, a used workspace, an event that names the
 * account. Null before the sign-up.
 */
export function accountsAsOf(data: Data, asOf: number): readonly AccountAsOf[] {
  // users linked only by events do not count: later events may relink them
  const { registrations } = stitchingOf(data)
  const registered = new Set((data.workspaces ?? []).map(({ workspace_id }) => workspace_id))
  const people = grouped(
    // activity before the registration does not count for the account
    linkedUsers(data, asOf).filter(({ id, isRegistered }) => isRegistered || !registrations.has(id)),
    ({ account }) => account,
  )
  const workspaces = grouped(
    linkedWorkspaces(data, asOf).filter(({ isRegistered }) => isRegistered),
    accountOf,
  )
  const naming = grouped(receivedBy(data, asOf), ({ named }) => named)
  return [...accountsOf(data).values()].map((account) => {
    const own = (workspaces.get(account.key) ?? []).map(({ madeAt }) => madeAt)
    const joined = (people.get(account.key) ?? []).map(({ joinedAt }) => joinedAt)
    const named = (naming.get(account.key) ?? []).map(({ at }) => at)
    return { ...account, signedUpAt: earliest(registered.size > 0 ? own : [...own, ...joined, ...named]) }
  })
}

/** Users known as of `as_of` whose account does not come from their events alone. */
export const linkedUsers = (data: Data, asOf: number): readonly Person[] =>
  usersAsOf(data, asOf).filter(({ isEventLinked }) => !isEventLinked)

export const linkedWorkspaces = (data: Data, asOf: number): readonly Workspace[] =>
  workspacesAsOf(data, asOf).filter(({ method }) => method !== 'events')

export const receivedBy = (data: Data, asOf: number) =>
  stitchedEvents(data).filter(({ knownAt }) => knownAt <= asOf)

function earliest(moments: readonly number[]): number | null {
  return moments.length === 0 ? null : Math.min(...moments)
}

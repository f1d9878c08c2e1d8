import { accountsOf, type Account } from './accounts.ts'
import type { Data } from './data.ts'
import { everyone, type Person } from './homes.ts'
import { grouped } from './memo.ts'
import { peopleOf } from './people.ts'
import { stitchedEvents } from './stitched-events.ts'
import { accountOf, workspacesOf, type Workspace } from './workspaces.ts'

/** Everybody known by then. Whom nobody registered joined with the earliest event received by then. */
export function peopleBy(data: Data, asOf: number): readonly Person[] {
  const seen = grouped(receivedBy(data, asOf), ({ person }) => person)
  return [...everyone(data).values()].flatMap((person) => {
    const joinedAt = peopleOf(data).registrations.has(person.id)
      ? person.joinedAt
      : earliest((seen.get(person.id) ?? []).map(({ at }) => at))
    return joinedAt === null || joinedAt > asOf ? [] : [{ ...person, joinedAt }]
  })
}

/** Every workspace known by then, in the same way. */
export function workspacesBy(data: Data, asOf: number): readonly Workspace[] {
  const seen = grouped(receivedBy(data, asOf), ({ workspace }) => workspace)
  const registered = new Set((data.workspaces ?? []).map(({ workspace_id }) => workspace_id))
  return [...workspacesOf(data).values()].flatMap((workspace) => {
    const madeAt = registered.has(workspace.id)
      ? workspace.madeAt
      : earliest((seen.get(workspace.id) ?? []).map(({ at }) => at))
    return madeAt === null || madeAt > asOf ? [] : [{ ...workspace, madeAt }]
  })
}

export interface AccountThen extends Account {
  readonly createdAt: number | null
  readonly firstWorkspaceAt: number | null
}

/** Every account, with when it and its first workspace were known to have begun; null when they had not. */
export function accountsBy(data: Data, asOf: number): readonly AccountThen[] {
  const people = grouped(peopleBy(data, asOf), ({ account }) => account)
  const workspaces = grouped(workspacesBy(data, asOf), accountOf)
  return [...accountsOf(data).values()].map((account) => {
    const made = (workspaces.get(account.key) ?? []).map(({ madeAt }) => madeAt)
    const recorded = (data.accounts ?? [])
      .filter(({ account_id }) => account_id === account.key)
      .flatMap(({ created_at }) => (created_at === null ? [] : Date.parse(created_at)))
      .filter((at) => at <= asOf)
    const joined = (people.get(account.key) ?? []).map(({ joinedAt }) => joinedAt)
    return {
      ...account,
      createdAt: earliest([...recorded, ...joined, ...made]),
      firstWorkspaceAt: earliest(made),
    }
  })
}

const receivedBy = (data: Data, asOf: number) => stitchedEvents(data).filter(({ knownAt }) => knownAt <= asOf)

function earliest(moments: readonly number[]): number | null {
  return moments.length === 0 ? null : Math.min(...moments)
}

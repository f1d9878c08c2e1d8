import type { Data } from './data.ts'
import { first, grouped, remembered } from './memo.ts'

type Registration = NonNullable<Data['users']>[number]

/** Who stands behind the ids in the data. */
export interface Stitching {
  /** The one user that a registered id stands for; null for an id that nobody registered. */
  readonly ofUserId: (id: string) => string | null
  /** The one user that an anonymous id turned out to be. */
  readonly ofAnonymousId: (id: string) => string | null
  /** Colleagues and bots. */
  readonly isExcluded: (person: string) => boolean
  /** All registrations of each person, the first one first. */
  readonly registrations: ReadonlyMap<string, readonly Registration[]>
  /** Whether the last of somebody's registrations had been deleted by then. */
  readonly isDeletedBy: (person: string, moment: number) => boolean
  readonly noneRegistered: boolean
}

/** Two registrations with one mail address are one person, the first; the later link of an anonymous id wins. */
export const stitchingOf: (data: Data) => Stitching = remembered((data) => {
  const users = data.users ?? []
  const byPerson = grouped(users, (user) => mailOf(user) ?? `id ${user.user_id}`)
  const registrations = new Map(
    [...byPerson.values()].map((group) => {
      const ordered = [...group].sort(
        (a, b) => Date.parse(a.created_at) - Date.parse(b.created_at) || (a.user_id < b.user_id ? -1 : 1),
      )
      return [ordered[0]?.user_id ?? '', ordered] as const
    }),
  )
  const personOf = new Map(
    [...registrations].flatMap(([person, group]) => group.map((user) => [user.user_id, person] as const)),
  )
  const links = new Map(
    [...grouped(data.identities ?? [], (link) => link.anonymous_id)].map(([id, group]) => {
      const latest = first(
        group,
        ({ linked_at }) => (linked_at === null ? null : -Date.parse(linked_at)),
        ({ user_id }) => user_id,
      )
      return [id, latest?.user_id ?? ''] as const
    }),
  )
  const excluded = new Set(
    users
      .filter((user) => user.is_internal === true || user.is_bot === true)
      .map(({ user_id }) => personOf.get(user_id)),
  )
  return {
    ofUserId: (id) => personOf.get(id) ?? null,
    ofAnonymousId: (id) => {
      const linked = links.get(id)
      return linked === undefined ? null : (personOf.get(linked) ?? linked)
    },
    isExcluded: (person) => excluded.has(person),
    registrations,
    isDeletedBy: (person, moment) => {
      const deletions = (registrations.get(person) ?? []).map(({ deleted_at }) => deleted_at)
      return deletions.length > 0 && deletions.every((at) => at !== null && Date.parse(at) <= moment)
    },
    noneRegistered: users.length === 0,
  }
})

/** A mail address without what does not matter in it. */
export function mailOf({ email }: { readonly email: string | null }): string | null {
  const address = (email ?? '').trim().toLowerCase()
  return address === '' ? null : address
}

/** The domain of a mail address. */
export function domainOf(address: string | null): string | null {
  const domain = address?.split('@')[1] ?? ''
  return domain === '' ? null : domain
}

import type { Data } from './data.ts'
import { first, grouped, remembered } from '../memo.ts'

type Registration = NonNullable<Data['users']>[number]

/** Maps the ids in the data to users. */
export interface Stitching {
  /** The user of a registered id; null for an unregistered id. */
  readonly ofUserId: (id: string) => string | null
  /** The user that an anonymous id was linked to. */
  readonly ofAnonymousId: (id: string) => string | null
  /** Internal users and bots. */
  readonly isExcluded: (person: string) => boolean
  /** All registrations of each user, the earliest first. */
  readonly registrations: ReadonlyMap<string, readonly Registration[]>
  /** Whether the last registration of a user was deleted by an instant. */
  readonly isDeletedBy: (person: string, moment: number) => boolean
  readonly noneRegistered: boolean
}

/**
 * Registrations with the same mail address are one user, the first; the later link of an anonymous id wins.
 */
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

/** A normalized mail address. */
export function mailOf({ email }: { readonly email: string | null }): string | null {
  const address = (email ?? '').trim().toLowerCase()
  return address === '' ? null : address
}

/** The domain of a mail address. */
export function domainOf(address: string | null): string | null {
  const domain = address?.split('@')[1] ?? ''
  return domain === '' ? null : domain
}

import type { Data } from '../data/data.ts'
import { stitchedEvents } from '../data/stitched-events.ts'
import { stitchingOf } from '../data/stitching.ts'
import { allUsers } from '../data/user-accounts.ts'
import { grouped } from '../memo.ts'
import { least } from './month-ends.ts'

/** From when until when each user existed: from the first record until the deletion, infinite without one. */
export function userSpans(data: Data): ReadonlyMap<string, { readonly from: number; readonly to: number }> {
  const seen = grouped(stitchedEvents(data), ({ person }) => person)
  return new Map(
    [...allUsers(data).keys()].map((id) => {
      const registrations = stitchingOf(data).registrations.get(id) ?? []
      const created = registrations.map(({ created_at }) => Date.parse(created_at))
      const deleted = registrations.map(({ deleted_at }) =>
        deleted_at === null ? Infinity : Date.parse(deleted_at),
      )
      const recorded = (seen.get(id) ?? []).map(({ knownAt }) => knownAt)
      return [
        id,
        {
          from: least([...created, ...recorded]),
          to: deleted.length === 0 ? Infinity : Math.max(...deleted),
        },
      ]
    }),
  )
}

import type { Data } from './data.ts'
import { excludedWorkspaces } from './excluded.ts'
import { first, grouped, remembered } from '../memo.ts'
import { stitchingOf } from './stitching.ts'

/** A deduplicated event with its user. */
export interface StitchedEvent {
  readonly id: string
  readonly at: number
  /** The time from which it is known. */
  readonly knownAt: number
  readonly name: string
  readonly person: string | null
  readonly workspace: string | null
  /** The account that the event itself names. */
  readonly named: string | null
  readonly properties: Readonly<Record<string, string | number>>
}

/**
 * The first received delivery of every event, without those of internal users and bots or in their workspaces.
 */
export const stitchedEvents: (data: Data) => readonly StitchedEvent[] = remembered((data) => {
  const people = stitchingOf(data)
  const deliveries = grouped(data.product_events ?? [], ({ event_id }) => event_id)
  return [...deliveries.values()].flatMap((group) => {
    // deliveries received at once: choose one independently of the row order
    const event = first(
      group,
      ({ received_at, occurred_at }) => Date.parse(received_at ?? occurred_at),
      ({ occurred_at }) => Date.parse(occurred_at),
      ({ event_name }) => event_name,
      ({ user_id }) => user_id,
      ({ anonymous_id }) => anonymous_id,
      ({ workspace_id }) => workspace_id,
      ({ account_id }) => account_id,
    )
    if (event === undefined) return []
    const person =
      event.user_id !== null
        ? (people.ofUserId(event.user_id) ?? event.user_id)
        : event.anonymous_id === null
          ? null
          : (people.ofAnonymousId(event.anonymous_id) ?? (people.noneRegistered ? event.anonymous_id : null))
    if (person !== null && people.isExcluded(person)) return []
    if (event.workspace_id !== null && excludedWorkspaces(data).has(event.workspace_id)) return []
    const at = Date.parse(event.occurred_at)
    return [
      {
        id: event.event_id,
        at,
        knownAt: Math.max(at, event.received_at === null ? at : Date.parse(event.received_at)),
        name: event.event_name,
        person,
        workspace: event.workspace_id,
        named: event.account_id,
        properties: event.properties ?? {},
      },
    ]
  })
})

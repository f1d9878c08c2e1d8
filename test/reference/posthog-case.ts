import { referenceSet } from '../harness/reference-set.ts'
import type { Row, SourceRows } from '../harness/warehouse.ts'
import type { Filter } from '../../src/semantic/model/request/request.ts'

/** A person of a case, with several ids. */
interface Person {
  readonly id: string
  readonly distinct_ids: readonly string[]
  readonly properties: { readonly email?: string; readonly name?: string; readonly country?: string }
}

interface Event {
  readonly distinct_id: string
  readonly event: string
  readonly timestamp: string
  readonly properties: Readonly<Record<string, unknown>>
}

interface ValueFilter {
  readonly key: string
  readonly in: readonly string[]
}

/** One of PostHog's test vectors: events, query, and expected result. */
export interface PosthogCase<Params, Expected> {
  readonly case: string
  readonly params: Params & {
    readonly exclude_email_suffix?: string | null
    readonly person_filter?: ValueFilter | null
    readonly actor?: 'person' | 'group_0' | 'group_1'
  }
  readonly persons: readonly Person[]
  readonly events: readonly Event[]
  readonly expected: Expected
}

const set = referenceSet('posthog-cases')

/** Whether the reference data are on this machine. */
export const casesAreHere = set.isHere

/** The cases of a file; none without the reference data. */
export const posthogCases = <Params, Expected>(file: string): readonly PosthogCase<Params, Expected>[] =>
  set.isHere ? (set.json(file) as readonly PosthogCase<Params, Expected>[]) : []

/**
 * A case as rows of the source contract: distinct ids are identities, person properties are columns of users,
 * and the group that is the actor, if any, is the account or the workspace of its events.
 */
export const sourceRows = ({
  persons,
  events,
  params: { actor },
}: PosthogCase<unknown, unknown>): SourceRows => ({
  users: persons.map(({ id, properties }): Row => {
    const { email, name, country } = properties
    return { user_id: id, created_at: '2019-01-01', email, name, country }
  }),
  identities: persons.flatMap(({ id, distinct_ids }) =>
    distinct_ids.map((anonymous_id): Row => ({ anonymous_id, user_id: id })),
  ),
  product_events: events.map(({ distinct_id, event, timestamp, properties }, index): Row => {
    const { $group_0: account, $group_1: workspace } = properties
    return {
      event_id: `event-${String(index)}`,
      event_name: event,
      occurred_at: timestamp,
      anonymous_id: distinct_id,
      properties,
      ...(actor === 'group_0' ? { account_id: account } : {}),
      ...(actor === 'group_1' ? { workspace_id: workspace } : {}),
    }
  }),
})

/** Conditions on persons as conditions on dimensions of users. */
export const personConditions = ({
  params: { person_filter: person, exclude_email_suffix: suffix },
}: PosthogCase<unknown, unknown>): Filter[] => [
  ...(person ? [{ dimension: `user_${person.key}`, operator: 'in' as const, value: [...person.in] }] : []),
  ...(suffix ? [{ dimension: 'mail_domain', operator: 'ne' as const, value: suffix.replace('@', '') }] : []),
]

/** An event's name and its required property, as an option; without a name any event. */
export const matcher = (
  event: string | null | undefined,
  ...properties: readonly (ValueFilter | null | undefined)[]
): unknown => ({
  event: event ?? null,
  where: Object.fromEntries(
    properties
      .filter((filter) => filter !== null && filter !== undefined)
      .map(({ key, in: values }) => [key, values]),
  ),
})

import type { RawRows } from '../given-raw.ts'
import type { ContractRows } from './contract-rows.ts'

/** The company's events as Segment writes them: the tracks, without their properties, and the calls that link ids. */
export const writeSegment = (company: ContractRows): RawRows => ({
  tracks: company('product_events').map((row) => ({
    id: row['event_id'],
    event: row['event_name'],
    anonymous_id: row['anonymous_id'],
    user_id: row['user_id'],
    context_group_id: row['workspace_id'],
    timestamp: row['occurred_at'],
    received_at: row['received_at'],
  })),
  identifies: company('identities').map((row, index) => ({
    id: `identify-${index}`,
    anonymous_id: row['anonymous_id'],
    user_id: row['user_id'],
    timestamp: row['linked_at'],
  })),
})

/** The same events as PostHog exports them: every event has a person, and those who identified are marked. */
export const writePosthog = (company: ContractRows): RawRows => ({
  events: company('product_events').map((row) => ({
    uuid: row['event_id'],
    event: row['event_name'],
    distinct_id: row['user_id'] ?? row['anonymous_id'],
    person_id: row['user_id'] ?? row['anonymous_id'],
    timestamp: row['occurred_at'],
    created_at: row['received_at'],
    properties: row['properties'],
    $group_0: row['workspace_id'],
  })),
  persons: [...new Set(company('product_events').flatMap(({ user_id }) => user_id ?? []))].map((id) => ({
    id,
    is_identified: 'true',
  })),
})

import { describe, expect, test } from 'vitest'
import { adapting, type RawRows } from './given-raw.ts'

describe('Segment and RudderStack', () => {
  const adapt = adapting('segment', 'segment')
  const rows = async (table: string, raw: RawRows, settings = {}) => (await adapt(table, raw, settings)).rows
  const call = {
    id: 'm1',
    anonymous_id: 'a1',
    user_id: 'u1',
    context_group_id: 'g1',
    timestamp: '2024-01-02 00:00:00',
    received_at: '2024-01-02 00:00:05',
  }

  test('a track is an event of its group, and a page a passive one', async () => {
    const tracks = [{ ...call, event: 'message_sent' }]
    expect(await rows('product_events', { tracks, pages: [{ ...call, id: 'm2' }] })).toMatchObject([
      { event_id: 'm1', event_name: 'message_sent', user_id: 'u1', anonymous_id: 'a1', workspace_id: 'g1' },
      { event_id: 'm2', event_name: '$pageview' },
    ])
    expect(await rows('product_events', { tracks }, { group_kind: 'account' })).toMatchObject([
      { account_id: 'g1' },
    ])
  })

  test('identifies and aliases link an anonymous id to the user that it had last', async () => {
    const raw = {
      identifies: [call, { ...call, user_id: 'u0', timestamp: '2024-01-01 00:00:00' }],
      aliases: [{ id: 'm3', previous_id: 'a2', user_id: 'u2', timestamp: '2024-01-03 00:00:00' }],
    }
    expect(await rows('identities', raw)).toEqual([
      { anonymous_id: 'a1', user_id: 'u1', linked_at: '2024-01-02T00:00:00Z' },
      { anonymous_id: 'a2', user_id: 'u2', linked_at: '2024-01-03T00:00:00Z' },
    ])
  })

  test('a user without a profile starts when first seen; people of declared domains are internal', async () => {
    const raw = {
      tracks: [{ ...call, event: 'message_sent', timestamp: '2024-01-01 00:00:00' }],
      identifies: [{ ...call, email: 'ada@Acme.com' }],
    }
    expect(await rows('users', raw, { internal_domains: ['acme.com'] })).toEqual([
      { user_id: 'u1', email: 'ada@Acme.com', created_at: '2024-01-01T00:00:00Z', is_internal: true },
    ])
  })

  test('groups are workspaces with their members', async () => {
    const groups = [
      { id: 'm1', group_id: 'g1', user_id: 'u1', name: 'Old', timestamp: '2024-01-01 00:00:00' },
      { id: 'm2', group_id: 'g1', user_id: 'u1', name: 'New', timestamp: '2024-01-02 00:00:00' },
    ]
    expect(await rows('workspaces', { groups })).toEqual([
      { workspace_id: 'g1', name: 'New', created_at: '2024-01-01T00:00:00Z' },
    ])
    expect(await rows('memberships', { groups })).toEqual([
      { workspace_id: 'g1', user_id: 'u1', valid_from: '2024-01-01T00:00:00Z' },
    ])
  })
})

describe('PostHog', () => {
  const adapt = adapting('posthog', 'export')
  const rows = async (table: string, raw: RawRows) => (await adapt(table, raw)).rows
  const event = {
    uuid: 'e1',
    event: 'message_sent',
    distinct_id: 'd1',
    person_id: 'old',
    timestamp: '2024-01-02T00:00:00Z',
    $group_0: 'g1',
    properties: '{"plan": "pro"}',
  }
  const raw = {
    events: [
      event,
      { ...event, uuid: 'e2', event: '$identify' },
      { ...event, uuid: 'e3', distinct_id: 'd9', person_id: 'p9' },
    ],
    person_distinct_ids: [{ distinct_id: 'd1', person_id: 'p1' }],
    persons: [{ id: 'p1', created_at: '2024-01-01T00:00:00Z', properties: '{"email": "ada@acme.com"}' }],
  }

  test('a user is the person of a distinct id; who never identified is anonymous', async () => {
    expect(await rows('product_events', raw)).toMatchObject([
      { event_id: 'e1', user_id: 'p1', workspace_id: 'g1', properties: expect.anything() as unknown },
      { event_id: 'e3', anonymous_id: 'p9' },
    ])
    expect(await rows('users', raw)).toMatchObject([
      { user_id: 'p1', email: 'ada@acme.com', created_at: '2024-01-01T00:00:00Z' },
    ])
  })

  test('members of a group are the persons who acted in it', async () => {
    expect(await rows('memberships', raw)).toEqual([
      { workspace_id: 'g1', user_id: 'p1', valid_from: '2024-01-02T00:00:00Z' },
    ])
  })
})

const amplitude = adapting('amplitude', 'export')

test('a user of Amplitude is an amplitude id, after merges', async () => {
  const event = {
    uuid: 'e1',
    event_type: 'message_sent',
    event_time: '2024-01-02 00:00:00.5',
    server_received_time: '2024-01-02 00:00:01',
    amplitude_id: '111',
    user_id: 'u1',
    event_properties: '{"workspace_id": "w1"}',
  }
  const raw = {
    events: [
      event,
      { ...event, uuid: 'e2', user_id: 'u2' },
      { ...event, uuid: 'e3', amplitude_id: '222', user_id: '' },
      { ...event, uuid: 'e4', amplitude_id: '333', user_id: '' },
    ],
    merge_amplitude_ids: [{ amplitude_id: '222', merged_amplitude_id: '111' }],
  }
  const { rows } = await amplitude('product_events', raw)
  expect(rows.map(({ event_id, user_id, anonymous_id }) => [event_id, user_id, anonymous_id])).toEqual([
    ['e1', 111, undefined],
    ['e2', 111, undefined],
    ['e3', 111, undefined],
    ['e4', undefined, 333],
  ])
  expect((await amplitude('users', raw)).rows.map(({ user_id }) => user_id)).toEqual([111])
})

describe('Mixpanel', () => {
  const adapt = adapting('mixpanel', 'export')
  const line = (event: string, properties: Readonly<Record<string, unknown>>) => ({
    data: JSON.stringify({ event, properties }),
  })
  const sent = { distinct_id: 'u1', time: 1704153600, $insert_id: 'i1', mp_processing_time_ms: 1704150000000 }

  test('keeps events that share an insert id, and merges only true repetitions', async () => {
    const raw = {
      export: [
        line('sent', sent),
        line('sent', sent),
        line('read', sent),
        line('sent', { ...sent, distinct_id: 'u2' }),
      ],
    }
    const { rows } = await adapt('product_events', raw)
    expect(new Set(rows.map(({ event_id }) => event_id)).size).toBe(3)
  })

  test('the seconds of an export are those of a clock in the zone of the project', async () => {
    const { rows } = await adapt(
      'product_events',
      { export: [line('sent', sent)] },
      { time_zone: 'Europe/Berlin' },
    )
    expect(rows).toMatchObject([
      // 2024-01-02 00:00 in Berlin; received in UTC
      { occurred_at: '2024-01-01T23:00:00Z', received_at: '2024-01-01T23:00:00Z', user_id: 'u1' },
    ])
  })

  test('identify and merge link ids, and are no events', async () => {
    const raw = {
      export: [
        line('$identify', { ...sent, $identified_id: 'u1', $anon_id: 'x1' }),
        line('$merge', { ...sent, $distinct_ids: ['u1', '$device:x2'] }),
        line('sent', { ...sent, distinct_id: 'x1' }),
      ],
    }
    expect((await adapt('identities', raw)).rows).toMatchObject([
      { anonymous_id: '$device:x2', user_id: 'u1' },
      { anonymous_id: 'x1', user_id: 'u1' },
    ])
    expect((await adapt('product_events', raw)).rows).toMatchObject([{ anonymous_id: 'x1' }])
    expect((await adapt('users', raw)).rows.map(({ user_id }) => user_id)).toEqual(['u1'])
  })
})

describe('Google Analytics 4', () => {
  const adapt = adapting('ga4', 'bigquery')

  test('an event is known by its person, name, time and order; its parameters are one object', async () => {
    const event = {
      event_name: 'sent',
      event_timestamp: '1704153600123456',
      event_bundle_sequence_id: '1',
      user_pseudo_id: 'd1',
      user_id: 'u1',
      event_params: JSON.stringify([
        { key: 'workspace_id', value: { string_value: 'w1' } },
        { key: 'size', value: { int_value: 3 } },
      ]),
    }
    const { rows } = await adapt('product_events', {
      events: [event, { ...event, event_bundle_sequence_id: '2' }],
    })
    expect(new Set(rows.map(({ event_id }) => event_id)).size).toBe(2)
    expect(rows[0]).toMatchObject({
      occurred_at: '2024-01-02T00:00:00.123456Z',
      anonymous_id: 'd1',
      user_id: 'u1',
      workspace_id: 'w1',
    })
  })
})

describe('Snowplow', () => {
  const adapt = adapting('snowplow', 'atomic')

  test('leaves out spiders and reports them; an app has the id of its session', async () => {
    const event = {
      event_id: 'e1',
      event_name: 'sent',
      derived_tstamp: '2024-01-02 00:00:00',
      collector_tstamp: '2024-01-02 00:00:05',
      domain_userid: '',
      contexts_com_snowplowanalytics_snowplow_client_session_1: '[{"userId": "phone"}]',
    }
    const { rows, reported } = await adapt('product_events', {
      events: [
        event,
        {
          ...event,
          event_id: 'e2',
          contexts_com_iab_snowplow_spiders_and_robots_1: '[{"spiderOrRobot": true}]',
        },
      ],
    })
    expect(rows).toMatchObject([
      {
        event_id: 'e1',
        anonymous_id: 'phone',
        occurred_at: '2024-01-02T00:00:00Z',
        received_at: '2024-01-02T00:00:05Z',
      },
    ])
    expect(reported).toEqual([{ event_id: 'e2' }])
  })
})

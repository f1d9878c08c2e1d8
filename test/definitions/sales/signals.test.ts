import { expect } from 'vitest'
import type { SignalRow } from '../../../src/query/signals/signals-request.ts'
import type { Row, SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'
import { accessTo } from '../../property/access-to.ts'
import { company, domain, users } from './company-rows.ts'

const people = (account: string, count: number): readonly Row[] =>
  users(account, count, '2025-01-05T00:00:00Z')

const acted = (account: string, count: number, day: string, received = day): readonly Row[] =>
  people(account, count).map(({ user_id }) => ({
    event_id: `${String(user_id)} ${day}`,
    user_id,
    event_name: 'draw',
    occurred_at: `${day}T10:00:00Z`,
    received_at: `${received}T10:00:00Z`,
  }))

const names = ['acme', 'beta', 'gamma']
const end = '2025-06-30T23:59:59.999999Z'

const subscription = (customer_id: string, started_at: string, more: Row = {}): Row => ({
  period_id: customer_id,
  subscription_id: customer_id,
  customer_id,
  plan: 'team',
  started_at,
  amount: 100,
  interval: 'month',
  currency: 'USD',
  ...more,
})

const tables = (): SourceRows => ({
  accounts: names.map((name) => company(name)),
  account_domains: names.map(domain),
  users: [...people('acme', 10), ...people('beta', 6), ...people('gamma', 1)],
  workspaces: [
    { workspace_id: 'w1', name: 'w1', account_id: 'acme', created_at: '2025-01-05T00:00:00Z', plan: 'team' },
    // a week after the first one is soon enough for a new team
    { workspace_id: 'w2', name: 'w2', account_id: 'acme', created_at: '2025-03-05T09:00:00Z', plan: 'free' },
    { workspace_id: 'w3', name: 'w3', account_id: 'beta', created_at: '2025-01-05T00:00:00Z', plan: 'free' },
    { workspace_id: 'w4', name: 'w4', account_id: 'beta', created_at: '2025-01-07T00:00:00Z', plan: 'free' },
  ],
  plan_limits: [{ plan: 'free', meter: 'messages', limit_quantity: 10, kind: 'cumulative' }],
  plan_changes: [
    { workspace_id: 'w3', valid_from: '2025-01-05T00:00:00Z', plan: 'free' },
    { workspace_id: 'w3', valid_from: '2025-05-08T12:00:00Z', plan: 'team' },
  ],
  usage_daily: [
    { workspace_id: 'w3', meter: 'messages', day: '2025-05-01', quantity: 8 },
    { workspace_id: 'w3', meter: 'messages', day: '2025-05-05', quantity: 2 },
  ],
  invitations: Array.from({ length: 12 }, (_, index) => ({
    invitation_id: `i${String(index)}`,
    inviter_user_id: 'acme 0',
    invitee_key: `friend${String(index)}@elsewhere.example`,
    // one an hour from noon: the tenth at nine in the evening
    sent_at: new Date(Date.UTC(2025, 3, 10, 12 + index)).toISOString(),
  })),
  billing_customers: [
    {
      customer_id: 'c1',
      account_id: 'acme',
      payer_email: 'p0@acme.example',
      created_at: '2025-02-01T00:00:00Z',
    },
    {
      customer_id: 'c2',
      account_id: 'acme',
      payer_email: 'buyer@bank.example',
      created_at: '2025-03-01T00:00:00Z',
    },
    {
      customer_id: 'c3',
      account_id: 'acme',
      payer_email: 'third@bank.example',
      created_at: '2025-04-01T00:00:00Z',
    },
    {
      customer_id: 'c4',
      account_id: 'gamma',
      payer_email: 'p0@gamma.example',
      created_at: '2025-05-01T00:00:00Z',
    },
  ],
  subscription_periods: [
    subscription('c1', '2025-02-01'),
    subscription('c2', '2025-03-01'),
    subscription('c3', '2025-04-02', { ended_at: '2025-05-15' }),
    subscription('c4', '2025-05-01', { amount: 0, is_trial: true, trial_end: '2025-05-31T00:00:00Z' }),
  ],
  conversation_tags: [
    {
      tag_id: 't1',
      user_id: 'acme 1',
      tag: 'no_authority',
      said_at: '2025-04-03T08:00:00Z',
      channel: 'call',
    },
    { tag_id: 't2', account_id: 'acme', tag: 'purchasing', said_at: '2025-04-20T08:00:00Z', channel: 'call' },
    { tag_id: 't3', account_id: 'acme', tag: 'purchasing', said_at: '2025-06-20T08:00:00Z', channel: 'chat' },
  ],
  product_events: [
    // beta: six users in April, three in May; one of April was received in May
    ...acted('beta', 5, '2025-04-16'),
    ...acted('beta', 3, '2025-05-14'),
    ...acted('beta', 6, '2025-04-17', '2025-05-02').slice(5),
    // gamma: active in the week from 10 to 16 May, and no longer in the week before the warning on 24 May
    ...acted('gamma', 1, '2025-05-12'),
    ...acted('acme', 2, '2025-06-30'),
  ],
})

const listed = (rows: readonly SignalRow[]) =>
  rows.map(({ signal, subject_key, detected_at, closed_at }) => [signal, subject_key, detected_at, closed_at])

onBothEngines((test) => {
  test('signals with a moment of their own are dated by it', async ({ given }) => {
    const { signals } = await given(tables())
    const own = [
      'power_inviter',
      'new_team',
      'buyer_appeared',
      'authority_conversation',
      'trial_losing_usage',
    ]
    const { rows } = await signals({ signals: own, asOf: end })
    expect(listed(rows)).toEqual([
      ['buyer_appeared', 'acme', '2025-03-01T00:00:00Z', '2025-03-29T00:00:00Z'],
      ['new_team', 'w2', '2025-03-05T09:00:00Z', '2025-04-02T09:00:00Z'],
      // the second conversation, 17 days later, keeps it open until 28 days after it
      ['authority_conversation', 'acme', '2025-04-03T08:00:00Z', '2025-05-18T08:00:00Z'],
      // the tenth invitation; the twelfth, at eleven, is the last
      ['power_inviter', 'acme 0', '2025-04-10T21:00:00Z', '2025-04-17T23:00:00Z'],
      ['trial_losing_usage', 'gamma', '2025-05-24T00:00:00Z', '2025-05-31T00:00:00Z'],
      // 61 days later it is a new one, still open
      ['authority_conversation', 'acme', '2025-06-20T08:00:00Z', null],
    ])
    expect(rows.map(({ evidence }) => evidence)).toEqual([
      { days_since_first_user: 55 },
      { earlier_workspaces: 1 },
      { tag: 'no_authority', channel: 'call' },
      { invitees: 10 },
      { trial_ends_at: '2025-05-31T00:00:00+00:00', active_users: 0, active_users_before: 1 },
      { tag: 'purchasing', channel: 'chat' },
    ])
  })

  test('a condition is detected at the end of its first day or week, and closed at the end of the first without it', async ({
    given,
  }) => {
    const { signals } = await given(tables())
    const { rows: limits } = await signals({ signals: ['limit_approaching', 'limit_reached'], asOf: end })
    expect(listed(limits)).toEqual([
      ['limit_approaching', 'w3', '2025-05-01T23:59:59.999999Z', '2025-05-05T23:59:59.999999Z'],
      // the upgrade on 8 May allows more
      ['limit_reached', 'w3', '2025-05-05T23:59:59.999999Z', '2025-05-08T23:59:59.999999Z'],
    ])
    expect(limits[1]?.evidence).toEqual({ plan: 'free', meters: { messages: { used: 10, limit: 10 } } })
    // three payers from 2 April to 14 May: the weeks that end on 6 April and on 18 May
    const { rows: candidates } = await signals({ signals: ['consolidation_candidate'], asOf: end })
    expect(listed(candidates)).toEqual([
      ['consolidation_candidate', 'acme', '2025-04-06T23:59:59.999999Z', '2025-05-18T23:59:59.999999Z'],
    ])
    // acme has paid since February, and was never active before the last day
    const { rows: dormant } = await signals({ signals: ['dormant_paying_account'], asOf: end })
    expect(listed(dormant)).toEqual([['dormant_paying_account', 'acme', '2025-02-02T23:59:59.999999Z', null]])
    // beta: six active in the 28 days to 20 April; three in the 28 days to 18 May and the five or six before
    const { rows: fallen } = await signals({ signals: ['momentum_down'], asOf: end })
    expect(fallen.map(({ signal, subject_key, detected_at }) => [signal, subject_key, detected_at])).toEqual([
      ['momentum_down', 'beta', '2025-05-18T23:59:59.999999Z'],
    ])
    expect(fallen[0]?.evidence).toEqual({ momentum: -0.5, active_users: 3, active_users_before: 6 })
  })

  test('replayed day by day, the feed is the last one up to each day', async ({ given }) => {
    const { signals } = await given(tables())
    const { rows: all } = await signals({ asOf: end })
    expect(all.length).toBeGreaterThan(9)
    for (const day of ['2025-02-02', '2025-04-03', '2025-04-20', '2025-05-05', '2025-05-18', '2025-06-01']) {
      const asOf = `${day}T23:59:59.999999Z`
      const { rows } = await signals({ asOf })
      const known = all.filter(({ detected_at }) => detected_at <= asOf)
      expect([day, ...listed(rows)]).toEqual([
        day,
        ...listed(known).map(([signal, subject, detected, closed]) => [
          signal,
          subject,
          detected,
          typeof closed === 'string' && closed <= asOf ? closed : null,
        ]),
      ])
    }
  })

  test('what was not recorded yet changes nothing', async ({ given }) => {
    const asOf = '2025-05-01T12:00:00Z'
    const { signals } = await given(tables())
    const { rows: then } = await signals({ asOf })
    const until = (rows: readonly Row[], column: string) => rows.filter((row) => String(row[column]) <= asOf)
    const known = tables()
    const { signals: loadedThen } = await given({
      ...known,
      product_events: until(known['product_events'] ?? [], 'received_at'),
      usage_daily: until(known['usage_daily'] ?? [], 'day'),
      conversation_tags: until(known['conversation_tags'] ?? [], 'said_at'),
      plan_changes: until(known['plan_changes'] ?? [], 'valid_from'),
    })
    const { rows: now } = await loadedThen({ asOf })
    expect(listed(now)).toEqual(listed(then))
    expect(then.length).toBeGreaterThan(5)
  })

  test('pages continue after a cursor, and conditions restrict the list', async ({ given }) => {
    const { signals } = await given(tables())
    const { rows: all } = await signals({ asOf: end })
    const [first, second] = [await signals({ asOf: end, first: 3 }), await signals({ asOf: end, first: 2 })]
    expect([first.rows, first.hasNextPage]).toEqual([all.slice(0, 3), true])
    expect(second.rows).toEqual(all.slice(0, 2))
    const { rows: open } = await signals({ asOf: end, isOpen: true })
    expect(open).toEqual(all.filter(({ closed_at }) => closed_at === null))
    const { rows: high } = await signals({ asOf: end, severities: ['high'], actBy: ['sales'] })
    expect(high).toEqual(all.filter(({ severity, act_by }) => severity === 'high' && act_by === 'sales'))
    const { rows: since } = await signals({ asOf: end, since: '2025-05-01', until: '2025-05-06' })
    expect(since).toEqual(
      all.filter(({ detected_at }) => detected_at >= '2025-05-01' && detected_at < '2025-05-06'),
    )
    const odd = Buffer.from(JSON.stringify(['Signal', '2025-05-01T00:00:00Z', 'a\0', 'b'])).toString(
      'base64url',
    )
    await expect(signals({ after: odd })).rejects.toMatchObject({ code: 'BAD_CURSOR' })
    await expect(signals({ since: 'soon' })).rejects.toMatchObject({
      code: 'BAD_PERIOD',
      details: { subject: 'since' },
    })
    await expect(signals({ after: 'nonsense' })).rejects.toMatchObject({ code: 'BAD_CURSOR' })
    await expect(signals({ signals: ['power_inviters'] })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { suggestions: ['power_inviter'] },
    })
  })

  test('a role sees the signals of its accounts, if it is granted signals', async ({ given }) => {
    const warehouse = await given(tables())
    const { rows: all } = await warehouse.signals({ asOf: end })
    const access = accessTo(['beta'])
    await expect(warehouse.as(access).signals({ asOf: end })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const granted = {
      ...access,
      role: access.role === null ? null : { ...access.role, entities: new Set(['signals']) },
    }
    const ofGroups = {
      ...granted,
      role: granted.role === null ? null : { ...granted.role, minGroupSize: 5 },
    }
    await expect(warehouse.as(ofGroups).signals({ asOf: end })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const { rows } = await warehouse.as(granted).signals({ asOf: end })
    expect(rows).toEqual(all.filter(({ account_key }) => account_key === 'beta'))
    expect(rows.length).toBeGreaterThan(0)
  })

  test('signals without their tables are named', async ({ given }) => {
    const { users, workspaces } = tables()
    const { signals } = await given({ users: users ?? [], workspaces: workspaces ?? [] })
    const { unavailable } = await signals()
    expect(unavailable.map(({ signal }) => signal)).toContain('limit_reached')
    expect(unavailable.map(({ signal }) => signal)).not.toContain('new_team')
    expect(unavailable.find(({ signal }) => signal === 'authority_conversation')?.reason).toBe(
      'authority_conversation needs the source table conversation_tags, which was not provided.',
    )
  })
})

import { expect } from 'vitest'
import type { SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const period = (customer: string, started_at: string, amount: number, ended_at: string | null = null) => ({
  period_id: `p-${customer}`,
  subscription_id: `s-${customer}`,
  customer_id: customer,
  started_at,
  ended_at,
  amount,
})

const closeTo = (value: number): unknown => expect.closeTo(value, 6)

interface Case {
  readonly what: string
  readonly tables: SourceRows
}

const early = '2024-01-01T00:00:00Z'
const newest = '2024-06-05T04:03:02Z'

/** One record of each kind of event. */
const newestRecords: readonly Case[] = [
  {
    what: 'a cancellation',
    tables: { subscription_periods: [{ ...period('c', early, 1), cancelled_at: newest }] },
  },
  { what: 'a payment', tables: { invoices: [{ issued_at: early, paid_at: newest }] } },
  {
    what: 'a deal that was closed',
    tables: {
      opportunities: [{ account_id: 'a', created_at: early, closed_at: newest, is_closed: true }],
    },
  },
  {
    what: 'a stay that ended',
    tables: { memberships: [{ workspace_id: 'w', user_id: 'u', valid_from: early, valid_to: newest }] },
  },
  {
    what: 'an invitation that was accepted',
    tables: {
      invitations: [
        { invitation_id: 'i', inviter_user_id: 'u', invitee_key: 'x', sent_at: early, accepted_at: newest },
      ],
    },
  },
  { what: 'a link', tables: { identities: [{ anonymous_id: 'x', user_id: 'u', linked_at: newest }] } },
  {
    what: 'a stage',
    tables: { opportunity_stages: [{ opportunity_id: 'o', entered_at: newest, stage: 's' }] },
  },
  {
    what: 'a request that was closed',
    tables: { support_tickets: [{ ticket_id: 't', opened_at: early, closed_at: newest }] },
  },
  {
    what: 'a workspace that was deleted',
    tables: { workspaces: [{ workspace_id: 'w', created_at: early, deleted_at: newest }] },
  },
  { what: 'a tag', tables: { conversation_tags: [{ tag_id: 't', tag: 'pricing', said_at: newest }] } },
]

/** Due, planned and agreed dates. */
const scheduledTimes: readonly Case[] = [
  {
    what: "a trial's end",
    tables: { subscription_periods: [{ ...period('c', early, 1), is_trial: true, trial_end: newest }] },
  },
  {
    what: "an invoiced period's end",
    tables: { invoices: [{ issued_at: early, period_start: newest, period_end: newest }] },
  },
  {
    what: 'the day on which an invoice is due',
    tables: { invoices: [{ issued_at: early, due_at: newest }] },
  },
  {
    what: 'the day on which an open deal is to close',
    tables: { opportunities: [{ account_id: 'a', created_at: early, closed_at: newest }] },
  },
  {
    what: "a contract's term",
    tables: { contracts: [{ account_id: 'a', start_date: '2024-06-01', end_date: '2025-06-01', arr: 1 }] },
  },
  {
    what: 'the last day of a sales rep',
    tables: { reps: [{ rep_id: 'r', role: 'sell', start_date: '2024-01-01', end_date: '2024-06-01' }] },
  },
  { what: 'a month of a budget', tables: { spend: [{ month: '2024-06-01', motion: 'PLG', amount: 1 }] } },
]

onBothEngines((test) => {
  test('a subscription that ended before the data were received has churned, without any later start', async ({
    given,
  }) => {
    const { ask, answer } = await given({
      subscription_periods: [
        period('c1', '2024-01-01T00:00:00Z', 100, '2024-03-10T09:30:15Z'),
        period('c2', '2024-01-03T00:00:00Z', 50, '2024-05-20T09:30:15Z'),
        period('c3', '2024-01-05T00:00:00Z', 10),
      ],
    })
    expect(await ask({ metrics: ['mrr', 'churned_mrr'], grain: 'month' })).toEqual([
      { period: '2024-01-01', mrr: 160, churned_mrr: 0 },
      { period: '2024-02-01', mrr: 160, churned_mrr: 0 },
      { period: '2024-03-01', mrr: 60, churned_mrr: -100 },
      { period: '2024-04-01', mrr: 60, churned_mrr: 0 },
      { period: '2024-05-01', mrr: 10, churned_mrr: -50 },
    ])
    const { provenance } = await answer({ metrics: ['mrr'] })
    expect([provenance.asOf, provenance.dataAsOf]).toEqual(['2024-05-20T09:30:15Z', '2024-05-20T09:30:15Z'])
  })

  test('a planned end moves now, with a note, where the receipt time is not declared', async ({ given }) => {
    const tables = {
      subscription_periods: [
        period('c1', '2024-01-01T00:00:00Z', 100, '2024-03-10T09:30:15Z'),
        period('c2', '2024-01-05T00:00:00Z', 10, '2024-01-05T20:00:00Z'),
      ],
    }
    const { answer } = await given(tables)
    const moved = (notes: readonly string[]) => notes.filter((note) => note.includes('move "now"'))
    const asked = await answer({ metrics: ['mrr'] })
    expect(moved(asked.provenance.notes)).toEqual([
      expect.stringMatching(
        /^source\.subscription_periods: 1 row with ended_at more than a day after the newest record \(2024-01-05T00:00:00Z\): .*--received-at/,
      ),
    ])
    // a query with as_of does not need the note
    const then = await answer({ metrics: ['mrr'], options: { as_of: '2024-01-06T00:00:00Z' } })
    expect(moved(then.provenance.notes)).toEqual([])
  })

  test('an end soon after the last record moves now without a note', async ({ given }) => {
    const { answer } = await given({
      subscription_periods: [period('c1', '2024-01-01T00:00:00Z', 100, '2024-01-01T20:00:00Z')],
    })
    const { provenance } = await answer({ metrics: ['mrr'] })
    expect(provenance.dataAsOf).toBe('2024-01-01T20:00:00Z')
    expect(provenance.notes.filter((note) => note.includes('move "now"'))).toEqual([])
  })

  test.for(newestRecords)('a record of $what moves the end of the data', async ({ tables }, { given }) => {
    const { answer } = await given({
      users: [{ user_id: 'u', created_at: '2024-01-01T00:00:00Z' }],
      ...tables,
    })
    const { provenance } = await answer({ metrics: ['signups'] })
    expect(provenance.dataAsOf).toBe('2024-06-05T04:03:02Z')
  })

  test.for(scheduledTimes)('$what does not move the end of the data', async ({ tables }, { given }) => {
    const { answer } = await given({
      users: [{ user_id: 'u', created_at: '2024-01-01T01:01:01Z' }],
      ...tables,
    })
    const { provenance } = await answer({ metrics: ['signups'] })
    expect(provenance.dataAsOf).toBe('2024-01-01T01:01:01Z')
  })

  test('the newest time belongs to the data, also when it starts a day or a month', async ({ given }) => {
    const { ask } = await given({
      users: ['u1', 'u2', 'u3'].map((user_id) => ({ user_id, created_at: '2024-01-01T00:00:00Z' })),
      product_events: ['u1', 'u2'].map((user_id) => ({ user_id, occurred_at: '2024-01-03T00:00:00Z' })),
    })
    expect(await ask({ metrics: ['user_retention_rate', 'retained_users_by_age'], grain: 'day' })).toEqual(
      [0, 0, 2].map((retained, age): unknown =>
        expect.objectContaining({
          cohort: '2024-01-01',
          age,
          // age 0 contains the whole cohort
          ...(age === 0
            ? {}
            : { retained_users_by_age: retained, user_retention_rate: closeTo(retained / 3) }),
        }),
      ),
    )
    expect(await ask({ metrics: ['daily_active_users'], grain: 'day', from: '2024-01-03' })).toEqual([
      { period: '2024-01-03', daily_active_users: 2 },
    ])
  })

  test('a month that starts with the newest time has started, unless as_of is its first instant', async ({
    given,
  }) => {
    const { ask } = await given({
      subscription_periods: [
        period('c1', '2024-01-15T00:00:00Z', 100),
        period('c2', '2024-02-01T00:00:00Z', 50),
      ],
      spend: [{ month: '2024-02-01', motion: 'PLG', amount: 7 }],
    })
    const asked = { metrics: ['mrr', 'acquisition_spend'], grain: 'month' as const }
    expect(await ask(asked)).toEqual([
      { period: '2024-01-01', mrr: 100, acquisition_spend: 0 },
      { period: '2024-02-01', mrr: 150, acquisition_spend: 7 },
    ])
    expect(await ask({ ...asked, asOf: '2024-02-01T00:00:00Z' })).toEqual([
      { period: '2024-01-01', mrr: 100, acquisition_spend: 0 },
    ])
  })

  test('records of a wrong clock change only a line of the report', async ({ given }) => {
    const sound = {
      users: [{ user_id: 'u1', created_at: '2024-01-01T00:00:00Z' }],
      product_events: [{ event_id: 'e1', user_id: 'u1', occurred_at: '2024-01-10T12:00:00Z' }],
      subscription_periods: [period('c1', '2024-01-01T00:00:00Z', 100)],
      spend: [{ month: '2024-01-01', motion: 'PLG', amount: 7 }],
    }
    const metrics = ['signups', 'active_users', 'mrr', 'paying_accounts', 'acquisition_spend']
    const { answer } = await given(sound)
    const before = (await answer({ metrics, grain: 'month' })).rows
    const ahead = await given({
      users: [...sound.users, { user_id: 'u2', created_at: '9999-12-31T00:00:00Z' }],
      product_events: [
        ...sound.product_events,
        { event_id: 'e2', user_id: 'u1', occurred_at: '2150-01-01T00:00:00Z' },
        // for every declared receipt time
        {
          event_id: 'e3',
          user_id: 'u1',
          occurred_at: '2150-01-01T00:00:00Z',
          received_at: '2024-01-09T00:00:00Z',
        },
      ],
      subscription_periods: [
        ...sound.subscription_periods,
        { ...period('c2', '2150-01-01T00:00:00Z', 5000), currency: 'CHF' },
      ],
      spend: [...sound.spend, { month: '2150-01-01', motion: 'PLG', amount: 9, currency: 'CHF' }],
    })
    const after = await ahead.answer({ metrics, grain: 'month' })
    expect(after.rows).toEqual(before)
    expect(after.columns.flatMap(({ currency }) => currency ?? [])).toEqual(['USD', 'USD'])
    expect(after.provenance.dataAsOf).toBe('2024-01-10T12:00:00Z')
    expect(
      await ahead.sql(
        'select table_name, rule, violations, severity from plumbline.source_violations order by table_name',
      ),
    ).toEqual([
      { table_name: 'product_events', rule: 'later occurred_at', violations: 2, severity: 'note' },
      { table_name: 'subscription_periods', rule: 'later started_at', violations: 1, severity: 'note' },
      { table_name: 'users', rule: 'later created_at', violations: 1, severity: 'note' },
    ])
  })

  test('blank text is null in every column', async ({ given }) => {
    const { ask } = await given({
      users: [
        { user_id: 'u1', created_at: '2024-01-01T00:00:00Z', country: ' ', signup_source: '' },
        { user_id: 'u2', created_at: '2024-01-02T00:00:00Z', country: 'DE ', signup_source: ' ad' },
        { user_id: 'u3', created_at: '2024-01-02T00:00:00Z', country: 'DE', signup_source: 'ad' },
      ],
    })
    expect(await ask({ metrics: ['signups'], by: ['user_country', 'signup_source'] })).toEqual([
      { user_country: 'DE', signup_source: 'ad', signups: 2 },
      { user_country: null, signup_source: null, signups: 1 },
    ])
  })

  test('empty tables are named in the error, and next to filled tables in a note', async ({ given }) => {
    const { rejection } = await given({ users: [], product_events: [] })
    const { code, message } = await rejection({ metrics: ['signups'] })
    expect(code).toBe('METRIC_UNAVAILABLE')
    expect(message).toContain('have no rows (product_events, users)')
    const { answer } = await given({
      users: [{ user_id: 'u1', created_at: '2024-01-01T00:00:00Z' }],
      product_events: [],
    })
    const { rows, provenance } = await answer({ metrics: ['signups', 'active_users'] })
    expect(rows).toEqual([['1', '0']])
    expect(provenance.notes).toContain('The source table product_events was provided and has no rows.')
  })

  test('conversation tags are available for rules', async ({ given }) => {
    const { sql } = await given({
      conversation_tags: [
        { tag_id: 't1', account_id: 'a1', tag: 'pricing', said_at: '2024-01-01T00:00:00Z', channel: 'call' },
        { tag_id: 't2', account_id: 'a1', tag: 'purchasing', said_at: '2150-01-01T00:00:00Z' },
      ],
    })
    expect(
      await sql('select tag_id, account_id, user_id, tag, channel from staging.conversation_tags'),
    ).toEqual([{ tag_id: 't1', account_id: 'a1', user_id: null, tag: 'pricing', channel: 'call' }])
  })
})

import { expect } from 'vitest'
import type { SignalRow } from '../../../src/query/signals/signals-request.ts'
import type { Row, SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const listed = (rows: readonly SignalRow[]) =>
  rows.map(({ subject_key, detected_at, closed_at }) => [subject_key, detected_at, closed_at])

const endOf = (day: string) => `${day}T23:59:59.999999Z`

/** A use of a workspace, received later or at once. */
const used = (event_id: string, day: string, received = day): Row => ({
  event_id,
  user_id: 'ada',
  workspace_id: 'w',
  event_name: 'messages',
  occurred_at: `${day}T10:00:00Z`,
  received_at: `${received}T11:00:00Z`,
})

const limited = (kind: string, events: readonly Row[]): SourceRows => ({
  users: [{ user_id: 'ada', email: 'ada@gmail.com', created_at: '2025-01-01' }],
  workspaces: [{ workspace_id: 'w', created_at: '2025-01-01', plan: 'free' }],
  plan_limits: [{ plan: 'free', meter: 'messages', limit_quantity: 3, kind }],
  product_events: events,
})

const payer = (more: Row): SourceRows => ({
  accounts: [{ account_id: 'acme' }],
  account_domains: [{ domain: 'acme.example', account_id: 'acme', valid_from: '2020-01-01', verified: true }],
  users: [
    { user_id: 'ada', email: 'ada@acme.example', created_at: '2025-01-01' },
    { user_id: 'cfo', email: 'cfo@acme.example', ...more },
  ],
  billing_customers: [
    { customer_id: 'c', account_id: 'acme', payer_email: 'cfo@acme.example', created_at: '2025-02-01' },
  ],
  subscription_periods: [{ customer_id: 'c', started_at: '2025-02-01', amount: 10 }],
})

onBothEngines((test) => {
  test('a use that arrives late reaches a limit when it arrives, not before', async ({ given }) => {
    const { signals } = await given(
      limited('cumulative', [
        used('1', '2025-02-01'),
        used('2', '2025-02-02'),
        // the third of three, received a week later
        used('3', '2025-02-03', '2025-02-10'),
        used('4', '2025-02-20'),
      ]),
    )
    const reached = async (asOf: string) => listed((await signals({ signals: ['limit_reached'], asOf })).rows)
    expect(await reached('2025-02-08T00:00:00Z')).toEqual([])
    // a reader who has seen the feed of 8 February finds it after the last cursor
    expect(await reached('2025-02-12T00:00:00Z')).toEqual([['w', endOf('2025-02-10'), null]])
  })

  test('a use of last month that arrives late does not restart a monthly limit', async ({ given }) => {
    const { signals } = await given(
      limited('per_period', [
        used('1', '2025-02-26', '2025-03-05'),
        used('2', '2025-03-01'),
        used('3', '2025-03-02'),
        used('4', '2025-03-03'),
        used('5', '2025-03-20'),
      ]),
    )
    const { rows } = await signals({ signals: ['limit_reached'], asOf: endOf('2025-03-31') })
    expect(listed(rows)).toEqual([['w', endOf('2025-03-03'), null]])
    expect(rows[0]?.evidence).toEqual({ plan: 'free', meters: { messages: { used: 3, limit: 3 } } })
  })

  test('a payer who becomes a user later had appeared, and one who was a user before had not', async ({
    given,
  }) => {
    const appeared = async (more: Row, asOf: string) => {
      const { signals } = await given(payer(more))
      return listed((await signals({ signals: ['buyer_appeared'], asOf })).rows)
    }
    const signal = (closed: string | null) => ['acme', '2025-02-01T00:00:00Z', closed]
    const later = { created_at: '2025-06-10' }
    expect(await appeared(later, '2025-02-10T00:00:00Z')).toEqual([signal(null)])
    expect(await appeared(later, '2025-07-10T00:00:00Z')).toEqual([signal('2025-03-01T00:00:00Z')])
    expect(await appeared({ created_at: '2025-02-01' }, '2025-07-10T00:00:00Z')).toEqual([])
    const gone = { created_at: '2025-01-05', deleted_at: '2025-01-20' }
    expect(await appeared(gone, '2025-02-10T00:00:00Z')).toEqual([signal(null)])
  })

  test('a payer from before the first user hides no buyer who appears later', async ({ given }) => {
    const tables = payer({ created_at: '2025-06-10' })
    const { signals } = await given({
      ...tables,
      billing_customers: [
        // hours before ada, the first user, registers
        {
          customer_id: 'o',
          account_id: 'acme',
          payer_email: 'owner@acme.example',
          created_at: '2024-12-31T15:00:00Z',
        },
        ...(tables['billing_customers'] ?? []),
      ],
    })
    const { rows } = await signals({ signals: ['buyer_appeared'], asOf: '2025-02-10T00:00:00Z' })
    expect(listed(rows)).toEqual([['acme', '2025-02-01T00:00:00Z', null]])
    expect(rows[0]?.evidence).toEqual({ days_since_first_user: 31 })
  })

  test('a payer without a creation date appears with the first subscription', async ({ given }) => {
    const tables = payer({ created_at: '2025-06-10' })
    const { signals } = await given({
      ...tables,
      billing_customers: (tables['billing_customers'] ?? []).map((row) => ({ ...row, created_at: null })),
    })
    const { rows } = await signals({ signals: ['buyer_appeared'], asOf: '2025-02-10T00:00:00Z' })
    expect(listed(rows)).toEqual([['acme', '2025-02-01T00:00:00Z', null]])
  })

  test('an invoice that stays unpaid changes the segment when it lapses, and no month before', async ({
    given,
  }) => {
    const invoice = (invoice_id: string, start: string, end: string, paid_at: string | null): Row => ({
      invoice_id,
      customer_id: 'c',
      subscription_id: 's',
      issued_at: start,
      paid_at,
      period_start: start,
      period_end: end,
      subtotal: 100,
      total: 100,
      status: paid_at === null ? 'open' : 'paid',
    })
    const { signals, ask } = await given({
      accounts: [{ account_id: 'acme' }],
      account_domains: [
        { domain: 'acme.example', account_id: 'acme', valid_from: '2020-01-01', verified: true },
      ],
      users: [{ user_id: 'ada', email: 'ada@acme.example', created_at: '2025-01-02' }],
      billing_customers: [{ customer_id: 'c', account_id: 'acme', payer_email: 'ada@acme.example' }],
      subscription_periods: [
        { subscription_id: 's', customer_id: 'c', started_at: '2025-02-20', amount: 100 },
      ],
      invoices: [
        invoice('1', '2025-02-20', '2025-03-20', '2025-02-20'),
        // 14 days of grace: paid for until 3 April
        invoice('2', '2025-03-20', '2025-04-20', null),
      ],
      product_events: ['01-20', '02-20', '03-20', '04-20', '05-10'].map((day) => ({
        event_id: day,
        user_id: 'ada',
        occurred_at: `2025-${day}T10:00:00Z`,
      })),
    })
    const changed = async (asOf: string) =>
      (await signals({ signals: ['segment_changed'], asOf })).rows.map(({ detected_at, evidence }) => [
        detected_at,
        (evidence as Row)['to'],
      ])
    const paid = [endOf('2025-02-28'), 'top_self_serve_paid']
    expect(await changed('2025-04-01T12:00:00Z')).toEqual([paid])
    expect(await changed('2025-04-20T12:00:00Z')).toEqual([paid])
    expect(await changed('2025-05-01T12:00:00Z')).toEqual([paid, [endOf('2025-04-30'), 'self_serve_only']])
    // the metric has the current books, as revenue has
    expect(
      await ask({
        metrics: ['accounts_by_segment'],
        by: ['segment'],
        grain: 'month',
        from: '2025-03-01',
        to: '2025-03-31',
        asOf: '2025-05-01T12:00:00Z',
      }),
    ).toEqual([expect.objectContaining({ segment: 'self_serve_only', accounts_by_segment: 1 })])
  })

  test('a user who is deleted is no champion from then on, and no power inviter', async ({ given }) => {
    const people: readonly Row[] = [
      {
        user_id: 'ada',
        email: 'ada@gmail.com',
        created_at: '2025-01-01',
        deleted_at: '2025-01-15T00:00:00Z',
      },
      { user_id: 'bob', email: 'bob@gmail.com', created_at: '2025-01-10' },
    ]
    const { signals } = await given({
      users: people,
      product_events: ['2025-01-07', '2025-01-14', '2025-01-20'].map((day) => ({
        event_id: day,
        user_id: day === '2025-01-20' ? 'bob' : 'ada',
        occurred_at: day,
      })),
      invitations: Array.from({ length: 10 }, (_, index) => ({
        invitation_id: `i${String(index)}`,
        inviter_user_id: 'ada',
        invitee_key: index === 0 ? 'bob@gmail.com' : `p${String(index)}@elsewhere.example`,
        sent_at: '2025-01-09T00:00:00Z',
        ...(index === 0 ? { accepted_at: '2025-01-10T00:00:00Z', accepted_user_id: 'bob' } : {}),
      })),
    })
    const asOf = '2025-02-20T00:00:00Z'
    const { rows: champions } = await signals({ signals: ['champion_found'], asOf })
    expect(listed(champions)).toEqual([['ada', endOf('2025-01-12'), endOf('2025-01-19')]])
    const { rows: inviters } = await signals({ signals: ['power_inviter'], asOf })
    expect(listed(inviters)).toEqual([['ada', '2025-01-09T00:00:00Z', '2025-01-15T00:00:00Z']])
  })

  test('an invitation that is revoked later was sent all the same', async ({ given }) => {
    const { signals, ask } = await given({
      users: [{ user_id: 'ada', email: 'ada@gmail.com', created_at: '2025-01-01' }],
      invitations: Array.from({ length: 10 }, (_, index) => ({
        invitation_id: `i${String(index)}`,
        inviter_user_id: 'ada',
        invitee_key: `p${String(index)}@elsewhere.example`,
        sent_at: `2025-01-09T0${String(index)}:00:00Z`,
        ...(index === 0 ? { revoked_at: '2025-01-20T00:00:00Z' } : {}),
      })),
    })
    const inviters = async (asOf: string) =>
      listed((await signals({ signals: ['power_inviter'], asOf })).rows)
    expect(await inviters('2025-01-10T00:00:00Z')).toEqual([['ada', '2025-01-09T09:00:00Z', null]])
    expect(await inviters('2025-01-20T12:00:00Z')).toEqual([
      ['ada', '2025-01-09T09:00:00Z', '2025-01-16T09:00:00Z'],
    ])
    expect(await ask({ metrics: ['invitations_sent'], asOf: '2025-01-20T12:00:00Z' })).toEqual([
      { invitations_sent: 9 },
    ])
  })

  test('a trial that was cancelled has no warning', async ({ given }) => {
    const trial = async (more: Row) => {
      const { signals } = await given({
        accounts: [{ account_id: 'acme' }],
        users: [{ user_id: 'ada', email: 'ada@gmail.com', created_at: '2025-01-01' }],
        identity_accounts: [{ user_id: 'ada', account_id: 'acme', valid_from: '2020-01-01' }],
        product_events: [{ user_id: 'ada', occurred_at: '2025-03-02' }],
        billing_customers: [{ customer_id: 'c', account_id: 'acme', created_at: '2025-01-01' }],
        subscription_periods: [
          {
            customer_id: 'c',
            started_at: '2025-03-01',
            trial_end: '2025-03-21',
            is_trial: true,
            amount: 0,
            ...more,
          },
        ],
      })
      const { rows } = await signals({ signals: ['trial_losing_usage'], asOf: '2025-03-17T00:00:00Z' })
      return listed(rows)
    }
    const warned = [['acme', '2025-03-14T00:00:00Z', null]]
    expect(await trial({})).toEqual(warned)
    expect(await trial({ ended_at: '2025-03-21' })).toEqual(warned)
    expect(await trial({ ended_at: '2025-03-05' })).toEqual([])
  })

  test('the signal and the metric have the same candidates for consolidation', async ({ given }) => {
    const customer = (customer_id: string, account_id: string, more: Row = {}): Row => ({
      customer_id,
      account_id,
      created_at: '2025-02-01',
      ...more,
    })
    const customers = [
      // no payer is known
      ...['a1', 'a2', 'a3'].map((id) => customer(id, 'unknown')),
      // bob by his address, and bob by his user
      customer('b1', 'two', { payer_email: 'bob@two.example' }),
      customer('b2', 'two', { payer_user_id: 'bob' }),
      customer('b3', 'two', { payer_email: 'cy@two.example' }),
      ...['c1', 'c2', 'c3'].map((id) => customer(id, 'three', { payer_email: `${id}@three.example` })),
    ]
    const { ask, signals } = await given({
      accounts: ['unknown', 'two', 'three'].map((account_id) => ({ account_id })),
      users: [{ user_id: 'bob', email: 'Bob@two.example', created_at: '2025-01-01' }],
      workspaces: ['unknown', 'two', 'three'].map((account_id) => ({
        workspace_id: account_id,
        account_id,
        created_at: '2025-01-01',
      })),
      product_events: [{ user_id: 'bob', occurred_at: '2025-03-31' }],
      billing_customers: customers,
      subscription_periods: customers.map(({ customer_id }) => ({
        period_id: customer_id,
        customer_id,
        started_at: '2025-02-01',
        amount: 10,
      })),
    })
    const asOf = endOf('2025-03-31')
    expect(await ask({ metrics: ['consolidation_payers'], by: ['account'], asOf })).toEqual([
      { account: 'three', consolidation_payers: 3 },
    ])
    const { rows } = await signals({ signals: ['consolidation_candidate'], asOf })
    expect(rows.map(({ subject_key, evidence }) => [subject_key, evidence])).toEqual([
      ['three', { payers: 3, workspaces: 0 }],
    ])
    const board = await ask({ metrics: ['revenue_with_several_payers'], by: ['account'], asOf })
    expect(board.find(({ account }) => account === 'two')).toMatchObject({ revenue_with_several_payers: 0 })
  })
})

import { expect } from 'vitest'
import type { Row, SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'
import { users } from './company-rows.ts'

const end = '2025-06-30T23:59:59.999999Z'
const sunday = (day: string) => `${day}T23:59:59.999999Z`

const people = (account: string, count: number): readonly Row[] =>
  users(account, count, '2025-01-05T00:00:00Z')

const did = (user_id: string, event_name: string, day: string): Row => ({
  event_id: `${user_id} ${event_name} ${day}`,
  user_id,
  event_name,
  occurred_at: `${day}T10:00:00Z`,
})

const acted = (account: string, count: number, day: string): readonly Row[] =>
  people(account, count).map(({ user_id }) => did(String(user_id), 'draw', day))

const names = ['rise', 'deal', 'safe']

const tables = (): SourceRows => ({
  accounts: names.map((account_id) => ({
    account_id,
    name: account_id,
    icp_segment: account_id === 'rise' ? 'icp_1' : null,
    employee_count: account_id === 'rise' ? 100 : null,
  })),
  account_domains: names.map((account_id) => ({
    domain: `${account_id}.example`,
    account_id,
    valid_from: '2020-01-01',
    verified: true,
  })),
  users: [
    ...people('rise', 8),
    { user_id: 'newcomer', email: 'new@rise.example', created_at: '2025-04-18T00:00:00Z' },
    ...people('deal', 4),
    ...people('safe', 4),
  ],
  invitations: [
    {
      invitation_id: 'i',
      inviter_user_id: 'rise 0',
      invitee_key: 'new@rise.example',
      sent_at: '2025-04-10T00:00:00Z',
      accepted_at: '2025-04-18T00:00:00Z',
      accepted_user_id: 'newcomer',
    },
  ],
  billing_customers: [{ customer_id: 'c', account_id: 'rise', payer_email: 'p0@rise.example' }],
  subscription_periods: [
    {
      period_id: 'p',
      subscription_id: 'p',
      customer_id: 'c',
      plan: 'team',
      started_at: '2025-04-01',
      amount: 100,
      interval: 'month',
      currency: 'USD',
    },
  ],
  contracts: [
    { contract_id: '1', account_id: 'deal', start_date: '2024-09-01', end_date: '2025-06-30', arr: 12_000 },
    { contract_id: '2', account_id: 'safe', start_date: '2024-09-01', end_date: '2025-06-30', arr: 12_000 },
    { contract_id: '3', account_id: 'safe', start_date: '2025-07-01', end_date: '2026-06-30', arr: 12_000 },
  ],
  opportunities: [],
  product_events: [
    ...acted('rise', 5, '2025-04-16'),
    did('rise 0', 'share', '2025-04-17'),
    did('rise 0', 'print', '2025-04-17'),
    ...acted('rise', 8, '2025-05-14'),
    // nothing later of rise; the data end on 30 June
    { ...did('safe 0', 'draw', '2025-06-30'), occurred_at: end },
  ],
})

onBothEngines((test) => {
  const expected: readonly (readonly [signal: string, rows: readonly unknown[]])[] = [
    [
      // eight active users after five, until the five are more than 56 days old
      'momentum_up',
      [
        [
          'rise',
          sunday('2025-05-18'),
          sunday('2025-06-15'),
          { momentum: 0.6, active_users: 8, active_users_before: 5 },
        ],
      ],
    ],
    [
      'momentum_down',
      [['rise', sunday('2025-06-15'), null, { momentum: -1, active_users: 0, active_users_before: 8 }]],
    ],
    [
      // three features and five users in the week of 17 April; the cooldown is not over
      'product_qualified',
      [['rise', sunday('2025-04-20'), null, { signal_values: { 1: 5, 2: 3 } }]],
    ],
    [
      // five of a hundred employees are active, and none of them was before
      'expansion_qualified',
      [
        [
          'rise',
          sunday('2025-04-20'),
          null,
          {
            user_penetration: 0.05,
            limit_share: null,
            unconsolidated_workspaces: 0,
            unused_features: null,
            active_users: 5,
            active_users_before: 0,
          },
        ],
      ],
    ],
    [
      // two days of five users with one; the newcomer joined 28 days before 16 May
      'champion_found',
      [['rise 0', sunday('2025-04-20'), sunday('2025-05-18'), { active_days: 2, invited_users: 1 }]],
    ],
    [
      // of 40 points of usage and 20 of breadth none; the contract of safe has a successor
      'renewal_at_risk',
      [
        [
          'deal',
          sunday('2025-04-06'),
          null,
          { ends_on: '2025-06-30', days_left: 85, weekly_health_score: 0, is_auto_renewing: false },
        ],
      ],
    ],
    [
      // free without usage, then the only self-serve payer, then without usage in June
      'segment_changed',
      [
        [
          'rise',
          sunday('2025-04-30'),
          sunday('2025-05-31'),
          { from: 'help_first', to: 'top_self_serve_paid', active_user_days: 6 },
        ],
        [
          'rise',
          sunday('2025-06-30'),
          null,
          { from: 'top_self_serve_paid', to: 'help_first', active_user_days: 0 },
        ],
      ],
    ],
  ]

  test('a champion of an earlier week is none of the last full week on the account page', async ({
    given,
  }) => {
    const { sql, storeResults } = await given(tables())
    await storeResults()
    expect(await sql("select users, champions from pages.account_people where account_key = 'rise'")).toEqual(
      [expect.objectContaining({ champions: 0 })],
    )
  })

  for (const [signal, rows] of expected) {
    test(`${signal} is detected with its numbers, and closed when it is no longer true`, async ({
      given,
    }) => {
      const { signals } = await given(tables())
      const page = await signals({ signals: [signal], asOf: end })
      expect(page.unavailable).toEqual([])
      expect(
        page.rows.map(({ subject_key, detected_at, closed_at, evidence }) => [
          subject_key,
          detected_at,
          closed_at,
          evidence,
        ]),
      ).toEqual(rows)
    })
  }

  test('expansion qualifications are counted by month, with touches and wins', async ({ given }) => {
    const { ask } = await given({
      ...tables(),
      sales_touches: [
        { touch_id: 't', account_id: 'rise', kind: 'meeting_held', occurred_at: '2025-04-30T00:00:00Z' },
      ],
      opportunities: [
        {
          opportunity_id: 'o',
          account_id: 'rise',
          created_at: '2025-04-25',
          closed_at: '2025-05-10',
          is_won: true,
          is_closed: true,
          stage: 'won',
          type: 'expansion',
          arr: 500,
        },
      ],
    })
    const april = { grain: 'month', from: '2025-04-01', to: '2025-04-30', asOf: end } as const
    expect(
      await ask({
        metrics: ['newly_expansion_qualified_accounts', 'touchable_eqas', 'touched_eqas', 'eqa_touch_rate'],
        ...april,
      }),
    ).toEqual([
      {
        period: '2025-04-01',
        newly_expansion_qualified_accounts: 1,
        touchable_eqas: 1,
        touched_eqas: 1,
        eqa_touch_rate: 1,
      },
    ])
    // 180 days are not over; 60 are
    expect(
      await ask({
        metrics: ['mature_eqas', 'won_eqas', 'eqa_win_rate'],
        options: { qualification_win_window_days: 60 },
        ...april,
      }),
    ).toEqual([{ period: '2025-04-01', mature_eqas: 1, won_eqas: 1, eqa_win_rate: 1 }])
    expect(await ask({ metrics: ['mature_eqas', 'won_eqas', 'eqa_win_rate'], ...april })).toEqual([
      { period: '2025-04-01', mature_eqas: 0, won_eqas: 0, eqa_win_rate: null },
    ])
  })
})

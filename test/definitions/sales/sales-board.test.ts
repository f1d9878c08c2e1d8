import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'
import { users } from './company-rows.ts'

const people = (account: string, count: number): readonly Row[] => users(account, count, '2025-01-05')

/** So many users of an account act on the twentieth of a month. */
const acted = (account: string, month: string, count: number, event_name = 'draw'): readonly Row[] =>
  people(account, count).map(({ user_id }) => ({
    event_id: `${String(user_id)} ${month} ${event_name}`,
    user_id,
    event_name,
    occurred_at: `${month}-20T10:00:00Z`,
  }))

const customer = (account_id: string, number: number, payer_email: string): Row => ({
  customer_id: `${account_id} ${String(number)}`,
  account_id,
  payer_email,
})

const tables = () => {
  const customers = [
    customer('flat', 1, 'one@bank.example'),
    customer('flat', 2, 'two@bank.example'),
    customer('flat', 3, 'three@bank.example'),
    // pays and is the first user of growing
    customer('growing', 1, 'p0@growing.example'),
  ]
  return {
    accounts: [
      { account_id: 'flat', name: 'flat', employee_count: 300 },
      { account_id: 'growing', name: 'growing', employee_count: 200 },
      { account_id: 'small', name: 'small', employee_count: 10 },
    ],
    account_domains: ['flat', 'growing', 'small'].map((account_id) => ({
      domain: `${account_id}.example`,
      account_id,
      valid_from: '2020-01-01',
      verified: true,
    })),
    users: [...people('flat', 6), ...people('growing', 12), ...people('small', 8)],
    billing_customers: customers,
    subscription_periods: customers.map(({ customer_id }) => ({
      period_id: customer_id,
      subscription_id: customer_id,
      customer_id,
      plan: 'team',
      started_at: '2025-02-01',
      amount: 100,
      interval: 'month',
      currency: 'USD',
    })),
    product_events: [
      ...['2025-03', '2025-06', '2025-09'].flatMap((month) => [
        ...acted('flat', month, 6),
        ...acted('small', month, 8),
      ]),
      ...acted('growing', '2025-03', 5),
      ...acted('growing', '2025-06', 8),
      ...acted('growing', '2025-09', 12),
      ...acted('growing', '2025-09', 2, 'sso_configured'),
      ...acted('flat', '2025-09', 1, 'audit_log_viewed'),
    ],
    conversation_tags: [
      { tag_id: '1', account_id: 'flat', tag: 'no_authority', said_at: '2025-08-01', channel: 'call' },
      { tag_id: '2', account_id: 'flat', tag: 'purchasing', said_at: '2025-09-01', channel: 'call' },
      { tag_id: '3', user_id: 'growing 0', tag: 'purchasing', said_at: '2025-09-01', channel: 'chat' },
      { tag_id: '4', account_id: 'flat', tag: 'pricing', said_at: '2025-09-01', channel: 'call' },
    ],
  }
}

const asOf = '2025-10-01'
const third = { grain: 'quarter', from: '2025-07-01', to: '2025-09-30', asOf } as const

onBothEngines((test) => {
  test('one of two large accounts has stopped to grow; the median of both is the counter-signal', async ({
    given,
  }) => {
    const { ask } = await given(tables())
    // flat: 6, 6, 6 of 300 employees; growing: 5, 8, 12 of 200; small has ten employees
    expect(
      await ask({
        metrics: ['large_accounts', 'plateaued_accounts', 'plateau_share', 'large_account_growth_p50'],
        ...third,
      }),
    ).toEqual([
      {
        period: '2025-07-01',
        large_accounts: 2,
        plateaued_accounts: 1,
        plateau_share: 0.5,
        // the mean of 0 and 12 / 8 - 1
        large_account_growth_p50: 0.25,
      },
    ])
    // two quarters of growth are not known yet in June
    expect(
      await ask({
        metrics: ['large_accounts', 'plateaued_accounts'],
        grain: 'quarter',
        from: '2025-04-01',
        to: '2025-06-30',
        asOf,
      }),
    ).toEqual([{ period: '2025-04-01', large_accounts: 2, plateaued_accounts: 0 }])
  })

  test('one person is one payer, and a customer without a known payer has none', async ({ given }) => {
    const { ask } = await given({
      ...tables(),
      billing_customers: [
        // two customers of one person: p0 pays with an address of work and as a user
        customer('flat', 1, 'p0@flat.example'),
        { customer_id: 'flat 2', account_id: 'flat', payer_user_id: 'flat 0' },
        customer('flat', 3, 'three@bank.example'),
        { customer_id: 'growing 1', account_id: 'growing' },
      ],
    })
    const shares = {
      metrics: ['revenue_with_several_payers', 'revenue_with_separate_buyers'],
      ...third,
    }
    // flat has two payers, one of them active; nothing is known about the payer of growing
    expect(await ask(shares)).toEqual([
      { period: '2025-07-01', revenue_with_several_payers: 0, revenue_with_separate_buyers: 0 },
    ])
    expect(
      await ask({
        metrics: ['consolidation_payers'],
        from: '2025-09-01',
        to: '2025-09-30',
        grain: 'month',
        options: { consolidation_min_payers: 2 },
        asOf,
      }),
    ).toEqual([{ period: '2025-09-01', consolidation_payers: 2 }])
  })

  test('three quarters of the revenue have three payers, and buyers apart from users', async ({ given }) => {
    const { ask } = await given(tables())
    expect(
      await ask({
        metrics: [
          'revenue_of_accounts',
          'revenue_with_several_payers',
          'several_payers_revenue_share',
          'revenue_with_separate_buyers',
          'separate_buyers_revenue_share',
        ],
        ...third,
      }),
    ).toEqual([
      {
        period: '2025-07-01',
        revenue_of_accounts: 400,
        revenue_with_several_payers: 300,
        several_payers_revenue_share: 0.75,
        revenue_with_separate_buyers: 300,
        separate_buyers_revenue_share: 0.75,
      },
    ])
  })

  test('admin demand counts events and users, authority conversations count tags and accounts', async ({
    given,
  }) => {
    const { ask } = await given(tables())
    expect(await ask({ metrics: ['admin_demand_events', 'admin_demand_users'], ...third })).toEqual([
      { period: '2025-07-01', admin_demand_events: 3, admin_demand_users: 3 },
    ])
    expect(
      await ask({
        metrics: ['authority_conversations', 'authority_accounts'],
        ...third,
      }),
    ).toEqual([{ period: '2025-07-01', authority_conversations: 3, authority_accounts: 2 }])
  })

  test('the current quarter is shown at the first instant of a month too', async ({ given }) => {
    const { ask } = await given(tables())
    for (const today of ['2025-11-01', '2025-11-02'])
      expect(
        await ask({
          metrics: ['revenue_of_accounts'],
          grain: 'quarter',
          from: '2025-10-01',
          to: '2025-12-31',
          asOf: today,
        }),
      ).toEqual([{ period: '2025-10-01', revenue_of_accounts: 400 }])
  })

  test('conversations of internal users and their workspaces are left out, also when they name the account', async ({
    given,
  }) => {
    const { ask } = await given({
      accounts: [{ account_id: 'acme' }],
      users: [
        { user_id: 'us', email: 'us@we.example', created_at: '2025-01-01', is_internal: true },
        { user_id: 'ada', email: 'ada@acme.example', created_at: '2025-01-01' },
      ],
      workspaces: [{ workspace_id: 'demo', created_at: '2025-01-01', created_by_user_id: 'us' }],
      conversation_tags: ['us', 'ada', null].map((user_id, index) => ({
        tag_id: `t${String(index)}`,
        account_id: 'acme',
        user_id,
        workspace_id: user_id === null ? 'demo' : null,
        tag: 'purchasing',
        said_at: '2025-02-01',
      })),
    })
    expect(await ask({ metrics: ['authority_conversations'], asOf: '2025-03-01' })).toEqual([
      { authority_conversations: 1 },
    ])
  })
  test('tags count in upper and lower case, in the data and in the parameter', async ({ given }) => {
    const { ask } = await given({
      accounts: [{ account_id: 'acme' }],
      conversation_tags: ['Purchasing', 'purchasing', 'Pricing'].map((tag) => ({
        tag_id: tag,
        account_id: 'acme',
        tag,
        said_at: '2025-02-01',
      })),
    })
    const metrics = ['authority_conversations']
    expect(await ask({ metrics, asOf: '2025-03-01' })).toEqual([{ authority_conversations: 2 }])
    const options = { authority_tags: ['PRICING'] }
    expect(await ask({ metrics, options, asOf: '2025-03-01' })).toEqual([{ authority_conversations: 1 }])
  })
})

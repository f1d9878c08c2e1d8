import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-06-30T12:00:00Z'

let number = 0
const did = (user_id: string, day: string, workspace_id: string): Row => {
  number += 1
  return { event_id: `buyer ${String(number)}`, user_id, workspace_id, occurred_at: `${day}T10:00:00Z` }
}

const person = (user_id: string): Row => ({
  user_id,
  email: `${user_id}@gmail.com`,
  created_at: '2025-01-01',
})

const workspace = (account_id: string): Row => ({
  workspace_id: `of ${account_id}`,
  account_id,
  created_at: '2025-01-01',
})

const customer = (customer_id: string, account_id: string, more: Row = {}): Row => ({
  customer_id,
  account_id,
  ...more,
})

const pays = (customer_id: string, amount: number, more: Row = {}): Row => ({
  period_id: `${customer_id} ${String(amount)}`,
  subscription_id: customer_id,
  customer_id,
  amount,
  started_at: '2025-04-01',
  ...more,
})

onBothEngines((test) => {
  test('one buyer who is a user is the same person; with more buyers the groups overlap, and then separate', async ({
    given,
  }) => {
    const names = ['one', 'two', 'three', 'contract', 'unknown']
    const { ask } = await given({
      accounts: names.map((account_id) => ({ account_id, employee_count: account_id === 'one' ? 5 : 500 })),
      users: ['ada', 'bob', 'cy'].map(person),
      workspaces: names.map(workspace),
      product_events: [
        // the first of the 28 days up to 30 June, and the day before it
        did('ada', '2025-06-03', 'of one'),
        did('bob', '2025-06-02', 'of two'),
        did('cy', '2025-06-29', 'of three'),
      ],
      billing_customers: [
        customer('c1', 'one', { payer_user_id: 'ada' }),
        customer('c2', 'two', { payer_user_id: 'bob' }),
        customer('c3', 'two', { payer_email: 'finance@two.example' }),
        customer('c4', 'three', { payer_email: 'Finance@three.example' }),
        customer('c5', 'unknown'),
        // cy paid only until May
        customer('c6', 'three', { payer_user_id: 'cy' }),
      ],
      subscription_periods: [
        pays('c1', 10),
        pays('c2', 20),
        pays('c3', 30),
        pays('c4', 300),
        pays('c5', 5),
        pays('c6', 40, { ended_at: '2025-05-20' }),
      ],
      contacts: [
        // the payer again, under another spelling of the role
        { contact_id: 'k1', account_id: 'three', email: 'finance@three.example', buyer_role: 'Billing' },
        { contact_id: 'k2', account_id: 'one', email: 'boss@one.example', buyer_role: 'champion' },
        { contact_id: 'k3', account_id: 'contract', user_id: 'cy', buyer_role: 'economic_buyer' },
        { contact_id: 'k4', account_id: 'contract', email: 'cfo@contract.example', buyer_role: 'signer' },
        { contact_id: 'k5', account_id: 'contract', buyer_role: 'signer' },
      ],
      contracts: [{ account_id: 'contract', start_date: '2025-01-01', end_date: '2025-12-31', arr: 12000 }],
    })
    const metrics = ['buyers', 'buyers_who_are_users', 'inactive_buyers', 'buyer_divergence']
    const row = (account: string, buyer_class: string, ...values: readonly number[]) => ({
      account,
      buyer_class,
      buyers: values[0],
      buyers_who_are_users: values[1],
      inactive_buyers: values[2],
      buyer_divergence: values[3],
    })
    // cy is active in the account three alone, so for the contract's account both buyers are inactive
    expect(await ask({ metrics, by: ['account', 'buyer_class'], asOf })).toEqual([
      row('contract', 'overlap', 2, 1, 2, 1),
      row('one', 'same', 1, 1, 0, 0),
      row('three', 'separate', 1, 0, 1, 1),
      row('two', 'overlap', 2, 1, 2, 1),
    ])
    expect(await ask({ metrics: [...metrics, 'accounts_with_buyers'], asOf })).toEqual([
      {
        buyers: 6,
        buyers_who_are_users: 3,
        inactive_buyers: 5,
        buyer_divergence: 0.833333333333,
        accounts_with_buyers: 4,
      },
    ])
    // one day more and bob is active too
    expect(
      await ask({ metrics: ['inactive_buyers'], options: { active_seat_window_days: 29 }, asOf }),
    ).toEqual([{ inactive_buyers: 4 }])
    // in April cy paid for three, beside finance
    expect(
      await ask({
        metrics: ['buyers', 'buyers_who_are_users'],
        by: ['buyer_class'],
        where: [{ dimension: 'account', operator: 'eq', value: 'three' }],
        grain: 'month',
        from: '2025-04-01',
        to: '2025-06-30',
        asOf,
      }),
    ).toEqual([
      { period: '2025-04-01', buyer_class: 'overlap', buyers: 2, buyers_who_are_users: 1 },
      { period: '2025-04-01', buyer_class: 'separate', buyers: 0, buyers_who_are_users: 0 },
      { period: '2025-05-01', buyer_class: 'overlap', buyers: 0, buyers_who_are_users: 0 },
      { period: '2025-05-01', buyer_class: 'separate', buyers: 1, buyers_who_are_users: 0 },
      { period: '2025-06-01', buyer_class: 'overlap', buyers: 0, buyers_who_are_users: 0 },
      { period: '2025-06-01', buyer_class: 'separate', buyers: 1, buyers_who_are_users: 0 },
    ])
    // revenue by class and by size; the class is null where no buyer is known
    expect(await ask({ metrics: ['mrr'], by: ['buyer_class'], asOf })).toEqual([
      { buyer_class: 'same', mrr: 10 },
      { buyer_class: 'overlap', mrr: 1050 },
      { buyer_class: 'separate', mrr: 300 },
      { buyer_class: null, mrr: 5 },
    ])
    expect(
      await ask({
        metrics: ['mrr'],
        by: ['account_size_band', 'buyer_class'],
        where: [{ dimension: 'buyer_class', operator: 'eq', value: 'same' }],
        asOf,
      }),
    ).toEqual([{ account_size_band: '1-9', buyer_class: 'same', mrr: 10 }])
  })

  test('two buyers are not the same person, also when both are users', async ({ given }) => {
    const { ask } = await given({
      accounts: [{ account_id: 'acme' }],
      users: ['ada', 'bob'].map(person),
      product_events: [did('ada', '2025-06-20', 'of acme')],
      billing_customers: [
        customer('c1', 'acme', { payer_user_id: 'ada' }),
        customer('c2', 'acme', { payer_email: 'BOB@gmail.com' }),
        // a second subscription of the same person
        customer('c3', 'acme', { payer_email: 'ada@gmail.com' }),
      ],
      subscription_periods: [pays('c1', 10), pays('c2', 10), pays('c3', 10)],
    })
    expect(await ask({ metrics: ['buyers', 'buyers_who_are_users'], by: ['buyer_class'], asOf })).toEqual([
      { buyer_class: 'overlap', buyers: 2, buyers_who_are_users: 2 },
    ])
  })

  test('other roles can make a buyer, and without contacts only payers are buyers', async ({ given }) => {
    const rows = {
      accounts: [{ account_id: 'acme' }],
      users: [person('ada')],
      workspaces: [workspace('acme')],
      product_events: [did('ada', '2025-06-20', 'of acme')],
      billing_customers: [customer('c', 'acme', { payer_email: 'ada@gmail.com' })],
      subscription_periods: [pays('c', 10)],
    }
    const champion = {
      contact_id: 'k',
      account_id: 'acme',
      email: 'boss@acme.example',
      buyer_role: 'champion',
    }
    const { ask } = await given({ ...rows, contacts: [champion] })
    const buyers = (options: Record<string, unknown>) => ask({ metrics: ['buyers'], options, asOf })
    expect(await buyers({})).toEqual([{ buyers: 1 }])
    expect(await buyers({ buyer_roles: ['champion'] })).toEqual([{ buyers: 2 }])
    const { answer } = await given(rows)
    const { provenance } = await answer({ metrics: ['buyer_divergence'], asOf })
    expect(provenance.notes).toContain(
      'No contacts were provided, so only payers of subscriptions count as buyers.',
    )
  })

  test('a buyer is a user from the sign-up until the deletion', async ({ given }) => {
    const { ask } = await given({
      accounts: [{ account_id: 'acme' }],
      users: [
        { user_id: 'cfo', email: 'cfo@gmail.com', created_at: '2025-05-10' },
        { user_id: 'gone', email: 'gone@gmail.com', created_at: '2025-01-01', deleted_at: '2025-06-15' },
      ],
      product_events: [{ user_id: 'gone', occurred_at: '2025-06-10' }],
      billing_customers: [
        customer('c1', 'acme', { payer_email: 'cfo@gmail.com' }),
        customer('c2', 'acme', { payer_user_id: 'gone' }),
      ],
      subscription_periods: [pays('c1', 10), pays('c2', 10)],
      contacts: [{ contact_id: 'k', account_id: 'acme', email: 'cfo@gmail.com', buyer_role: 'finance' }],
    })
    const metrics = ['buyers', 'buyers_who_are_users']
    const months = { grain: 'month', from: '2025-04-01', to: '2025-06-30' } as const
    const april = { period: '2025-04-01', buyers: 2, buyers_who_are_users: 1 }
    expect(await ask({ metrics, ...months, asOf })).toEqual([
      april,
      { period: '2025-05-01', buyers: 2, buyers_who_are_users: 2 },
      { period: '2025-06-01', buyers: 2, buyers_who_are_users: 1 },
    ])
    // what was asked in April is still the answer of April
    expect(await ask({ metrics, by: ['buyer_class'], asOf: '2025-04-30T12:00:00Z' })).toEqual([
      { buyer_class: 'overlap', buyers: 2, buyers_who_are_users: 1 },
    ])
  })
})

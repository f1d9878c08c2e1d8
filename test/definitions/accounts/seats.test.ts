import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-06-30T12:00:00Z'

let number = 0
const did = (user_id: string, day: string, more: Row = {}): Row => {
  number += 1
  return { event_id: `seat ${String(number)}`, user_id, occurred_at: `${day}T10:00:00Z`, ...more }
}

const person = (user_id: string, email = `${user_id}@acme.example`): Row => ({
  user_id,
  email,
  created_at: '2025-01-01',
})

const workspace = (workspace_id: string, account_id = 'acme', more: Row = {}): Row => ({
  workspace_id,
  account_id,
  created_at: '2025-01-01',
  ...more,
})

const member = (workspace_id: string, user_id: string, more: Row = {}): Row => ({
  workspace_id,
  user_id,
  valid_from: '2025-01-01',
  ...more,
})

const acme = { account_id: 'acme', employee_count: 8, role_headcount: 4 }
const domain = { domain: 'acme.example', account_id: 'acme', verified: true }

onBothEngines((test) => {
  test('a seat is active when a member used the account in the last 28 days, each person once', async ({
    given,
  }) => {
    const { ask } = await given({
      accounts: [acme],
      account_domains: [domain],
      users: ['ada', 'bob', 'cy', 'left', 'elsewhere', 'never'].map((id) => person(id)),
      workspaces: [workspace('w1'), workspace('w2'), workspace('gone', 'acme', { deleted_at: '2025-06-01' })],
      memberships: [
        member('w1', 'ada'),
        member('w2', 'ada'),
        member('w1', 'bob'),
        member('w2', 'cy'),
        member('w1', 'left', { valid_to: '2025-06-20' }),
        member('gone', 'elsewhere'),
        member('w1', 'never'),
      ],
      product_events: [
        did('ada', '2025-06-29', { workspace_id: 'w1' }),
        did('ada', '2025-06-29', { workspace_id: 'w2' }),
        // the first of the 28 days up to 30 June, and the day before it
        did('bob', '2025-06-03', { workspace_id: 'w1' }),
        did('cy', '2025-06-02', { workspace_id: 'w2' }),
        did('left', '2025-06-10', { workspace_id: 'w1' }),
        did('elsewhere', '2025-06-10', { workspace_id: 'w1' }),
      ],
    })
    const metrics = ['account_members', 'active_seats', 'seat_penetration', 'role_penetration']
    expect(await ask({ metrics, asOf })).toEqual([
      { account_members: 4, active_seats: 2, seat_penetration: 0.25, role_penetration: 0.5 },
    ])
    expect(await ask({ metrics: ['active_seats'], options: { active_seat_window_days: 29 }, asOf })).toEqual([
      { active_seats: 3 },
    ])
    // who has left since had a seat at the end of May, as had the members of the deleted workspace
    expect(await ask({ metrics: ['account_members', 'active_seats'], asOf: '2025-06-15' })).toEqual([
      { account_members: 5, active_seats: 3 },
    ])
    expect(
      await ask({ metrics: ['account_members', 'active_seats'], grain: 'month', from: '2025-05-01', asOf }),
    ).toEqual([
      { period: '2025-05-01', account_members: 6, active_seats: 0 },
      { period: '2025-06-01', account_members: 4, active_seats: 2 },
    ])
  })

  test('a contractor has a seat where they are a member, not where they are employed', async ({ given }) => {
    const { ask } = await given({
      accounts: [
        { ...acme, employee_count: 1 },
        { account_id: 'agency', employee_count: 9 },
      ],
      account_domains: [domain, { domain: 'agency.example', account_id: 'agency', verified: true }],
      users: [person('ada'), person('con', 'con@agency.example')],
      workspaces: [workspace('w1'), workspace('w2', 'agency')],
      memberships: [member('w1', 'ada'), member('w1', 'con'), member('w2', 'con')],
      product_events: [
        did('ada', '2025-06-20', { workspace_id: 'w1' }),
        did('con', '2025-06-20', { workspace_id: 'w1' }),
      ],
    })
    const metrics = ['active_seats', 'seat_penetration', 'seat_penetration_uncapped']
    // acme has two active seats for one employee: 1 when capped, 2 in fact
    expect(await ask({ metrics, by: ['account'], asOf })).toEqual([
      { account: 'acme', active_seats: 2, seat_penetration: 1, seat_penetration_uncapped: 2 },
      { account: 'agency', active_seats: 0, seat_penetration: 0, seat_penetration_uncapped: 0 },
    ])
    // a surplus of one account does not fill the seats of another
    const seats = ['employee_seats', 'employee_seats_uncapped', 'employees', 'seat_penetration']
    expect(await ask({ metrics: seats, asOf })).toEqual([
      { employee_seats: 1, employee_seats_uncapped: 2, employees: 10, seat_penetration: 0.1 },
    ])
  })

  test('an account without a headcount has no penetration and lowers none', async ({ given }) => {
    const { ask } = await given({
      accounts: [acme, { account_id: 'unknown' }, { account_id: 'zero', employee_count: 0 }],
      users: ['ada', 'una', 'zed'].map((id) => person(id, `${id}@gmail.com`)),
      workspaces: [workspace('w1'), workspace('w2', 'unknown'), workspace('w3', 'zero')],
      memberships: [member('w1', 'ada'), member('w2', 'una'), member('w3', 'zed')],
      product_events: [
        did('ada', '2025-06-20', { workspace_id: 'w1' }),
        did('una', '2025-06-20', { workspace_id: 'w2' }),
        did('zed', '2025-06-20', { workspace_id: 'w3' }),
      ],
    })
    const metrics = ['seat_penetration', 'seat_penetration_uncapped', 'role_penetration_uncapped']
    expect(await ask({ metrics: ['active_seats', ...metrics], by: ['account'], asOf })).toEqual([
      {
        account: 'acme',
        active_seats: 1,
        seat_penetration: 0.125,
        seat_penetration_uncapped: 0.125,
        role_penetration_uncapped: 0.25,
      },
      ...['unknown', 'zero'].map((account) => ({
        account,
        active_seats: 1,
        seat_penetration: null,
        seat_penetration_uncapped: null,
        role_penetration_uncapped: null,
      })),
    ])
    const roles = ['seat_penetration', 'role_seats', 'role_seats_uncapped', 'role_headcount']
    expect(await ask({ metrics: roles, asOf })).toEqual([
      { seat_penetration: 0.125, role_seats: 1, role_seats_uncapped: 1, role_headcount: 4 },
    ])
  })

  test('without memberships the users of an account are its members', async ({ given }) => {
    const { ask, answer } = await given({
      accounts: [acme],
      account_domains: [domain],
      users: [person('ada'), person('bob'), { ...person('cy'), deleted_at: '2025-06-15' }],
      product_events: [did('ada', '2025-06-20'), did('cy', '2025-06-10')],
    })
    expect(await ask({ metrics: ['account_members', 'active_seats'], asOf })).toEqual([
      { account_members: 2, active_seats: 1 },
    ])
    const { provenance } = await answer({ metrics: ['active_seats'], asOf })
    expect(provenance.notes).toContain(
      'No memberships were provided, so the users of an account count as its members.',
    )
  })

  test('purchased seats are those of paid items, else of the contract; add-ons are for the same seats', async ({
    given,
  }) => {
    const paid = (period_id: string, customer_id: string, seats: number | null, more: Row = {}): Row => ({
      period_id,
      customer_id,
      subscription_id: `of ${customer_id}`,
      item_id: period_id,
      seats,
      amount: 10,
      started_at: '2025-01-01',
      ...more,
    })
    const { ask } = await given({
      accounts: ['acme', 'both', 'signed', 'none'].map((account_id) => ({ account_id })),
      users: ['ada', 'bob', 'cy'].map((id) => person(id, `${id}@gmail.com`)),
      workspaces: [workspace('w1')],
      memberships: ['ada', 'bob', 'cy'].map((id) => member('w1', id)),
      product_events: ['ada', 'bob', 'cy'].map((id) => did(id, '2025-06-20', { workspace_id: 'w1' })),
      billing_customers: [
        { customer_id: 'a', account_id: 'acme' },
        { customer_id: 'a2', account_id: 'acme' },
        { customer_id: 'b', account_id: 'both' },
        { customer_id: 'n', account_id: 'none' },
      ],
      subscription_periods: [
        paid('base', 'a', 5),
        paid('add-on', 'a', 4),
        paid('other team', 'a2', 1),
        paid('ended', 'a2', 9, { subscription_id: 'old', ended_at: '2025-05-01' }),
        paid('free', 'a2', 7, { subscription_id: 'free', amount: 0 }),
        paid('trial', 'a2', 7, { subscription_id: 'trial', is_trial: true }),
        paid('billed', 'b', 2),
        paid('without seats', 'n', null),
      ],
      contracts: [
        { account_id: 'both', start_date: '2025-01-01', end_date: '2025-12-31', arr: 120, seats: 50 },
        { account_id: 'signed', start_date: '2025-01-01', end_date: '2025-12-31', arr: 120, seats: 20 },
        { account_id: 'signed', start_date: '2025-07-01', end_date: '2025-12-31', arr: 120, seats: 90 },
      ],
    })
    const metrics = ['purchased_seats', 'used_seats_uncapped', 'seat_utilisation']
    expect(await ask({ metrics, by: ['account'], asOf })).toEqual([
      { account: 'acme', purchased_seats: 6, used_seats_uncapped: 3, seat_utilisation: 0.5 },
      { account: 'both', purchased_seats: 2, used_seats_uncapped: 0, seat_utilisation: 0 },
      { account: 'signed', purchased_seats: 20, used_seats_uncapped: 0, seat_utilisation: 0 },
    ])
    // in April the ended subscription had nine seats more, and no seat was active
    expect(
      await ask({
        metrics: ['purchased_seats', 'used_seats', 'seat_utilisation_uncapped'],
        where: [{ dimension: 'account', operator: 'eq', value: 'acme' }],
        grain: 'month',
        from: '2025-04-01',
        to: '2025-04-30',
        asOf,
      }),
    ).toEqual([{ period: '2025-04-01', purchased_seats: 15, used_seats: 0, seat_utilisation_uncapped: 0 }])
  })
})

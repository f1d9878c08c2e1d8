import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const names = ['big', 'shop', 'lone', 'trialfit', 'hobby', 'mid', 'coach', 'tiny']
const fitting = ['trialfit', 'mid', 'coach']

/** Active on so many days of a month, from its tenth on. */
const active = (user_id: string, month: string, days: number): readonly Row[] =>
  Array.from({ length: days }, (_, index) => ({
    event_id: `${user_id} ${month} ${String(index)}`,
    user_id,
    event_name: 'draw',
    occurred_at: `${month}-${String(10 + index)}T10:00:00Z`,
  }))

const asOf = '2026-03-01'
const options = { segment_high_usage_share: 0.3, segment_low_usage_share: 0.3 }

const tables = () => ({
  accounts: names.map((account_id) => ({
    account_id,
    name: account_id,
    icp_segment: fitting.includes(account_id) ? 'icp_1' : null,
    employee_count: 10,
  })),
  account_domains: names.map((account_id) => ({
    domain: `${account_id}.example`,
    account_id,
    valid_from: '2020-01-01',
    verified: true,
  })),
  users: names.map((user_id) => ({ user_id, email: `a@${user_id}.example`, created_at: '2026-01-02' })),
  workspaces: ['a', 'b'].map((workspace_id) => ({
    workspace_id,
    name: workspace_id,
    account_id: 'shop',
    created_at: '2026-01-02',
  })),
  billing_customers: ['shop', 'lone'].map((account_id) => ({ customer_id: account_id, account_id })),
  subscription_periods: ['shop', 'lone'].map((name) => ({
    period_id: name,
    subscription_id: name,
    customer_id: name,
    plan: 'team',
    started_at: '2026-01-03',
    amount: 100,
    interval: 'month',
    currency: 'USD',
  })),
  contracts: [
    { contract_id: 'c', account_id: 'big', start_date: '2026-01-01', end_date: '2026-12-31', arr: 30_000 },
  ],
  product_events: [
    ...active('shop', '2026-01', 3),
    ...active('lone', '2026-01', 1),
    ...active('trialfit', '2026-01', 10),
    ...active('hobby', '2026-01', 8),
    ...active('mid', '2026-01', 4),
    ...active('trialfit', '2026-02', 10),
    ...active('mid', '2026-02', 8),
  ],
})

onBothEngines((test) => {
  test('every account is in the first segment whose condition is true', async ({ given }) => {
    const { ask } = await given(tables())
    const january = await ask({
      metrics: ['accounts_by_segment'],
      by: ['account', 'segment'],
      grain: 'month',
      from: '2026-01-01',
      to: '2026-01-31',
      options,
      asOf,
    })
    expect(Object.fromEntries(january.map(({ account, segment }) => [account, segment]))).toEqual({
      big: 'top_enterprise',
      shop: 'top_self_serve_paid',
      // pays, with less usage than the other payer, one workspace and one payer
      lone: 'opportunistic',
      trialfit: 'top_free_trial',
      // the second of five free accounts, with one fifth above it
      hobby: 'self_serve_only',
      // two fifths above and two fifths below: neither high nor low
      mid: 'opportunistic',
      coach: 'help_first',
      tiny: 'dead_zone',
    })
  })

  test('the segments add up to all accounts, and movements lead from one month to the next', async ({
    given,
  }) => {
    const { ask } = await given(tables())
    const months = { grain: 'month', from: '2026-01-01', to: '2026-02-28', options, asOf } as const
    const total = await ask({ metrics: ['accounts_by_segment'], ...months })
    expect(total).toEqual([
      { period: '2026-01-01', accounts_by_segment: 8 },
      { period: '2026-02-01', accounts_by_segment: 8 },
    ])
    const bySegment = await ask({ metrics: ['accounts_by_segment'], by: ['segment'], ...months })
    const sum = (period: string) =>
      bySegment
        .filter((row) => row['period'] === period)
        .reduce((all, row) => all + Number(row['accounts_by_segment']), 0)
    expect([sum('2026-01-01'), sum('2026-02-01')]).toEqual([8, 8])
    const moved = await ask({
      metrics: ['segment_movements'],
      by: ['previous_segment', 'segment'],
      having: [{ column: 'segment_movements', operator: 'gt', value: 0 }],
      ...months,
    })
    expect(moved).toEqual([
      {
        period: '2026-02-01',
        previous_segment: 'opportunistic',
        segment: 'top_free_trial',
        segment_movements: 1,
      },
      {
        period: '2026-02-01',
        previous_segment: 'self_serve_only',
        segment: 'dead_zone',
        segment_movements: 1,
      },
    ])
    const { options: _, ...withoutOptions } = months
    expect(await ask({ metrics: ['accounts_new_to_segments'], ...withoutOptions })).toEqual([
      { period: '2026-01-01', accounts_new_to_segments: 8 },
      { period: '2026-02-01', accounts_new_to_segments: 0 },
    ])
  })

  test('revenue, seats and costs can be grouped by the segments of accounts, and add up', async ({
    given,
  }) => {
    const { ask } = await given({
      ...tables(),
      cost_to_serve: [
        { month: '2026-01-01', account_id: 'shop', amount: 7 },
        { month: '2026-01-01', account_id: 'hobby', amount: 5 },
      ],
    })
    const january = { grain: 'month', from: '2026-01-01', to: '2026-01-31', options, asOf } as const
    const bySegment = async (metric: string) =>
      Object.fromEntries(
        (await ask({ metrics: [metric], by: ['segment'], ...january })).map((row) => [
          String(row['segment']),
          Number(row[metric]),
        ]),
      )
    // big has 30,000 a year, shop and lone pay 100 a month
    expect(await bySegment('mrr')).toEqual({
      top_enterprise: 2500,
      top_self_serve_paid: 100,
      opportunistic: 100,
    })
    const { options: _, ...withoutOptions } = january
    expect(await ask({ metrics: ['mrr'], ...withoutOptions })).toEqual([{ period: '2026-01-01', mrr: 2700 }])
    // lone and mid are opportunistic
    expect(await bySegment('active_seats')).toMatchObject({
      top_self_serve_paid: 1,
      top_free_trial: 1,
      self_serve_only: 1,
      opportunistic: 2,
    })
    const paying = await ask({ metrics: ['accounts_by_segment'], by: ['plan_state'], ...january })
    expect(paying.map((row) => [row['plan_state'], row['accounts_by_segment']])).toEqual([
      ['contract', 1],
      ['self_serve', 2],
      ['free', 5],
    ])
    expect(await bySegment('cost_to_serve')).toMatchObject({ top_self_serve_paid: 7, self_serve_only: 5 })
  })

  test('an account without an ideal-customer segment fits by its employees', async ({ given }) => {
    const { ask } = await given(tables())
    const rows = await ask({
      metrics: ['accounts_by_segment'],
      by: ['segment'],
      where: [{ dimension: 'account', operator: 'eq', value: 'tiny' }],
      grain: 'month',
      from: '2026-02-01',
      to: '2026-02-28',
      options: { ...options, segment_min_employees: 10 },
      asOf,
    })
    expect(rows).toEqual([{ period: '2026-02-01', segment: 'help_first', accounts_by_segment: 1 }])
  })

  test('where every segment is an ideal one, an account without a segment still does not fit', async ({
    given,
  }) => {
    const { ask } = await given(tables())
    const rows = await ask({
      metrics: ['accounts_by_segment'],
      by: ['account', 'segment'],
      where: [{ dimension: 'account', operator: 'in', value: ['hobby', 'trialfit'] }],
      grain: 'month',
      from: '2026-01-01',
      to: '2026-01-31',
      options: { ...options, non_icp_segments: [] },
      asOf,
    })
    expect(rows.map(({ account, segment }) => [account, segment])).toEqual([
      ['hobby', 'self_serve_only'],
      ['trialfit', 'top_free_trial'],
    ])
  })

  test('a workspace counts from its registration on, also when events named it before', async ({ given }) => {
    const workspaces = ['c', 'd'].map((workspace_id) => ({
      workspace_id,
      name: workspace_id,
      account_id: 'lone',
      created_at: '2026-02-02',
    }))
    const seen = workspaces.map(({ workspace_id }) => ({
      event_id: `in ${workspace_id}`,
      user_id: 'lone',
      workspace_id,
      event_name: 'draw',
      occurred_at: '2026-01-10T11:00:00Z',
    }))
    const before = tables()
    const { ask } = await given({
      ...before,
      workspaces: [...before.workspaces, ...workspaces],
      product_events: [...before.product_events, ...seen],
    })
    const rows = await ask({
      metrics: ['accounts_by_segment'],
      by: ['segment'],
      where: [{ dimension: 'account', operator: 'eq', value: 'lone' }],
      having: [{ column: 'accounts_by_segment', operator: 'gt', value: 0 }],
      grain: 'month',
      from: '2026-01-01',
      to: '2026-02-28',
      options,
      asOf,
    })
    expect(rows.map(({ period, segment }) => [period, segment])).toEqual([
      ['2026-01-01', 'opportunistic'],
      ['2026-02-01', 'top_self_serve_paid'],
    ])
  })
})

import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const workspace = (account_id: string): Row => ({
  workspace_id: `of ${account_id}`,
  account_id,
  created_at: '2024-01-01',
})

const used = (account_id: string, day: string, quantity: number, meter = 'credits'): Row => ({
  workspace_id: `of ${account_id}`,
  meter,
  day,
  quantity,
})

const contract = (account_id: string, committed_units: number, more: Row = {}): Row => ({
  account_id,
  meter: 'credits',
  committed_units,
  // 100 days
  start_date: '2025-01-01',
  end_date: '2025-04-10',
  arr: 1000,
  ...more,
})

const meter = (value: string) => [{ dimension: 'consumption_meter', operator: 'eq' as const, value }]

onBothEngines((test) => {
  test('pace is consumption over the passed share of the commitment, and the last days tell how it ends', async ({
    given,
  }) => {
    const names = ['behind', 'at', 'ahead', 'at most', 'ahead by one', 'empty']
    const { ask } = await given({
      accounts: names.map((account_id) => ({ account_id })),
      workspaces: names.map(workspace),
      contracts: names.map((name) => contract(name, 1000)),
      usage_daily: [
        // 50 of the 100 days have passed on 19 February: 500 units are expected
        used('behind', '2025-01-10', 399),
        used('at', '2025-01-10', 120),
        used('at', '2025-02-19', 280),
        used('at most', '2025-01-10', 550),
        used('ahead by one', '2025-02-19', 551),
        // 28 days before the last one is too early for the run rate
        used('ahead', '2025-01-22', 160),
        used('ahead', '2025-01-23', 560),
        // before the contract, and another meter
        used('empty', '2024-12-31', 700),
        used('empty', '2025-02-01', 700, 'storage'),
      ],
    })
    const asOf = '2025-02-19T12:00:00Z'
    const metrics = ['consumed_units', 'consumption_pace', 'consumption_utilisation', 'projected_units']
    const row = (
      account: string,
      consumption_state: string,
      exhausts_on: string | null,
      consumed_units: number,
      consumption_pace: number,
      projected_units: number,
    ) => ({
      account,
      consumption_state,
      exhausts_on,
      consumed_units,
      consumption_pace,
      consumption_utilisation: consumed_units / 1000,
      projected_units,
    })
    expect(await ask({ metrics, by: ['account', 'consumption_state', 'exhausts_on'], asOf })).toEqual([
      // 560 in 28 days are 20 a day: 280 units last for 14 days, and 50 days more make 1720
      row('ahead', 'over', '2025-03-05', 720, 1.44, 1720),
      row('ahead by one', 'over', '2025-03-14', 551, 1.102, 1534.928571),
      row('at', 'on', null, 400, 0.8, 900),
      row('at most', 'on', null, 550, 1.1, 550),
      row('behind', 'under', null, 399, 0.798, 399),
      row('empty', 'under', null, 0, 0, 0),
    ])
    expect(await ask({ metrics: ['commitments'], by: ['consumption_state'], asOf })).toEqual([
      { consumption_state: 'under', commitments: 2 },
      { consumption_state: 'on', commitments: 2 },
      { consumption_state: 'over', commitments: 2 },
    ])
    const options = { consumption_under_pace: 0.79, consumption_over_pace: 1.5 }
    expect(await ask({ metrics: ['commitments'], by: ['consumption_state'], options, asOf })).toEqual([
      { consumption_state: 'under', commitments: 1 },
      { consumption_state: 'on', commitments: 5 },
    ])
    // the mean of 29 days includes 160 units more: 720 / 29 × 50 after the 720
    expect(
      await ask({
        metrics: ['projected_units'],
        where: [{ dimension: 'account', operator: 'eq', value: 'ahead' }],
        options: { consumption_run_rate_days: 29 },
        asOf,
      }),
    ).toEqual([{ projected_units: 1961.37931 }])
  })

  test('an exhausted commitment has the day on which its last unit was consumed, month after month', async ({
    given,
  }) => {
    const { ask } = await given({
      accounts: [{ account_id: 'acme' }],
      workspaces: [workspace('acme')],
      contracts: [contract('acme', 100)],
      usage_daily: [
        used('acme', '2025-01-30', 99),
        used('acme', '2025-02-03', 1),
        used('acme', '2025-02-04', 50),
        used('acme', '2025-04-11', 1000),
      ],
    })
    const asOf = '2025-05-01'
    const question = { grain: 'month' as const, from: '2025-01-01', to: '2025-04-30', asOf }
    expect(
      await ask({ ...question, metrics: ['consumed_units', 'committed_units', 'projected_utilisation'] }),
    ).toEqual([
      // 99 in 28 days, and 69 days more
      {
        period: '2025-01-01',
        consumed_units: 99,
        committed_units: 100,
        projected_utilisation: 3.429642857143,
      },
      {
        period: '2025-02-01',
        consumed_units: 150,
        committed_units: 100,
        projected_utilisation: 2.246785714286,
      },
      { period: '2025-03-01', consumed_units: 150, committed_units: 100, projected_utilisation: 1.5 },
      // the contract ended on 10 April
      { period: '2025-04-01', consumed_units: 0, committed_units: 0, projected_utilisation: null },
    ])
    expect(
      await ask({ metrics: ['commitments'], by: ['exhausts_on', 'commitment_ends_on'], asOf: '2025-03-31' }),
    ).toEqual([{ exhausts_on: '2025-02-03', commitment_ends_on: '2025-04-10', commitments: 1 }])
  })

  test('contracts that are active together are one commitment, and a replaced one keeps its daily share', async ({
    given,
  }) => {
    const { ask } = await given({
      accounts: [{ account_id: 'acme' }, { account_id: 'beta' }],
      workspaces: [workspace('acme'), workspace('beta')],
      contracts: [
        contract('acme', 1000),
        contract('acme', 500, { contract_id: 'more', start_date: '2025-02-10', end_date: '2025-05-20' }),
        contract('acme', 80, { contract_id: 'other meter', meter: 'storage' }),
        contract('acme', 80, { contract_id: 'no meter', meter: null }),
        contract('beta', 1000, { contract_id: 'replaced' }),
        contract('beta', 1, {
          contract_id: 'successor',
          predecessor_id: 'replaced',
          start_date: '2025-02-20',
        }),
      ],
      usage_daily: [used('acme', '2025-01-10', 330), used('beta', '2025-01-10', 250)],
    })
    const asOf = '2025-02-19T12:00:00Z'
    const metrics = ['committed_units', 'expected_units', 'consumption_pace']
    // 50 of 100 days of 1000, and 10 of 100 days of 500
    expect(await ask({ metrics, by: ['account'], where: meter('credits'), asOf })).toEqual([
      { account: 'acme', committed_units: 1500, expected_units: 550, consumption_pace: 0.6 },
      { account: 'beta', committed_units: 1000, expected_units: 500, consumption_pace: 0.5 },
    ])
  })

  test('the potential is the median per employee of the same industry and size', async ({ given }) => {
    const company = (
      account_id: string,
      employee_count: number | null,
      industry: string | null = 'toys',
    ) => ({
      account_id,
      employee_count,
      industry,
    })
    const accounts = [
      company('a', 10),
      company('b', 20),
      company('c', 40),
      company('dormant', 10),
      company('large', 100),
      company('bank', 10, 'banks'),
      company('unknown', null),
    ]
    const { ask } = await given({
      accounts,
      workspaces: accounts.map(({ account_id }) => workspace(account_id)),
      usage_daily: [
        used('a', '2025-06-03', 20),
        used('a', '2025-06-02', 900),
        used('b', '2025-06-20', 100),
        used('c', '2025-06-30', 40),
        used('dormant', '2025-05-10', 7),
        ...['large', 'bank', 'unknown'].map((name) => used(name, '2025-06-20', 5)),
      ],
    })
    const asOf = '2025-06-30T12:00:00Z'
    const metrics = ['recent_units', 'potential_units', 'potential_gap']
    // per employee 2, 5 and 1: the median of those who consumed is 2
    expect(await ask({ metrics, by: ['account'], asOf })).toEqual([
      { account: 'a', recent_units: 20, potential_units: 20, potential_gap: 0 },
      { account: 'b', recent_units: 100, potential_units: 40, potential_gap: -1.5 },
      { account: 'c', recent_units: 40, potential_units: 80, potential_gap: 0.5 },
      { account: 'dormant', recent_units: 0, potential_units: 20, potential_gap: 1 },
    ])
    expect(await ask({ metrics, asOf })).toEqual([
      { recent_units: 160, potential_units: 160, potential_gap: 0 },
    ])
    expect(await ask({ metrics, options: { potential_min_peers: 4 }, asOf })).toEqual([
      { recent_units: 0, potential_units: 0, potential_gap: null },
    ])
  })
})

import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-06-30T12:00:00Z'

const contract = (contract_id: string, end_date: string, more: Row = {}): Row => ({
  contract_id,
  account_id: 'acme',
  start_date: '2024-10-01',
  end_date,
  arr: 1200,
  ...more,
})

onBothEngines((test) => {
  test('a contract is due from the day after as_of to the 90th day, unless it has a successor or renews itself', async ({
    given,
  }) => {
    const { ask } = await given({
      accounts: [{ account_id: 'acme' }, { account_id: 'beta' }],
      contracts: [
        contract('ends today', '2025-06-30'),
        contract('tomorrow', '2025-07-01', { arr: 100 }),
        contract('90th day', '2025-09-28', { arr: 20, account_id: 'beta' }),
        contract('91st day', '2025-09-29', { arr: 3 }),
        contract('renews itself', '2025-08-01', { auto_renew: true, arr: 7000 }),
        contract('replaced', '2025-08-01'),
        contract('successor', '2026-08-01', { predecessor_id: 'replaced', start_date: '2025-08-02' }),
      ],
    })
    const metrics = ['renewals_due', 'renewals_due_arr']
    expect(await ask({ metrics, asOf })).toEqual([{ renewals_due: 2, renewals_due_arr: 120 }])
    expect(await ask({ metrics, by: ['account', 'contract', 'renewal_on'], asOf })).toEqual([
      {
        account: 'acme',
        contract: 'tomorrow',
        renewal_on: '2025-07-01',
        renewals_due: 1,
        renewals_due_arr: 100,
      },
      {
        account: 'beta',
        contract: '90th day',
        renewal_on: '2025-09-28',
        renewals_due: 1,
        renewals_due_arr: 20,
      },
    ])
    expect(await ask({ metrics, options: { renewal_auto_renewing: 'included' }, asOf })).toEqual([
      { renewals_due: 3, renewals_due_arr: 7120 },
    ])
    expect(await ask({ metrics, options: { renewal_window_days: 91 }, asOf })).toEqual([
      { renewals_due: 3, renewals_due_arr: 123 },
    ])
    expect(await ask({ metrics, asOf: '2025-06-29' })).toEqual([{ renewals_due: 2, renewals_due_arr: 1300 }])
  })

  test('a contract that starts when another one ends, or soon after, succeeds it without naming it', async ({
    given,
  }) => {
    const one = (account_id: string, arr: number): Row =>
      contract(`old ${account_id}`, '2025-07-31', { account_id, arr })
    const next = (account_id: string, start_date: string, arr: number): Row =>
      contract(`new ${account_id}`, '2026-07-31', { account_id, start_date, arr })
    const { ask } = await given({
      accounts: ['a', 'b', 'c', 'd', 'e', 'f'].map((account_id) => ({ account_id })),
      subscription_periods: [],
      contracts: [
        // the day after, the last day itself, and 45 days after the first day without a contract
        one('a', 100),
        next('a', '2025-08-01', 101),
        one('b', 200),
        next('b', '2025-07-31', 202),
        one('c', 300),
        next('c', '2025-09-15', 303),
        // a day too late, side by side for two days, and the successor of another
        one('d', 400),
        next('d', '2025-09-16', 404),
        one('e', 500),
        next('e', '2025-07-30', 505),
        one('f', 600),
        contract('other', '2025-07-31', { account_id: 'f', arr: 60 }),
        { ...next('f', '2025-08-01', 606), predecessor_id: 'other' },
      ],
    })
    expect(await ask({ metrics: ['renewals_due_arr'], by: ['contract'], asOf })).toEqual([
      { contract: 'old d', renewals_due_arr: 400 },
      { contract: 'old e', renewals_due_arr: 500 },
      { contract: 'old f', renewals_due_arr: 600 },
    ])
    expect(await ask({ metrics: ['arr', 'carr'], by: ['account'], asOf })).toEqual([
      { account: 'a', arr: 100, carr: 101 },
      { account: 'b', arr: 200, carr: 202 },
      { account: 'c', arr: 300, carr: 303 },
      { account: 'd', arr: 400, carr: 804 },
      { account: 'e', arr: 500, carr: 1005 },
      { account: 'f', arr: 660, carr: 1206 },
    ])
    const options = { contract_late_renewal_grace_days: 44 }
    expect(await ask({ metrics: ['renewals_due'], options, asOf })).toEqual([{ renewals_due: 4 }])
  })

  test('a renewal shows the health and the penetration of its account, and whether an expansion is open', async ({
    given,
  }) => {
    const names = ['acme', 'beta', 'gamma', 'quiet']
    const deal = (account_id: string, more: Row = {}): Row => ({
      opportunity_id: `of ${account_id}`,
      account_id,
      type: 'expansion',
      created_at: '2025-06-01',
      ...more,
    })
    const { ask, rejection } = await given({
      accounts: names.map((account_id) => ({ account_id, employee_count: 4 })),
      users: names.flatMap((name) =>
        [0, 1, 2, 3].map((index) => ({
          user_id: `${name} ${String(index)}`,
          email: `p${String(index)}@${name}.example`,
          created_at: '2025-01-01',
        })),
      ),
      account_domains: names.map((account_id) => ({ account_id, domain: `${account_id}.example` })),
      product_events: [
        ...[0, 1, 2].map((index) => ({ user_id: `acme ${String(index)}` })),
        { user_id: 'beta 0' },
        ...[0, 1].map((index) => ({ user_id: `gamma ${String(index)}` })),
      ].map((event, index) => ({
        ...event,
        event_id: `renewal ${String(index)}`,
        occurred_at: '2025-06-20T10:00:00Z',
      })),
      contracts: names.map((account_id) => contract(account_id, '2025-09-01', { account_id })),
      opportunities: [
        deal('acme'),
        deal('beta', { is_closed: true, closed_at: '2025-06-20' }),
        deal('gamma', { type: 'renewal' }),
        // closed later than as_of, so still open then
        deal('quiet', { is_closed: true, is_won: true, closed_at: '2025-07-05' }),
      ],
    })
    const options = {
      health_rule: {
        components: [
          {
            component: 'usage',
            weight: 1,
            metrics: [
              {
                measure: 'active_share',
                window_days: 28,
                points: [
                  [0, 0],
                  [1, 100],
                ],
              },
            ],
          },
        ],
      },
    }
    const by = ['account', 'account_health', 'health_band', 'account_penetration', 'has_open_expansion']
    const row = (account: string, health: number, band: string, share: number, isOpen: boolean) => ({
      account,
      account_health: health,
      health_band: band,
      account_penetration: share,
      has_open_expansion: isOpen,
      renewals_due_arr: 1200,
    })
    expect(await ask({ metrics: ['renewals_due_arr'], by, options, asOf })).toEqual([
      row('acme', 75, 'high', 0.75, true),
      row('beta', 25, 'low', 0.25, false),
      row('gamma', 50, 'medium', 0.5, false),
      row('quiet', 0, 'low', 0, true),
    ])
    expect(
      await ask({
        metrics: ['renewals_due_arr'],
        by: ['health_band'],
        options: { ...options, health_low_score: 25, health_high_score: 76 },
        asOf,
      }),
    ).toEqual([
      { health_band: 'low', renewals_due_arr: 1200 },
      { health_band: 'medium', renewals_due_arr: 3600 },
    ])
    // there are no periods, and no option of health changes the sum alone
    expect((await rejection({ metrics: ['renewals_due_arr'], grain: 'month', asOf })).code).toBe(
      'GRAIN_NOT_AVAILABLE',
    )
    expect((await rejection({ metrics: ['renewals_due_arr'], options, asOf })).code).toBe('UNKNOWN_OPTION')
  })

  test('an expansion is open until it entered its closing stage, for any close date in the CRM', async ({
    given,
  }) => {
    const { ask } = await given({
      accounts: [{ account_id: 'acme' }],
      contracts: [contract('c', '2025-07-14')],
      opportunities: [
        {
          opportunity_id: 'o',
          account_id: 'acme',
          type: 'expansion',
          created_at: '2025-01-10',
          closed_at: '2025-12-20',
          stage: 'lost',
          is_closed: true,
        },
      ],
      opportunity_stages: [
        { opportunity_id: 'o', entered_at: '2025-01-10', stage: 'open' },
        { opportunity_id: 'o', entered_at: '2025-06-20', stage: 'lost' },
      ],
    })
    const isOpen = async (day: string) =>
      (await ask({ metrics: ['renewals_due'], by: ['has_open_expansion'], asOf: day })).map(
        (row) => row['has_open_expansion'],
      )
    expect(await isOpen('2025-06-19')).toEqual([true])
    expect(await isOpen('2025-06-21')).toEqual([false])
  })
})

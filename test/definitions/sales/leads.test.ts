import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-12-31'

const touched = (account_id: string, occurred_at: string, more: Row = {}): Row => ({
  touch_id: `${account_id} ${occurred_at}`,
  account_id,
  occurred_at,
  ...more,
})

const won = (account_id: string, closed_at: string, arr: number, more: Row = {}): Row => ({
  opportunity_id: `${account_id} ${closed_at}`,
  account_id,
  created_at: '2025-01-01',
  closed_at,
  is_won: true,
  is_closed: true,
  stage: 'won',
  arr,
  ...more,
})

onBothEngines((test) => {
  test('a lead is an account at its first qualified touch, and wins count within the window', async ({
    given,
  }) => {
    const { ask, sql } = await given({
      sales_touches: [
        touched('acme', '2025-01-10', { kind: 'call_connected' }),
        touched('acme', '2025-02-10'),
        touched('beta', '2025-01-20'),
        touched('gamma', '2025-01-30', { is_automated: true }),
        touched('gamma', '2025-02-01'),
        touched('delta', '2025-12-01'),
      ],
      opportunities: [
        // 180 days after 10 January, the last day of the window
        won('acme', '2025-07-09', 1200),
        won('acme', '2025-03-01', 600, { type: 'expansion' }),
        won('acme', '2025-04-01', 5000, { type: 'renewal' }),
        won('acme', '2025-07-10', 70_000),
        // won before the first touch
        won('beta', '2025-01-19', 9000),
        won('gamma', '2025-02-11', 300),
        won('delta', '2025-12-02', 400),
        { account_id: 'gamma', created_at: '2025-01-01' },
      ],
    })
    const metrics = [
      'qualified_leads',
      'decided_leads',
      'won_leads',
      'lead_win_rate',
      'acv_per_qualified_lead',
    ]
    expect(await ask({ metrics, asOf })).toEqual([
      {
        qualified_leads: 4,
        decided_leads: 3,
        won_leads: 2,
        lead_win_rate: 0.666666666667,
        acv_per_qualified_lead: (1800 + 300) / 3,
      },
    ])
    expect(await ask({ metrics, grain: 'month', from: '2025-01-01', to: '2025-02-28', asOf })).toEqual([
      {
        period: '2025-01-01',
        qualified_leads: 2,
        decided_leads: 2,
        won_leads: 1,
        lead_win_rate: 0.5,
        acv_per_qualified_lead: 900,
      },
      {
        period: '2025-02-01',
        qualified_leads: 1,
        decided_leads: 1,
        won_leads: 1,
        lead_win_rate: 1,
        acv_per_qualified_lead: 300,
      },
    ])
    expect(await ask({ metrics: ['won_arr_of_leads'], asOf })).toEqual([{ won_arr_of_leads: 1800 + 300 }])
    // acme 50 days, gamma 10 days
    expect(await ask({ metrics: ['days_from_lead_to_win_p50'], asOf })).toEqual([
      { days_from_lead_to_win_p50: 30 },
    ])
    expect(
      await sql(`
        select sum(arr) as won from source.opportunities as deals
        inner join (
          select account_id, min(occurred_at) as touched_at from source.sales_touches
          where is_automated is not true group by account_id
        ) as leads using (account_id)
        where is_won and type <> 'renewal' and account_id <> 'delta'
          and closed_at between touched_at and touched_at + interval '180 days'`),
    ).toEqual([{ won: 2100 }])
    // without a window every lead is decided, and all later wins count
    expect(await ask({ metrics, asOf, options: { lead_window_days: null } })).toEqual([
      {
        qualified_leads: 4,
        decided_leads: 4,
        won_leads: 3,
        lead_win_rate: 0.75,
        acv_per_qualified_lead: (71_800 + 300 + 400) / 4,
      },
    ])
    expect(await ask({ metrics: ['qualified_leads'], by: ['touch_kind'], asOf })).toEqual([
      { touch_kind: 'call_connected', qualified_leads: 1 },
      { touch_kind: 'meeting_held', qualified_leads: 3 },
    ])
  })

  test('a young lead is immature: neither won nor lost', async ({ given }) => {
    const { ask, answer } = await given({
      sales_touches: [touched('acme', '2025-12-01')],
      opportunities: [won('acme', '2025-12-02', 100)],
    })
    const metrics = ['qualified_leads', 'lead_win_rate', 'acv_per_qualified_lead']
    expect(await ask({ metrics, asOf })).toEqual([
      { qualified_leads: 1, lead_win_rate: null, acv_per_qualified_lead: null },
    ])
    const { provenance } = await answer({ metrics, asOf })
    expect(JSON.stringify(provenance)).toContain('immature')
  })

  test('leads need touches and opportunities', async ({ given }) => {
    const { rejection } = await given({ sales_touches: [touched('acme', '2025-01-01')] })
    expect((await rejection({ metrics: ['acv_per_qualified_lead'], asOf })).code).toBe('METRIC_UNAVAILABLE')
  })
})

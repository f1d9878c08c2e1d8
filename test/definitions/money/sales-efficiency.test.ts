import { expect } from 'vitest'
import { onBothEngines } from '../../harness/warehouse.ts'

const spend = [
  { month: '2025-01-01', motion: 'PLG', channel: 'search', category: 'media', amount: 100 },
  { month: '2025-02-01', motion: 'SLG', channel: 'outbound', category: 'salaries', amount: 200 },
  { month: '2025-03-01', motion: 'shared', channel: 'brand', category: 'media', amount: 300 },
]

const metrics = ['arr_change', 'sales_efficiency_spend', 'sales_efficiency']

onBothEngines((test) => {
  test('spend by channel needs no subscriptions, and by motion it does', async ({ given }) => {
    const { ask, rejection } = await given({ spend })
    expect(await ask({ metrics: ['acquisition_spend'], by: ['channel'], asOf: '2025-04-01' })).toEqual([
      { channel: 'brand', acquisition_spend: 300 },
      { channel: 'outbound', acquisition_spend: 200 },
      { channel: 'search', acquisition_spend: 100 },
    ])
    expect(await ask({ metrics: ['acquisition_spend'], by: ['spend_category'], asOf: '2025-04-01' })).toEqual(
      [
        { spend_category: 'media', acquisition_spend: 400 },
        { spend_category: 'salaries', acquisition_spend: 200 },
      ],
    )
    const byMotion = { metrics: ['acquisition_spend'], by: ['origin_motion'], asOf: '2025-04-01' }
    expect((await rejection(byMotion)).code).toBe('METRIC_UNAVAILABLE')
    expect((await rejection({ metrics: ['cac'], asOf: '2025-04-01' })).code).toBe('METRIC_UNAVAILABLE')
  })

  test('CAC and payback by the plan of revenue or the channel of spend are rejected', async ({ given }) => {
    const { rejection } = await given({
      spend,
      subscription_periods: [{ customer_id: 'a', started_at: '2025-01-01', amount: 10 }],
    })
    for (const metric of ['cac', 'cac_payback_months', 'cac_payback_months_formula'])
      for (const dimension of ['plan', 'channel']) {
        const { code, message } = await rejection({ metrics: [metric], by: [dimension], asOf: '2025-04-01' })
        expect(['DIMENSION_NOT_AVAILABLE', 'FAN_OUT']).toContain(code)
        expect(message).toContain(dimension)
      }
  })

  test('sales efficiency is the change of ARR divided by the spend of the quarter before', async ({
    given,
  }) => {
    const { ask } = await given({
      spend,
      subscription_periods: [
        { customer_id: 'a', started_at: '2025-02-01', amount: 10 },
        { customer_id: 'b', started_at: '2025-04-01', ended_at: '2025-06-10', amount: 50 },
        { customer_id: 'c', started_at: '2025-05-01', amount: 80 },
      ],
    })
    // the second quarter: + 50 + 80 - 50 a month, after 600 of spend in the first
    expect(await ask({ metrics, grain: 'quarter', asOf: '2025-08-01' })).toEqual([
      { period: '2025-01-01', arr_change: 120, sales_efficiency_spend: 0, sales_efficiency: null },
      { period: '2025-04-01', arr_change: 960, sales_efficiency_spend: 600, sales_efficiency: 1.6 },
      { period: '2025-07-01', arr_change: 0, sales_efficiency_spend: 0, sales_efficiency: null },
    ])
    // an independent way: twelve times the revenue at the ends of both quarters
    const [before, after] = await ask({
      metrics: ['arr'],
      grain: 'quarter',
      to: '2025-06-30',
      asOf: '2025-08-01',
    })
    expect(Number(after?.['arr']) - Number(before?.['arr'])).toBe(960)
    // spend of the same quarter
    expect(
      await ask({
        metrics: ['sales_efficiency'],
        grain: 'quarter',
        to: '2025-03-31',
        asOf: '2025-08-01',
        options: { sales_efficiency_lag_months: 0 },
        parts: true,
      }),
    ).toMatchObject([
      {
        sales_efficiency: 0.2,
        'sales_efficiency.numerator': 120,
        'sales_efficiency.denominator': 600,
      },
    ])
  })

  test('spend counts for the motion that the company recorded, and shared spend for none', async ({
    given,
  }) => {
    const { ask } = await given({
      spend,
      product_events: [{ user_id: 'someone', occurred_at: '2024-12-01' }],
      sales_touches: [],
      subscription_periods: [{ customer_id: 'a', started_at: '2025-04-10', amount: 10 }],
    })
    expect(
      await ask({
        metrics,
        by: ['origin_motion'],
        from: '2025-04-01',
        to: '2025-06-30',
        asOf: '2025-08-01',
      }),
    ).toEqual([
      { origin_motion: 'PLG', arr_change: 120, sales_efficiency_spend: 100, sales_efficiency: 1.2 },
      { origin_motion: 'SLG', arr_change: 0, sales_efficiency_spend: 200, sales_efficiency: 0 },
      { origin_motion: 'shared', arr_change: 0, sales_efficiency_spend: 300, sales_efficiency: 0 },
    ])
  })
})

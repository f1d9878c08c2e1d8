import { expect } from 'vitest'
import type { SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-12-01'

/** A company whose first user activates on the fifth of January 2025, and which pays these amounts from these days. */
const company = (prices: readonly (readonly [string, number])[], touches: readonly string[]): SourceRows => ({
  accounts: [{ account_id: 'acme' }],
  account_domains: [{ domain: 'acme.test', account_id: 'acme' }],
  users: [{ user_id: 'ada', email: 'ada@acme.test', created_at: '2025-01-01' }],
  product_events: [{ user_id: 'ada', occurred_at: '2025-01-05' }],
  billing_customers: [{ customer_id: 'c', account_id: 'acme' }],
  subscription_periods: prices.map(([started_at, amount], index) => ({
    customer_id: 'c',
    subscription_id: 's',
    started_at,
    ended_at: prices[index + 1]?.[0] ?? null,
    amount,
  })),
  sales_touches: touches.map((occurred_at) => ({ account_id: 'acme', occurred_at })),
})

onBothEngines((test) => {
  test('a loss has the motion of the account’s origin or, by option, of the gain that it undoes', async ({
    given,
  }) => {
    // 100 alone, 200 more with sales, then 150 and 120 less, and at last 30
    const { ask } = await given(
      company(
        [
          ['2025-02-01', 100],
          ['2025-04-01', 300],
          ['2025-06-01', 150],
          ['2025-07-01', 90],
          ['2025-08-01', 60],
        ],
        ['2025-03-20'],
      ),
    )
    const losses = async (lost_revenue_motion: string) =>
      (
        await ask({
          metrics: ['contraction_mrr'],
          by: ['movement_motion'],
          grain: 'month',
          from: '2025-06-01',
          to: '2025-08-31',
          having: [{ column: 'contraction_mrr', operator: 'lt', value: 0 }],
          asOf,
          options: { lost_revenue_motion },
        })
      ).map((row) => Object.values(row))
    expect(await losses('origin')).toEqual([
      ['2025-06-01', 'PLG', -150],
      ['2025-07-01', 'PLG', -60],
      ['2025-08-01', 'PLG', -30],
    ])
    // from 300 and from 150 on it is revenue that sales won; from 90 on the account's first
    expect(await losses('last_in')).toEqual([
      ['2025-06-01', 'PLS', -150],
      ['2025-07-01', 'PLS', -60],
      ['2025-08-01', 'PLG', -30],
    ])
  })

  test('revenue that grew again is lost first', async ({ given }) => {
    // the second growth, without sales, replaces what sales had won
    const { ask } = await given(
      company(
        [
          ['2025-02-01', 100],
          ['2025-03-20', 300],
          ['2025-04-10', 100],
          ['2025-08-10', 200],
          ['2025-09-10', 150],
        ],
        ['2025-03-10'],
      ),
    )
    const lost = {
      metrics: ['contraction_mrr'],
      by: ['movement_motion'],
      from: '2025-09-01',
      to: '2025-09-30',
      asOf,
    }
    expect(await ask({ ...lost, options: { lost_revenue_motion: 'last_in' } })).toEqual([
      { movement_motion: 'PLG', contraction_mrr: -50 },
    ])
    // and a loss never changes the total
    const total = { metrics: ['net_new_mrr'], asOf }
    expect(await ask({ ...total })).toEqual([{ net_new_mrr: 150 }])
  })

  test('one query shows the split by motion for three windows', async ({ given }) => {
    // 60 days after a touch, 100; 120 days after it, 20 more
    const { ask } = await given(
      company(
        [
          ['2025-05-09', 100],
          ['2025-07-08', 120],
        ],
        ['2025-03-10'],
      ),
    )
    const windows = [30, 90, 180]
    const metrics = windows.map((days) => `gained_mrr_${days}_days`)
    expect(await ask({ metrics, by: ['window_motion'], asOf })).toEqual([
      { window_motion: 'PLG', gained_mrr_30_days: 120, gained_mrr_90_days: 20, gained_mrr_180_days: 0 },
      { window_motion: 'PLS', gained_mrr_30_days: 0, gained_mrr_90_days: 100, gained_mrr_180_days: 120 },
    ])
    // the same as three queries with the option
    for (const [index, qualified_touch_window_days] of windows.entries()) {
      const byOption = await ask({
        metrics: ['new_mrr', 'expansion_mrr'],
        by: ['movement_motion'],
        where: [{ dimension: 'movement_motion', operator: 'eq', value: 'PLS' }],
        asOf,
        options: { qualified_touch_window_days },
      })
      const [inOne] = await ask({
        metrics: [metrics[index] ?? ''],
        where: [{ dimension: 'window_motion', operator: 'eq', value: 'PLS' }],
        asOf,
      })
      const sum = byOption.reduce(
        (all, row) => all + Number(row['new_mrr']) + Number(row['expansion_mrr']),
        0,
      )
      expect(Object.values(inOne ?? {})).toEqual([sum])
    }
  })

  test('gains before the first recorded event are unknown in every window', async ({ given }) => {
    const { ask } = await given({
      ...company([['2025-02-01', 100]], []),
      product_events: [{ user_id: 'ada', occurred_at: '2025-06-01' }],
    })
    expect(
      await ask({ metrics: ['gained_mrr_30_days', 'gained_mrr_180_days'], by: ['window_motion'], asOf }),
    ).toEqual([{ window_motion: 'unknown', gained_mrr_30_days: 100, gained_mrr_180_days: 100 }])
  })
})

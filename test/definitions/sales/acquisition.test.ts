import { expect } from 'vitest'
import type { SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-03-01'

/** In January one self-serve account pays 100, and one won by sales pays 300. */
const january: SourceRows = {
  product_events: [{ user_id: 'someone', occurred_at: '2024-12-01' }],
  billing_customers: [
    { customer_id: 'self', account_id: 'self' },
    { customer_id: 'sold', account_id: 'sold' },
  ],
  subscription_periods: [
    { customer_id: 'self', started_at: '2025-01-10', amount: 100 },
    { customer_id: 'sold', started_at: '2025-01-10', amount: 300 },
  ],
  sales_touches: [{ account_id: 'sold', occurred_at: '2025-01-05' }],
  spend: [
    { month: '2025-01-01', motion: 'PLG', amount: 100 },
    { month: '2025-01-01', motion: 'SLG', amount: 300 },
    { month: '2025-01-01', motion: 'shared', amount: 400 },
    { month: '2025-02-01', motion: 'shared', amount: 50 },
  ],
}

const metrics = ['acquisition_spend', 'acquired_accounts', 'cac']

onBothEngines((test) => {
  test('CAC is the month’s spend divided by the accounts acquired in it', async ({ given }) => {
    const { ask } = await given(january)
    expect(await ask({ metrics, grain: 'month', to: '2025-02-28', asOf })).toEqual([
      { period: '2025-01-01', acquisition_spend: 800, acquired_accounts: 2, cac: 400 },
      { period: '2025-02-01', acquisition_spend: 50, acquired_accounts: 0, cac: null },
    ])
  })

  test('shared spend is allocated to the motions by their new revenue', async ({ given }) => {
    const { ask } = await given(january)
    const request = { metrics, by: ['origin_motion'], from: '2025-01-01', to: '2025-01-31', asOf }
    expect(await ask(request)).toEqual([
      { origin_motion: 'PLG', acquisition_spend: 200, acquired_accounts: 1, cac: 200 },
      { origin_motion: 'SLG', acquisition_spend: 600, acquired_accounts: 1, cac: 600 },
    ])
    expect(await ask({ ...request, options: { shared_spend_allocation: 'by_new_accounts' } })).toEqual([
      { origin_motion: 'PLG', acquisition_spend: 300, acquired_accounts: 1, cac: 300 },
      { origin_motion: 'SLG', acquisition_spend: 500, acquired_accounts: 1, cac: 500 },
    ])
    expect(await ask({ ...request, options: { shared_spend_allocation: 'none' } })).toEqual([
      { origin_motion: 'PLG', acquisition_spend: 100, acquired_accounts: 1, cac: 100 },
      { origin_motion: 'SLG', acquisition_spend: 300, acquired_accounts: 1, cac: 300 },
      { origin_motion: 'shared', acquisition_spend: 400, acquired_accounts: 0, cac: null },
    ])
  })

  test('spend can be divided by the accounts acquired some months later, and its shared part allocated by their revenue', async ({
    given,
  }) => {
    const { ask } = await given({
      ...january,
      spend: [
        { month: '2024-12-01', motion: 'PLG', amount: 100 },
        { month: '2024-12-01', motion: 'shared', amount: 400 },
        { month: '2025-01-01', motion: 'SLG', amount: 7 },
        { month: '2025-02-01', motion: 'SLG', amount: 9 },
      ],
    })
    const options = { spend_lag_months: 1 }
    // spend of February is divided by March’s accounts, and March has not begun
    expect(await ask({ metrics, grain: 'month', from: '2024-12-01', asOf, options })).toEqual([
      { period: '2024-12-01', acquisition_spend: 0, acquired_accounts: 0, cac: null },
      { period: '2025-01-01', acquisition_spend: 500, acquired_accounts: 2, cac: 250 },
      { period: '2025-02-01', acquisition_spend: 7, acquired_accounts: 0, cac: null },
    ])
    expect(
      await ask({ metrics, by: ['origin_motion'], from: '2025-01-01', to: '2025-01-31', asOf, options }),
    ).toEqual([
      { origin_motion: 'PLG', acquisition_spend: 200, acquired_accounts: 1, cac: 200 },
      { origin_motion: 'SLG', acquisition_spend: 300, acquired_accounts: 1, cac: 300 },
    ])
  })

  test('spend divided by a later month’s accounts keeps the exchange rate of its own month', async ({
    given,
  }) => {
    const { ask } = await given({
      ...january,
      spend: [{ month: '2024-12-01', motion: 'PLG', amount: 100, currency: 'EUR' }],
      fx_rates: [
        { day: '2024-12-31', currency: 'EUR', rate: 1.25 },
        { day: '2025-01-31', currency: 'EUR', rate: 2 },
      ],
    })
    expect(
      await ask({
        metrics: ['acquisition_spend'],
        from: '2025-01-01',
        to: '2025-01-31',
        asOf,
        options: { spend_lag_months: 1 },
      }),
    ).toEqual([{ acquisition_spend: 125 }])
  })

  test('shared spend of a month without acquired accounts stays shared', async ({ given }) => {
    const { ask } = await given(january)
    expect(await ask({ metrics, by: ['origin_motion'], from: '2025-02-01', to: '2025-02-28', asOf })).toEqual(
      [{ origin_motion: 'shared', acquisition_spend: 50, acquired_accounts: 0, cac: null }],
    )
  })

  test('with every allocation rule, all spend is allocated exactly once', async ({ given }) => {
    const { ask } = await given(january)
    for (const shared_spend_allocation of ['by_new_arr', 'by_new_accounts', 'none']) {
      const rows = await ask({ metrics, by: ['origin_motion'], asOf, options: { shared_spend_allocation } })
      expect(rows.reduce((total, row) => total + Number(row['acquisition_spend']), 0)).toBe(850)
    }
  })

  test('a reactivated account is not acquired again', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        { customer_id: 'c', started_at: '2025-01-01', ended_at: '2025-02-01', amount: 10 },
        { customer_id: 'c', started_at: '2025-03-01', amount: 10 },
      ],
      spend: [{ month: '2025-03-01', motion: 'PLG', amount: 10 }],
    })
    expect(await ask({ metrics, from: '2025-02-01', asOf: '2025-04-01' })).toEqual([
      { acquisition_spend: 10, acquired_accounts: 0, cac: null },
    ])
  })

  test('monthly values count in every month that the requested days touch', async ({ given }) => {
    const { ask } = await given({
      spend: ['2025-01-01', '2025-02-01', '2025-03-01', '2025-04-01'].map((month) => ({
        month,
        motion: 'PLG',
        amount: 100,
      })),
      subscription_periods: [{ customer_id: 'a', started_at: '2025-01-20', amount: 100 }],
    })
    expect(
      await ask({
        metrics: ['acquisition_spend', 'acquired_accounts'],
        from: '2025-01-15',
        to: '2025-03-15',
        asOf: '2025-06-01',
      }),
    ).toEqual([{ acquisition_spend: 300, acquired_accounts: 1 }])
  })
})

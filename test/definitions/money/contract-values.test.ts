import { expect } from 'vitest'
import type { SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-06-15'
const metrics = ['acv', 'contract_year_value', 'contract_years']

/** Three years of contract for `signed`, of which two have started, and two years of subscription for `self`. */
const data: SourceRows = {
  billing_customers: [{ customer_id: 's', account_id: 'self' }],
  subscription_periods: [
    { customer_id: 's', started_at: '2024-03-10', ended_at: '2025-03-20', amount: 20 },
    { customer_id: 's', started_at: '2025-03-20', amount: 80 },
  ],
  contracts: [{ account_id: 'signed', start_date: '2024-05-20', end_date: '2027-05-19', arr: 12000 }],
}

onBothEngines((test) => {
  test('a contract has a value for each year that has started, an account without one for each year since its first payment', async ({
    given,
  }) => {
    const { ask } = await given(data)
    expect(await ask({ metrics, by: ['value_source'], grain: 'year', asOf })).toEqual([
      {
        period: '2024-01-01',
        value_source: 'contract',
        acv: 12000,
        contract_year_value: 12000,
        contract_years: 1,
      },
      {
        period: '2024-01-01',
        value_source: 'subscription',
        acv: 240,
        contract_year_value: 240,
        contract_years: 1,
      },
      {
        period: '2025-01-01',
        value_source: 'contract',
        acv: 12000,
        contract_year_value: 12000,
        contract_years: 1,
      },
      {
        period: '2025-01-01',
        value_source: 'subscription',
        acv: 960,
        contract_year_value: 960,
        contract_years: 1,
      },
    ])
    // on the day before the anniversary the second year has not started
    expect(await ask({ metrics: ['contract_years'], by: ['account'], asOf: '2025-05-19T12:00:00Z' })).toEqual(
      [
        { account: 'self', contract_years: 2 },
        { account: 'signed', contract_years: 1 },
      ],
    )
  })

  test('subscriptions that bill a contract are not another year', async ({ given }) => {
    const { ask } = await given({
      ...data,
      contracts: [{ account_id: 'self', start_date: '2025-03-01', end_date: '2026-02-28', arr: 960 }],
    })
    expect(await ask({ metrics: ['contract_years'], by: ['value_source'], asOf })).toEqual([
      { value_source: 'contract', contract_years: 1 },
      { value_source: 'subscription', contract_years: 1 },
    ])
  })

  test('the self-serve ceiling is the annual value of accounts by motion', async ({ given }) => {
    const { ask } = await given({
      ...data,
      product_events: [{ user_id: 'someone', occurred_at: '2024-01-01' }],
      sales_touches: [{ account_id: 'signed', occurred_at: '2024-05-01' }],
    })
    expect(await ask({ metrics: ['acv', 'acv_p50', 'acv_p90'], by: ['origin_motion'], asOf })).toEqual([
      { origin_motion: 'PLG', acv: 600, acv_p50: 600, acv_p90: 888 },
      { origin_motion: 'SLG', acv: 12000, acv_p50: 12000, acv_p90: 12000 },
    ])
  })

  test('a contract of a year from a leap day has one year, and of two years has two', async ({ given }) => {
    const years = async (end_date: string) => {
      const { ask } = await given({
        contracts: [{ account_id: 'leap', start_date: '2024-02-29', end_date, arr: 1200 }],
      })
      return await ask({ metrics, asOf: '2026-06-01' })
    }
    expect(await years('2025-02-28')).toEqual([{ acv: 1200, contract_year_value: 1200, contract_years: 1 }])
    expect(await years('2026-02-28')).toEqual([{ acv: 1200, contract_year_value: 2400, contract_years: 2 }])
  })
})

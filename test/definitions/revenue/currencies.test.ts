import { expect } from 'vitest'
import type { MetricsRequestInput } from '../../../src/semantic/model/request/request.ts'
import type { Row, Warehouse } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const paid = (customer_id: string, amount: number, currency?: string): Row => ({
  period_id: customer_id,
  customer_id,
  started_at: '2025-01-01',
  amount,
  ...(currency === undefined ? {} : { currency }),
})

const asOf = '2025-02-15'

const currenciesOf = async ({ answer }: Warehouse, request: MetricsRequestInput) => {
  const { columns } = await answer({ asOf, ...request })
  return Object.fromEntries(columns.map(({ name, currency }) => [name, currency]))
}

const rates = [{ day: '2025-01-31', currency: 'EUR', rate: 1.5 }]

onBothEngines((test) => {
  test('amounts have the currency that all customers pay in', async ({ given }) => {
    const warehouse = await given({ subscription_periods: [paid('acme', 100, 'eur')] })
    expect(await currenciesOf(warehouse, { metrics: ['arpa', 'paying_accounts'], parts: true })).toEqual({
      arpa: 'EUR',
      'arpa.numerator': 'EUR',
      'arpa.denominator': null,
      paying_accounts: null,
    })
    expect(
      await currenciesOf(warehouse, { metrics: ['new_mrr'], grain: 'month', compareTo: ['1 month'] }),
    ).toEqual({
      period: null,
      new_mrr: 'EUR',
      'new_mrr.1_month_ago': 'EUR',
      'new_mrr.1_month_change': 'EUR',
      'new_mrr.1_month_growth': null,
    })
  })

  test('with several currencies, amounts are in the reporting currency', async ({ given }) => {
    const warehouse = await given({
      fx_rates: rates,
      subscription_periods: [paid('acme', 100, 'EUR'), paid('beta', 10, 'USD')],
    })
    expect(await currenciesOf(warehouse, { metrics: ['mrr'] })).toEqual({ mrr: 'USD' })
    expect(await warehouse.ask({ metrics: ['mrr'], asOf })).toEqual([{ mrr: 160 }])
  })

  test('on the page of an account, changes of exchange rates alone have an unknown motion', async ({
    given,
  }) => {
    const { sql, storeResults } = await given({
      fx_rates: [...rates, { day: '2025-02-28', currency: 'EUR', rate: 1.6 }],
      subscription_periods: [paid('acme', 100, 'EUR'), paid('beta', 10, 'USD')],
      product_events: [{ event_id: 'last', occurred_at: '2025-03-05', event_name: 'made', user_id: 'ada' }],
    })
    await storeResults()
    const pages = await sql('select mrr, motions from pages.account_revenue order by mrr desc')
    // a customer without users or sales touches has an unknown motion, too
    expect(pages).toEqual([
      { mrr: 160, motions: [{ motion: 'unknown', mrr: '160' }] },
      { mrr: 10, motions: [{ motion: 'unknown', mrr: '10' }] },
    ])
  })

  test('rates lead to one currency, so other reporting currencies are rejected', async ({ given }) => {
    const { rejection } = await given({
      fx_rates: rates,
      subscription_periods: [paid('acme', 100, 'EUR'), paid('beta', 10, 'USD')],
    })
    const error = await rejection({ metrics: ['mrr'], asOf, options: { reporting_currency: 'EUR' } })
    expect(error.code).toBe('MIXED_CURRENCIES')
    expect(error.message).toContain('mrr cannot be reported in EUR')
    expect(error.details.valid).toEqual(['USD'])
  })

  test('amounts without a currency are in the default currency of the parameters', async ({ given }) => {
    const warehouse = await given({ subscription_periods: [paid('acme', 100)] })
    expect(await currenciesOf(warehouse, { metrics: ['mrr'] })).toEqual({ mrr: 'USD' })
    const options = { reporting_currency: 'CHF' }
    expect(await currenciesOf(warehouse, { metrics: ['mrr'], options })).toEqual({ mrr: 'CHF' })
  })

  const spent = (channel: string, amount: number, currency?: string): Row => ({
    month: '2025-01-01',
    motion: 'PLG',
    channel,
    category: 'ads',
    amount,
    ...(currency === undefined ? {} : { currency }),
  })

  test('spend is converted to the reporting currency at the rate of its month', async ({ given }) => {
    const { ask } = await given({
      fx_rates: rates,
      subscription_periods: [paid('acme', 100, 'USD')],
      spend: [spent('search', 200, 'eur'), spent('video', 50, 'USD'), spent('fairs', 5)],
    })
    // 200 × 1.5 + 50 + 5
    expect(await ask({ metrics: ['acquisition_spend', 'cac'], asOf })).toEqual([
      { acquisition_spend: 355, cac: 355 },
    ])
  })

  test('spend in a currency without a rate is rejected, revenue in the same query is not', async ({
    given,
  }) => {
    const { ask, rejection } = await given({
      fx_rates: rates,
      subscription_periods: [paid('acme', 100, 'USD')],
      spend: [spent('search', 200, 'GBP'), spent('video', 50, 'USD')],
    })
    for (const metric of ['cac', 'cac_payback_months']) {
      const error = await rejection({ metrics: [metric], asOf })
      expect(error.code).toBe('MIXED_CURRENCIES')
      expect(error.message).toContain('Found: GBP')
    }
    expect(await ask({ metrics: ['mrr'], asOf })).toEqual([{ mrr: 100 }])
  })

  test('with constant exchange rates, every month uses the last rate, and rates cause no movements', async ({
    given,
  }) => {
    const { ask } = await given({
      fx_rates: [...rates, { day: '2025-02-28', currency: 'EUR', rate: 2 }],
      subscription_periods: [paid('acme', 100, 'EUR'), paid('beta', 10, 'USD')],
    })
    const months = async (exchange_rates: string, until: string) =>
      (
        await ask({
          metrics: ['mrr', 'new_mrr', 'fx_mrr'],
          grain: 'month',
          asOf: until,
          options: { exchange_rates },
        })
      ).map((row) => Object.values(row))
    expect(await months('of_month', '2025-03-01')).toEqual([
      ['2025-01-01', 160, 160, 0],
      ['2025-02-01', 210, 0, 50],
    ])
    expect(await months('constant', '2025-03-01')).toEqual([
      ['2025-01-01', 210, 210, 0],
      ['2025-02-01', 210, 0, 0],
    ])
    // a rate that was not known then is not used
    expect(await months('constant', '2025-02-15')).toEqual([
      ['2025-01-01', 160, 160, 0],
      ['2025-02-01', 160, 0, 0],
    ])
  })
})

import { expect } from 'vitest'
import type { Row, SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

/** A platform fee of 100, and usage that is billed each month. */
const metered: SourceRows = {
  subscription_periods: [
    { customer_id: 'a', subscription_id: 's', item_id: 'fee', started_at: '2025-01-01', amount: 100 },
    ...[30, 50, 20].map((amount, index) => ({
      customer_id: 'a',
      subscription_id: 's',
      item_id: 'usage',
      started_at: new Date(Date.UTC(2025, index, 1)).toISOString(),
      ended_at: new Date(Date.UTC(2025, index + 1, 1)).toISOString(),
      amount,
      usage_type: 'metered',
    })),
  ],
}

const signed = (from: string, to: string, more: Row): Row => ({
  account_id: 'acme',
  start_date: from,
  end_date: to,
  ...more,
})

onBothEngines((test) => {
  test('metered items are revenue only by option, with the amount billed for each month', async ({
    given,
  }) => {
    const { ask } = await given(metered)
    const mrr = async (usage_revenue: string) =>
      (
        await ask({
          metrics: ['mrr', 'expansion_mrr', 'contraction_mrr'],
          grain: 'month',
          to: '2025-03-31',
          asOf: '2025-04-01',
          options: { usage_revenue },
        })
      ).map((row) => Object.values(row))
    expect(await mrr('exclude')).toEqual([
      ['2025-01-01', 100, 0, 0],
      ['2025-02-01', 100, 0, 0],
      ['2025-03-01', 100, 0, 0],
    ])
    expect(await mrr('billed')).toEqual([
      ['2025-01-01', 130, 0, 0],
      ['2025-02-01', 150, 20, 0],
      ['2025-03-01', 120, 0, -30],
    ])
  })

  test('by option, usage counts with the mean of its last three periods', async ({ given }) => {
    const { ask, sql } = await given(metered)
    const months = { grain: 'month' as const, to: '2025-03-31', asOf: '2025-04-01' }
    const options = { usage_revenue: 'trailing_average' }
    // 30, then (30 + 50) / 2, then (30 + 50 + 20) / 3, on top of 100
    const smoothed = await ask({ metrics: ['mrr'], ...months, options })
    expect(smoothed.map(({ mrr }) => mrr)).toEqual([130, 140, 133.333333])
    expect(
      await sql(`
        select round(100 + avg(amount), 6)::float as mrr from source.subscription_periods
        where item_id = 'usage'`),
    ).toEqual([{ mrr: 133.333333 }])
    // with three periods, it is the moving average of what was billed
    const billed = { metrics: [{ metric: 'mrr', over: 'average of 3 months' }], ...months }
    expect((await ask({ ...billed, options: { usage_revenue: 'billed' } }))[2]).toEqual({
      period: '2025-03-01',
      mrr: 133.333333,
    })
  })

  test('a company priced by usage alone has revenue by option, in its only currency', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        { customer_id: 'a', started_at: '2025-01-01', amount: 40, usage_type: 'metered', currency: 'EUR' },
      ],
    })
    const billed = { metrics: ['mrr'], asOf: '2025-03-01', options: { usage_revenue: 'billed' } }
    expect(await ask({ metrics: ['mrr'], asOf: '2025-03-01' })).toEqual([{ mrr: 0 }])
    expect(await ask(billed)).toEqual([{ mrr: 40 }])
    // a second currency without a rate cannot be added
    const { rejection } = await given({
      subscription_periods: [
        { customer_id: 'a', started_at: '2025-01-01', amount: 40, usage_type: 'metered', currency: 'EUR' },
        { customer_id: 'b', started_at: '2025-01-01', amount: 10, currency: 'USD' },
      ],
    })
    expect((await rejection(billed)).code).toBe('MIXED_CURRENCIES')
  })

  test('a contract that is renewed within 45 days is not lost, a subscription without grace is', async ({
    given,
  }) => {
    const contracts = [
      signed('2024-01-01', '2024-12-31', { contract_id: 'first', arr: 1200 }),
      signed('2025-02-10', '2025-12-31', { contract_id: 'second', arr: 2400 }),
    ]
    const months = {
      metrics: ['mrr', 'churned_mrr', 'expansion_mrr'],
      grain: 'month' as const,
      from: '2024-12-01',
      to: '2025-02-28',
    }
    const { ask } = await given({ contracts })
    const known = async (asOf: string, options = {}) =>
      (await ask({ ...months, asOf, options })).map((row) => Object.values(row))
    // before the renewal the account counts as lost
    expect(await known('2025-02-05')).toEqual([
      ['2024-12-01', 100, 0, 0],
      ['2025-01-01', 0, -100, 0],
      ['2025-02-01', 0, 0, 0],
    ])
    expect(await known('2025-04-01')).toEqual([
      ['2024-12-01', 100, 0, 0],
      ['2025-01-01', 100, 0, 0],
      ['2025-02-01', 200, 0, 100],
    ])
    // 40 days are more than 39
    expect(await known('2025-04-01', { contract_late_renewal_grace_days: 39 })).toMatchObject([
      {},
      ['2025-01-01', 0, -100, 0],
      {},
    ])
    // the same gap of a subscription has no grace
    const { ask: askAgain } = await given({
      subscription_periods: [
        { customer_id: 'a', started_at: '2024-01-01', ended_at: '2025-01-01', amount: 100 },
        { customer_id: 'a', started_at: '2025-02-10', amount: 200 },
      ],
    })
    expect((await askAgain({ ...months, asOf: '2025-04-01' }))[1]).toMatchObject({
      mrr: 0,
      churned_mrr: -100,
    })
  })

  test('a subscription that bills a contract has the grace of contracts', async ({ given }) => {
    const { ask } = await given({
      billing_customers: [{ customer_id: 'c', account_id: 'acme' }],
      subscription_periods: [
        { customer_id: 'c', started_at: '2024-01-01', ended_at: '2025-01-01', amount: 100 },
        { customer_id: 'c', started_at: '2025-02-10', amount: 100 },
      ],
      contracts: [
        signed('2024-01-01', '2024-12-31', { contract_id: 'first', arr: 1200 }),
        signed('2025-02-10', '2026-02-09', { contract_id: 'second', arr: 1200 }),
      ],
    })
    expect(
      await ask({
        metrics: ['mrr'],
        grain: 'month',
        from: '2025-01-01',
        to: '2025-01-31',
        asOf: '2025-04-01',
      }),
    ).toEqual([{ period: '2025-01-01', mrr: 100 }])
  })

  test('net retention can leave out the escalators of renewed contracts', async ({ given }) => {
    const nrr = async (contracts: readonly Row[], options: Record<string, unknown>) => {
      const { ask } = await given({ contracts })
      const [row] = await ask({
        metrics: ['net_revenue_retention', 'gross_revenue_retention'],
        asOf: '2025-06-15',
        options,
      })
      return [row?.['net_revenue_retention'], row?.['gross_revenue_retention']]
    }
    const year = ['2024-01-01', '2024-12-31'] as const
    const next = ['2025-01-01', '2025-12-31'] as const
    const excluded = { contracted_escalators: 'excluded' }
    // from 10 seats at 120 to 15 seats at 132: 120 of the increase of 780 is the escalator
    const seats = [
      signed(...year, { contract_id: '1', arr: 1200, seats: 10 }),
      signed(...next, { contract_id: '2', arr: 1980, seats: 15, predecessor_id: '1' }),
    ]
    expect(await nrr(seats, {})).toEqual([1.65, 1])
    expect(await nrr(seats, excluded)).toEqual([1.55, 1])
    // without seats the increase is an escalator where the contract renewed by itself
    const automatic = (auto_renew: boolean) => [
      signed(...year, { contract_id: '1', arr: 1200, auto_renew }),
      signed(...next, { contract_id: '2', arr: 1260, predecessor_id: '1' }),
    ]
    expect(await nrr(automatic(true), excluded)).toEqual([1, 1])
    expect(await nrr(automatic(false), excluded)).toEqual([1.05, 1])
    // a lower price is contraction, with or without the option
    const lower = [
      signed(...year, { contract_id: '1', arr: 1200, auto_renew: true }),
      signed(...next, { contract_id: '2', arr: 1080, predecessor_id: '1' }),
    ]
    expect(await nrr(lower, excluded)).toEqual([0.9, 0.9])
  })
})

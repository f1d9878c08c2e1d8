import { expect } from 'vitest'
import { onBothEngines } from '../harness/warehouse.ts'

const at = (day: string) => `${day}T00:00:00Z`

const paid = (customer: string, from: string, to: string | null, amount: number, more = {}) => ({
  period_id: `${customer} ${from}`,
  subscription_id: customer,
  customer_id: customer,
  started_at: at(from),
  ended_at: to === null ? null : at(to),
  amount,
  interval: 'month',
  currency: 'USD',
  ...more,
})

onBothEngines((test) => {
  test('a year is twelve months, 52 weeks or 365 days, and two of an interval share its price', async ({
    given,
  }) => {
    const { ask } = await given({
      subscription_periods: [
        paid('year', '2024-01-01', null, 120, { interval: 'year' }),
        paid('quarter', '2024-01-01', null, 30, { interval: 'quarter' }),
        paid('week', '2024-01-01', null, 12, { interval: 'week' }),
        paid('day', '2024-01-01', null, 12, { interval: 'day' }),
        paid('two months', '2024-01-01', null, 50, { interval_count: 2 }),
      ],
    })
    // 10 + 10 + 12 * 52 / 12 + 12 * 365 / 12 + 25
    expect(await ask({ metrics: ['mrr'], asOf: '2024-01-31' })).toEqual([{ mrr: 462 }])
  })

  test('trials and metered items are no recurring revenue, and discounts are taken off unless asked for gross', async ({
    given,
  }) => {
    const { ask } = await given({
      subscription_periods: [
        paid('a', '2024-01-01', null, 100, { discount_amount: 20 }),
        paid('trial', '2024-01-01', null, 100, { is_trial: true }),
        paid('metered', '2024-01-01', null, 100, { usage_type: 'metered' }),
      ],
    })
    expect(await ask({ metrics: ['mrr'], asOf: '2024-01-31' })).toEqual([{ mrr: 80 }])
    expect(await ask({ metrics: ['mrr'], asOf: '2024-01-31', options: { discounts: 'gross' } })).toEqual([
      { mrr: 100 },
    ])
  })

  test('every movement is seen once, start and movements make the end, and a renewal at the same price is none', async ({
    given,
  }) => {
    const { ask } = await given({
      subscription_periods: [
        paid('up', '2024-01-01', '2024-02-01', 10),
        paid('up', '2024-02-01', null, 30),
        paid('down', '2024-01-01', '2024-02-01', 40),
        paid('down', '2024-02-01', null, 15),
        paid('gone', '2024-01-01', '2024-02-01', 7),
        paid('back', '2024-01-01', '2024-02-01', 5),
        paid('back', '2024-03-01', null, 6),
        paid('same', '2024-01-01', '2024-02-01', 9),
        paid('same', '2024-02-01', null, 9),
      ],
    })
    const movements = await ask({
      metrics: [
        'starting_mrr',
        'new_mrr',
        'expansion_mrr',
        'contraction_mrr',
        'churned_mrr',
        'reactivation_mrr',
        'fx_mrr',
        'mrr',
      ],
      grain: 'month',
      asOf: '2024-03-31',
    })
    const row = (period: string, values: readonly number[]) => ({
      period,
      starting_mrr: values[0],
      new_mrr: values[1],
      expansion_mrr: values[2],
      contraction_mrr: values[3],
      churned_mrr: values[4],
      reactivation_mrr: values[5],
      fx_mrr: 0,
      mrr: values[6],
    })
    expect(movements).toEqual([
      row('2024-01-01', [0, 71, 0, 0, 0, 0, 71]),
      row('2024-02-01', [71, 0, 20, -25, -12, 0, 54]),
      row('2024-03-01', [54, 0, 0, 0, 0, 6, 60]),
    ])
  })

  test('two customers of one company that become one are neither churn nor new', async ({ given }) => {
    const { ask } = await given({
      accounts: [{ account_id: 'acme', name: 'Acme' }],
      billing_customers: [
        { customer_id: 'team a', account_id: 'acme' },
        { customer_id: 'team b', account_id: 'acme' },
      ],
      subscription_periods: [
        paid('team a', '2024-01-01', '2024-02-01', 10),
        paid('team b', '2024-01-01', null, 10),
        paid('team b', '2024-02-01', null, 15, { period_id: 'more seats', item_id: 'seats' }),
      ],
    })
    expect(
      await ask({
        metrics: ['new_paying_accounts', 'churned_accounts', 'expansion_mrr', 'paying_accounts'],
        grain: 'month',
        from: '2024-02-01',
        asOf: '2024-02-29',
      }),
    ).toEqual([
      {
        period: '2024-02-01',
        new_paying_accounts: 0,
        churned_accounts: 0,
        expansion_mrr: 5,
        paying_accounts: 1,
      },
    ])
  })

  test('what exchange rates alone did is its own movement', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        paid('us', '2024-01-01', null, 10),
        paid('eu', '2024-01-01', null, 100, { currency: 'EUR' }),
      ],
      fx_rates: [
        { day: '2024-01-31', currency: 'EUR', rate: 1.1 },
        { day: '2024-02-29', currency: 'EUR', rate: 1.2 },
      ],
    })
    expect(
      await ask({
        metrics: ['mrr', 'fx_mrr', 'expansion_mrr'],
        grain: 'month',
        asOf: '2024-02-29T12:00:00Z',
      }),
    ).toEqual([
      { period: '2024-01-01', mrr: 120, fx_mrr: 0, expansion_mrr: 0 },
      { period: '2024-02-01', mrr: 130, fx_mrr: 10, expansion_mrr: 0 },
    ])
  })

  test('the end of the data is not churn', async ({ given }) => {
    const { ask } = await given({ subscription_periods: [paid('a', '2024-01-01', '2024-03-01', 10)] })
    expect(await ask({ metrics: ['mrr', 'churned_mrr'], grain: 'month', asOf: '2024-03-01' })).toEqual([
      { period: '2024-01-01', mrr: 10, churned_mrr: 0 },
      { period: '2024-02-01', mrr: 10, churned_mrr: 0 },
    ])
  })

  test('mrr agrees with a query written by hand', async ({ given }) => {
    const { ask, sql } = await given({
      subscription_periods: [
        paid('a', '2024-01-15', '2024-03-10', 10),
        paid('b', '2024-02-01', null, 20),
        paid('c', '2024-02-10', '2024-02-20', 40),
      ],
    })
    expect(await ask({ metrics: ['mrr'], grain: 'month', asOf: '2024-04-15' })).toEqual(
      await sql(`
        select to_char(month, 'YYYY-MM-DD') as period, coalesce(sum(amount), 0) as mrr
        from generate_series(timestamp '2024-01-01', '2024-04-01', interval '1 month') as months (month)
        left join source.subscription_periods
          on started_at < least(month + interval '1 month', timestamp '2024-04-15 00:00:01') at time zone 'UTC'
          and (ended_at is null
            or ended_at >= least(month + interval '1 month', timestamp '2024-04-15 00:00:01') at time zone 'UTC')
        group by month
        order by month
      `),
    )
  })
})

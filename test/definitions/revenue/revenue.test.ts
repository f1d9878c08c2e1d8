import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-07-01'

const movements = [
  'starting_mrr',
  'new_mrr',
  'expansion_mrr',
  'contraction_mrr',
  'churned_mrr',
  'reactivation_mrr',
  'fx_mrr',
  'mrr',
]

let periods = 0
const paid = (
  customer_id: string,
  amount: number,
  started_at: string,
  ended_at: string | null = null,
  more: Row = {},
): Row => ({
  period_id: `period-${(periods += 1)}`,
  subscription_id: `${customer_id} ${started_at}`,
  customer_id,
  amount,
  started_at,
  ended_at,
  ...more,
})

const customersOf = (account_id: string, ...customers: readonly string[]): readonly Row[] =>
  customers.map((customer_id) => ({ customer_id, account_id }))

onBothEngines((test) => {
  test.for([
    ['a month', 100, 'month', 1, 100],
    ['three months', 300, 'month', 3, 100],
    ['a quarter', 300, 'quarter', 1, 100],
    ['two quarters', 600, 'quarter', 2, 100],
    ['a year', 1200, 'year', 1, 100],
    ['two years', 2400, 'year', 2, 100],
    ['a week', 12, 'week', 1, 52],
    ['two weeks', 12, 'week', 2, 26],
    ['a day', 12, 'day', 1, 365],
    ['a year, in cents that do not divide', 100, 'year', 1, 8.333333],
  ] as const)('the monthly amount of %s is a twelfth of a year', async (row, { given }) => {
    const [, amount, interval, interval_count, mrr] = row
    const { ask } = await given({
      subscription_periods: [paid('acme', amount, '2025-01-01', null, { interval, interval_count })],
    })
    expect(await ask({ metrics: ['mrr'], asOf })).toEqual([{ mrr }])
  })

  test('MRR is net of recurring discounts, unless the query uses list prices', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        paid('acme', 1200, '2025-01-01', null, { interval: 'year', discount_amount: 240 }),
      ],
    })
    expect(await ask({ metrics: ['mrr', 'arr'], asOf })).toEqual([{ mrr: 80, arr: 960 }])
    expect(await ask({ metrics: ['mrr', 'arr'], asOf, options: { mrr_discounts: 'gross' } })).toEqual([
      { mrr: 100, arr: 1200 },
    ])
  })

  test('trials and metered items are not recurring revenue', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        paid('trial', 100, '2025-01-01', null, { is_trial: true }),
        paid('metered', 100, '2025-01-01', null, { usage_type: 'metered' }),
        paid('licensed', 10, '2025-01-01', null, { usage_type: 'licensed' }),
        paid('free', 0, '2025-01-01'),
      ],
    })
    expect(await ask({ metrics: ['mrr', 'paying_accounts', 'arpa'], asOf })).toEqual([
      { mrr: 10, paying_accounts: 1, arpa: 10 },
    ])
  })

  test('a month counts the items that are active at its end', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        paid('within', 1, '2025-01-10', '2025-01-20'),
        paid('to its end', 2, '2025-01-10', '2025-02-01'),
        paid('a moment less', 4, '2025-01-10', '2025-01-31T23:59:59Z'),
        paid('from its last moment', 8, '2025-01-31T23:59:59Z', '2025-02-01'),
        paid('from the next month', 16, '2025-02-01', '2025-02-02'),
      ],
    })
    const rows = await ask({ metrics: ['mrr'], grain: 'month', to: '2025-02-28', asOf })
    expect(rows).toEqual([
      { period: '2025-01-01', mrr: 10 },
      { period: '2025-02-01', mrr: 0 },
    ])
  })

  test('a month ends at midnight of the query’s time zone', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [paid('acme', 10, '2025-01-31T23:30:00Z', '2025-02-28T23:30:00Z')],
    })
    const request = { metrics: ['mrr'], grain: 'month' as const, from: '2025-01-01', to: '2025-02-28', asOf }
    expect((await ask(request)).map(({ mrr }) => mrr)).toEqual([10, 0])
    expect((await ask({ ...request, timeZone: 'Europe/Berlin' })).map(({ mrr }) => mrr)).toEqual([0, 10])
  })

  test('the current month is as of now, and items with a later end are active', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        paid('stays', 10, '2025-01-01', '2025-06-20'),
        paid('left', 20, '2025-01-01', '2025-06-10'),
        paid('comes', 40, '2025-06-15T12:00:00Z'),
        paid('comes later', 80, '2025-06-15T12:00:00.001Z'),
      ],
    })
    const metrics = ['mrr', 'new_mrr', 'churned_mrr']
    expect(
      await ask({
        metrics,
        grain: 'month',
        from: '2025-05-01',
        to: '2025-12-31',
        asOf: '2025-06-15T12:00:00Z',
      }),
    ).toEqual([
      { period: '2025-05-01', mrr: 30, new_mrr: 0, churned_mrr: 0 },
      { period: '2025-06-01', mrr: 50, new_mrr: 40, churned_mrr: -20 },
    ])
  })

  test('a customer is new, expands, contracts, churns and is reactivated with its full revenue', async ({
    given,
  }) => {
    const { ask } = await given({
      subscription_periods: [
        paid('acme', 100, '2025-01-01', '2025-02-01'),
        paid('acme', 150, '2025-02-01', '2025-03-01'),
        paid('acme', 120, '2025-03-01', '2025-04-01'),
        paid('acme', 80, '2025-05-01'),
      ],
    })
    const rows = await ask({ metrics: movements, grain: 'month', to: '2025-06-30', asOf })
    expect(rows.map((row) => Object.values(row))).toEqual([
      // start, new, expansion, contraction, churn, reactivation, exchange rates, end
      ['2025-01-01', 0, 100, 0, 0, 0, 0, 0, 100],
      ['2025-02-01', 100, 0, 50, 0, 0, 0, 0, 150],
      ['2025-03-01', 150, 0, 0, -30, 0, 0, 0, 120],
      ['2025-04-01', 120, 0, 0, 0, -120, 0, 0, 0],
      ['2025-05-01', 0, 0, 0, 0, 0, 80, 0, 80],
      ['2025-06-01', 80, 0, 0, 0, 0, 0, 0, 80],
    ])
    expect(await ask({ metrics: movements, grain: 'year', asOf })).toEqual([
      {
        period: '2025-01-01',
        starting_mrr: 0,
        new_mrr: 100,
        expansion_mrr: 50,
        contraction_mrr: -30,
        churned_mrr: -120,
        reactivation_mrr: 80,
        fx_mrr: 0,
        mrr: 80,
      },
    ])
  })

  test('logo churn is the share of churned customers, and the quick ratio is revenue won per revenue lost', async ({
    given,
  }) => {
    const { ask } = await given({
      subscription_periods: [
        paid('stays', 100, '2025-01-01'),
        paid('leaves', 100, '2025-01-01', '2025-02-01'),
        paid('comes', 50, '2025-02-01'),
      ],
    })
    expect(
      await ask({
        metrics: ['logo_churn_rate', 'revenue_quick_ratio', 'net_new_mrr'],
        grain: 'month',
        to: '2025-03-31',
        asOf,
      }),
    ).toEqual([
      { period: '2025-01-01', logo_churn_rate: null, revenue_quick_ratio: null, net_new_mrr: 200 },
      { period: '2025-02-01', logo_churn_rate: 0.5, revenue_quick_ratio: 0.5, net_new_mrr: -50 },
      { period: '2025-03-01', logo_churn_rate: 0, revenue_quick_ratio: null, net_new_mrr: 0 },
    ])
  })

  test('a renewal at the same price is not a movement', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        paid('acme', 1200, '2024-01-01', '2025-01-01', { interval: 'year' }),
        paid('acme', 300, '2025-01-01', null, { interval: 'quarter' }),
      ],
    })
    const rows = await ask({ metrics: ['net_new_mrr', 'mrr'], grain: 'month', from: '2025-01-01', asOf })
    expect(rows.every((row) => row['net_new_mrr'] === 0 && row['mrr'] === 100)).toBe(true)
    expect(
      await ask({ metrics: ['new_mrr', 'expansion_mrr', 'churned_mrr'], from: '2024-02-01', asOf }),
    ).toEqual([{ new_mrr: 0, expansion_mrr: 0, churned_mrr: 0 }])
  })

  test('two customers of a company that merge into one contract are neither lost nor won', async ({
    given,
  }) => {
    const { ask } = await given({
      billing_customers: customersOf('acme', 'team one', 'team two', 'headquarters'),
      subscription_periods: [
        paid('team one', 100, '2025-01-01', '2025-02-01'),
        paid('team two', 50, '2025-01-01', '2025-02-01'),
        paid('headquarters', 180, '2025-02-01'),
      ],
    })
    expect(
      await ask({
        metrics: ['new_mrr', 'expansion_mrr', 'contraction_mrr', 'churned_mrr', 'paying_accounts'],
        grain: 'month',
        to: '2025-02-28',
        asOf,
      }),
    ).toEqual([
      {
        period: '2025-01-01',
        new_mrr: 150,
        expansion_mrr: 0,
        contraction_mrr: 0,
        churned_mrr: 0,
        paying_accounts: 1,
      },
      {
        period: '2025-02-01',
        new_mrr: 0,
        expansion_mrr: 30,
        contraction_mrr: 0,
        churned_mrr: 0,
        paying_accounts: 1,
      },
    ])
  })

  const twoCurrencies = {
    fx_rates: [
      { day: '2025-01-15', currency: 'eur', rate: 9 },
      { day: '2025-01-31', currency: 'EUR', rate: 1.1 },
      { day: '2025-02-28', currency: 'EUR', rate: 1.2 },
    ],
    subscription_periods: [
      paid('dollars', 100, '2025-01-01', null, { currency: 'USD' }),
      paid('euros', 100, '2025-01-01', '2025-03-01', { currency: 'EUR' }),
      paid('euros', 150, '2025-03-01', null, { currency: 'eur' }),
    ],
  }

  test('changes of exchange rates are neither expansion nor contraction', async ({ given }) => {
    const { ask } = await given(twoCurrencies)
    const rows = await ask({ metrics: movements, grain: 'month', to: '2025-04-30', asOf })
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['2025-01-01', 0, 210, 0, 0, 0, 0, 0, 210],
      ['2025-02-01', 210, 0, 0, 0, 0, 0, 10, 220],
      // no rate of March: February's rate applies
      ['2025-03-01', 220, 0, 60, 0, 0, 0, 0, 280],
      ['2025-04-01', 280, 0, 0, 0, 0, 0, 0, 280],
    ])
  })

  test('an upgrade in a month with a lower rate is split into both changes', async ({ given }) => {
    const { ask } = await given({
      fx_rates: [
        { day: '2025-01-31', currency: 'EUR', rate: 1.5 },
        { day: '2025-02-28', currency: 'EUR', rate: 1 },
      ],
      subscription_periods: [
        paid('dollars', 1, '2025-01-01', null, { currency: 'USD' }),
        paid('euros', 100, '2025-01-01', '2025-02-01', { currency: 'EUR' }),
        paid('euros', 120, '2025-02-01', null, { currency: 'EUR' }),
      ],
    })
    expect(
      await ask({
        metrics: ['expansion_mrr', 'contraction_mrr', 'fx_mrr', 'mrr'],
        grain: 'month',
        from: '2025-02-01',
        to: '2025-02-28',
        asOf,
      }),
    ).toEqual([{ period: '2025-02-01', expansion_mrr: 20, contraction_mrr: 0, fx_mrr: -50, mrr: 121 }])
  })

  test('a company that bills in one currency needs no rates', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [paid('acme', 100, '2025-01-01', null, { currency: 'EUR' })],
    })
    expect(await ask({ metrics: ['mrr'], asOf })).toEqual([{ mrr: 100 }])
  })

  test('an account has the plan with most of its revenue', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        paid('acme', 100, '2025-01-01', null, { plan: 'team' }),
        paid('acme', 60, '2025-01-01', null, { plan: 'support' }),
        paid('beta', 10, '2025-01-01', null, { plan: 'support' }),
        paid('gamma', 1, '2025-01-01'),
      ],
    })
    expect(await ask({ metrics: ['mrr', 'paying_accounts'], by: ['plan'], asOf })).toEqual([
      { plan: 'support', mrr: 10, paying_accounts: 1 },
      { plan: 'team', mrr: 160, paying_accounts: 1 },
      { plan: null, mrr: 1, paying_accounts: 1 },
    ])
  })

  test('revenue equals a hand-written query for every account and month', async ({ given }) => {
    const { ask, sql } = await given({
      billing_customers: [...customersOf('acme', 'c0', 'c1'), ...customersOf('beta', 'c2', 'c3', 'c4')],
      subscription_periods: Array.from({ length: 36 }, (_, index) =>
        paid(
          `c${index % 6}`,
          10 + ((index * 17) % 90),
          `2025-0${1 + (index % 5)}-${10 + (index % 19)}`,
          index % 4 === 0 ? null : `2025-0${2 + (index % 5)}-${10 + ((index * 3) % 19)}`,
          { interval: ['month', 'year', 'quarter'][index % 3] },
        ),
      ),
    })
    expect(
      await ask({
        metrics: ['mrr', 'new_mrr', 'expansion_mrr', 'contraction_mrr', 'churned_mrr', 'reactivation_mrr'],
        by: ['account'],
        grain: 'month',
        to: '2025-06-30',
        asOf,
      }),
    ).toEqual(
      await sql(`
        with amounts as (
          select
            coalesce(customers.account_id, 'customer:' || periods.customer_id) as account,
            started_at,
            ended_at,
            amount / case periods.interval when 'year' then 12 when 'quarter' then 3 else 1 end as amount
          from source.subscription_periods as periods
          left join source.billing_customers as customers on periods.customer_id = customers.customer_id
        ),
        mrr as (
          select
            accounts.account,
            months.month::date as period,
            coalesce((
              select sum(amount) from amounts
              where amounts.account = accounts.account
                and started_at < months.month + interval '1 month'
                and (ended_at is null or ended_at >= months.month + interval '1 month')
            ), 0) as mrr
          from (select distinct account from amounts) as accounts
          cross join generate_series(timestamptz '2025-01-01', '2025-06-01', '1 month') as months (month)
        ),
        changes as (
          select
            account, period, mrr,
            coalesce(lag(mrr) over earlier, 0) as before,
            coalesce(max(mrr) over (earlier rows between unbounded preceding and 1 preceding), 0) as most
          from mrr window earlier as (partition by account order by period)
        )
        select
          period,
          account,
          round(mrr, 6) as mrr,
          case when most = 0 then round(mrr, 6) else 0 end as new_mrr,
          case when before > 0 and mrr > before then round(mrr - before, 6) else 0 end as expansion_mrr,
          case when mrr > 0 and mrr < before then round(mrr - before, 6) else 0 end as contraction_mrr,
          case when mrr = 0 then round(-before, 6) else 0 end as churned_mrr,
          case when most > 0 and before = 0 then round(mrr, 6) else 0 end as reactivation_mrr
        from changes
        order by period, account collate "C"`),
    )
  })
})

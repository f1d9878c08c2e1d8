import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const subscription = { customer_id: 'c', started_at: '2025-01-01', amount: 100 }
const customer = { customer_id: 'c', account_id: 'acme' }
const contract = { account_id: 'acme', start_date: '2025-02-01', end_date: '2026-01-31', arr: 5000 }

onBothEngines((test) => {
  test('without contracts, ARR is twelve times MRR', async ({ given }) => {
    const { ask } = await given({ subscription_periods: [subscription] })
    expect(await ask({ metrics: ['mrr', 'arr'], asOf: '2025-03-15' })).toEqual([{ mrr: 100, arr: 1200 }])
  })

  test('a contract with priced billing items contributes nothing, because the items are its billing', async ({
    given,
  }) => {
    const { ask } = await given({
      billing_customers: [customer],
      subscription_periods: [subscription],
      contracts: [contract],
    })
    expect(
      await ask({ metrics: ['mrr', 'arr'], grain: 'month', to: '2025-03-31', asOf: '2025-04-01' }),
    ).toEqual([
      { period: '2025-01-01', mrr: 100, arr: 1200 },
      { period: '2025-02-01', mrr: 100, arr: 1200 },
      { period: '2025-03-01', mrr: 100, arr: 1200 },
    ])
  })

  test('seats added during a term are in MRR and in ARR, which is twelve times MRR', async ({ given }) => {
    const { ask } = await given({
      billing_customers: [customer],
      subscription_periods: [
        {
          ...subscription,
          started_at: '2025-02-01',
          ended_at: '2025-06-10',
          subscription_id: 's',
          amount: 400,
        },
        { ...subscription, started_at: '2025-06-10', subscription_id: 's', amount: 475 },
      ],
      contracts: [contract],
    })
    expect(
      await ask({
        metrics: ['mrr', 'arr'],
        by: ['account'],
        grain: 'month',
        from: '2025-05-01',
        to: '2025-06-30',
        asOf: '2025-07-01',
      }),
    ).toEqual([
      { period: '2025-05-01', account: 'acme', mrr: 400, arr: 4800 },
      { period: '2025-06-01', account: 'acme', mrr: 475, arr: 5700 },
    ])
  })

  test('a contract contributes a twelfth of its annual value per month, while billing has no priced item of the account', async ({
    given,
  }) => {
    const { ask } = await given({
      billing_customers: [customer],
      subscription_periods: [
        // a free plan bills nothing, and the item that ended in March was the contract's billing until then
        { ...subscription, period_id: 'free', amount: 0 },
        { ...subscription, started_at: '2025-02-10', ended_at: '2025-03-20', amount: 400 },
      ],
      contracts: [contract],
    })
    const months = await ask({
      metrics: [
        'mrr',
        'arr',
        'new_mrr',
        'expansion_mrr',
        'contraction_mrr',
        'churned_mrr',
        'paying_accounts',
      ],
      grain: 'month',
      from: '2025-01-01',
      to: '2025-03-31',
      asOf: '2025-04-01',
    })
    expect(months.map((row) => Object.values(row))).toEqual([
      ['2025-01-01', 0, 0, 0, 0, 0, 0, 0],
      ['2025-02-01', 400, 4800, 400, 0, 0, 0, 1],
      ['2025-03-01', 416.666667, 5000, 0, 16.666667, 0, 0, 1],
    ])
    // it is one account, with several payers
    expect(await ask({ metrics: ['mrr'], by: ['account'], asOf: '2025-02-05' })).toEqual([
      { account: 'acme', mrr: 416.666667 },
    ])
  })

  test('a workspace of an account with a contract is paid for', async ({ given }) => {
    const { ask } = await given({
      workspaces: [{ workspace_id: 'w', created_at: '2025-01-20', account_id: 'acme' }],
      subscription_periods: [],
      contracts: [contract],
    })
    expect(
      await ask({
        metrics: ['newly_paid_workspaces', 'days_to_paid_p50'],
        asOf: '2025-04-01',
        options: { free_to_paid_window_days: 30 },
      }),
    ).toEqual([{ newly_paid_workspaces: 1, days_to_paid_p50: 12 }])
  })

  test('a signed contract that has not begun counts in carr only, once, and a renewal only with its difference', async ({
    given,
  }) => {
    const { ask, rejection } = await given({
      billing_customers: [customer],
      subscription_periods: [subscription],
      contracts: [
        { ...contract, contract_id: 'running' },
        {
          contract_id: 'renewal',
          account_id: 'acme',
          start_date: '2026-02-01',
          end_date: '2027-01-31',
          arr: 5600,
          predecessor_id: 'running',
        },
        {
          contract_id: 'other',
          account_id: 'globex',
          start_date: '2025-07-01',
          end_date: '2026-06-30',
          arr: 900,
        },
      ],
    })
    const by = ['account']
    expect(await ask({ metrics: ['arr', 'carr'], by, asOf: '2025-06-15' })).toEqual([
      { account: 'acme', arr: 1200, carr: 1800 },
      { account: 'globex', arr: 0, carr: 900 },
    ])
    // begun on the first of July
    expect(await ask({ metrics: ['arr', 'carr'], by, asOf: '2025-07-02' })).toEqual([
      { account: 'acme', arr: 1200, carr: 1800 },
      { account: 'globex', arr: 900, carr: 900 },
    ])
    // the signing date is unknown
    expect((await rejection({ metrics: ['carr'], grain: 'month' })).code).toBe('GRAIN_NOT_AVAILABLE')
  })

  test('a replacement contract adds the difference, before and after it begins, and only once', async ({
    given,
  }) => {
    const signed = (contract_id: string, year: number, arr: number, predecessor_id: string | null) => ({
      contract_id,
      account_id: 'acme',
      start_date: `${String(year)}-01-01`,
      end_date: `${String(year)}-12-31`,
      arr,
      predecessor_id,
    })
    const { ask } = await given({
      subscription_periods: [],
      contracts: [
        signed('now', 2025, 1200, null),
        // a contract replaced by two, one of them renewed in advance
        signed('next', 2026, 1000, 'now'),
        signed('beside', 2026, 500, 'now'),
        signed('last', 2027, 1300, 'next'),
      ],
    })
    expect(await ask({ metrics: ['arr', 'carr'], by: ['account'], asOf: '2025-06-15' })).toEqual([
      { account: 'acme', arr: 1200, carr: 1800 },
    ])
  })

  test('contracts without a subscription count, and two contracts add up', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [],
      contracts: [contract, { ...contract, contract_id: 'second', arr: 700 }],
    })
    expect(await ask({ metrics: ['arr'], by: ['account'], asOf: '2025-06-15' })).toEqual([
      { account: 'acme', arr: 5700 },
    ])
  })

  test('a contract counts in ARR neither before it begins nor after it ends', async ({ given }) => {
    const { ask } = await given({ subscription_periods: [subscription], contracts: [contract] })
    const arr = async (asOf: string) => (await ask({ metrics: ['arr'], asOf }))[0]?.['arr']
    expect(await arr('2025-01-31')).toBe(1200)
    expect(await arr('2025-02-02')).toBe(6200)
    expect(await arr('2026-01-20')).toBe(6200)
    expect(await arr('2026-01-31T12:00:00Z')).toBe(6200)
    expect(await arr('2026-02-01T12:00:00Z')).toBe(1200)
    expect(await arr('2026-02-15')).toBe(1200)
  })

  test('a contract that ends with the last day of a month counts at the end of the month', async ({
    given,
  }) => {
    const { ask } = await given({ subscription_periods: [subscription], contracts: [contract] })
    expect(await ask({ metrics: ['arr'], grain: 'month', from: '2025-12-01', asOf: '2026-03-01' })).toEqual([
      { period: '2025-12-01', arr: 6200 },
      { period: '2026-01-01', arr: 6200 },
      { period: '2026-02-01', arr: 1200 },
    ])
  })

  test('a result lists accounts whose contract value differs from the invoiced amount, paid or not', async ({
    given,
  }) => {
    const billed = (id: string, amount: number, more: Row = {}): Row => ({
      customer_id: id,
      subscription_id: `of ${id}`,
      started_at: '2025-02-01',
      amount,
      ...more,
    })
    const { answer, ask } = await given({
      billing_customers: ['same', 'unpaid', 'less', 'more', 'euros'].map((id) => ({
        customer_id: id,
        account_id: id,
      })),
      contracts: ['same', 'unpaid', 'less', 'more', 'euros', 'unbilled'].map((account_id) => ({
        ...contract,
        account_id,
        arr: 1200,
      })),
      subscription_periods: [
        billed('same', 100),
        billed('unpaid', 100),
        // 1068 and 1812 a year: less than nine tenths of 1200, and more than one and a half times as much
        billed('less', 89),
        billed('more', 151),
        // two of these equal one of those
        billed('euros', 200, { currency: 'EUR' }),
      ],
      fx_rates: [{ day: '2025-01-01', currency: 'EUR', rate: 0.5 }],
      invoices: ['same', 'unpaid', 'less', 'more', 'euros'].map((id) => ({
        customer_id: id,
        subscription_id: `of ${id}`,
        issued_at: '2025-02-01',
        paid_at: id === 'unpaid' ? null : '2025-06-01',
      })),
    })
    const question = {
      metrics: ['mrr'],
      where: [{ dimension: 'account', operator: 'eq' as const, value: 'unpaid' }],
    }
    expect(await ask(question)).toEqual([{ mrr: 0 }])
    expect((await answer(question)).provenance.notes).toContain(
      'Across all accounts, the annual contract value of these accounts now differs much from the amount billed ' +
        '(account, contracted, billed); revenue is based on billing. Found: less 1200 1068, more 1200 1812.',
    )
  })
})

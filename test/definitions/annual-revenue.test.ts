import { expect } from 'vitest'
import { onBothEngines } from '../harness/warehouse.ts'

const subscription = { customer_id: 'c', started_at: '2025-01-01', amount: 100 }
const customer = { customer_id: 'c', account_id: 'acme' }
const contract = { account_id: 'acme', start_date: '2025-02-01', end_date: '2026-01-31', arr: 5000 }

onBothEngines((test) => {
  test('without a contract a year is twelve months', async ({ given }) => {
    const { ask } = await given({ subscription_periods: [subscription] })
    expect(await ask({ metrics: ['mrr', 'arr'], asOf: '2025-03-15' })).toEqual([{ mrr: 100, arr: 1200 }])
  })

  test('while a contract runs the account is worth what was signed', async ({ given }) => {
    const { ask } = await given({
      billing_customers: [customer],
      subscription_periods: [subscription],
      contracts: [contract],
    })
    expect(await ask({ metrics: ['arr'], grain: 'month', to: '2025-03-31', asOf: '2025-04-01' })).toEqual([
      { period: '2025-01-01', arr: 1200 },
      { period: '2025-02-01', arr: 5000 },
      { period: '2025-03-01', arr: 5000 },
    ])
  })

  test('a contract without a subscription counts too, two contracts add up', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [],
      contracts: [contract, { ...contract, contract_id: 'second', arr: 700 }],
    })
    expect(await ask({ metrics: ['arr'], by: ['account'], asOf: '2025-06-15' })).toEqual([
      { account: 'acme', arr: 5700 },
    ])
  })

  test('signed and not begun is not annual revenue yet, ended is none any more', async ({ given }) => {
    const { ask } = await given({ subscription_periods: [subscription], contracts: [contract] })
    const arr = async (asOf: string) => (await ask({ metrics: ['arr'], asOf }))[0]?.['arr']
    expect(await arr('2025-01-31')).toBe(1200)
    expect(await arr('2025-02-02')).toBe(6200)
    expect(await arr('2026-01-20')).toBe(6200)
    expect(await arr('2026-01-31T12:00:00Z')).toBe(6200)
    expect(await arr('2026-02-01T12:00:00Z')).toBe(1200)
    expect(await arr('2026-02-15')).toBe(1200)
  })

  test('a contract that ends with a month is there at its end', async ({ given }) => {
    const { ask } = await given({ subscription_periods: [subscription], contracts: [contract] })
    expect(await ask({ metrics: ['arr'], grain: 'month', from: '2025-12-01', asOf: '2026-03-01' })).toEqual([
      { period: '2025-12-01', arr: 6200 },
      { period: '2026-01-01', arr: 6200 },
      { period: '2026-02-01', arr: 1200 },
    ])
  })
})

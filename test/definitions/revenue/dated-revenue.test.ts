import { expect } from 'vitest'
import { onBothEngines } from '../../harness/warehouse.ts'

/** Ada and Cy pay themselves; both leave Acme for Beta in March. The customer of Cy names the account Acme. */
const payers = {
  accounts: [{ account_id: 'acme' }, { account_id: 'beta' }],
  users: ['ada', 'cy'].map((user_id) => ({
    user_id,
    email: `${user_id}@mail.example`,
    created_at: '2024-12-01',
  })),
  identity_accounts: ['ada', 'cy'].flatMap((user_id) => [
    { user_id, account_id: 'acme', valid_from: '2025-01-15', valid_to: '2025-03-10' },
    { user_id, account_id: 'beta', valid_from: '2025-03-10' },
  ]),
  billing_customers: [
    { customer_id: 'of ada', payer_user_id: 'ada' },
    { customer_id: 'of cy', payer_user_id: 'cy', account_id: 'acme' },
  ],
  subscription_periods: [
    { customer_id: 'of ada', started_at: '2024-12-01', amount: 100 },
    { customer_id: 'of cy', started_at: '2024-12-01', amount: 7 },
  ],
}

onBothEngines((test) => {
  test('revenue of a month is under the employer of the payer at its end', async ({ given }) => {
    const { ask } = await given(payers)
    const request = { metrics: ['dated_mrr', 'mrr'], by: ['account'], asOf: '2025-04-01' }
    const at = async (month: string) =>
      (await ask({ ...request, grain: 'month', from: month, to: month })).map(
        ({ account, dated_mrr, mrr }) => [account, dated_mrr, mrr],
      )
    // before the first record the account is today's
    expect(await at('2024-12-01')).toEqual([
      ['acme', 7, 7],
      ['beta', 100, 100],
    ])
    expect(await at('2025-02-01')).toEqual([
      ['acme', 107, 7],
      ['beta', 0, 100],
    ])
    expect(await at('2025-03-01')).toEqual([
      ['acme', 7, 7],
      ['beta', 100, 100],
    ])
  })

  test('the total is mrr, and the relocated part is what differs', async ({ given }) => {
    const { ask } = await given(payers)
    const metrics = ['dated_mrr', 'mrr', 'relocated_mrr']
    expect(
      await ask({ metrics, grain: 'month', from: '2025-01-01', to: '2025-03-31', asOf: '2025-04-01' }),
    ).toEqual([
      { period: '2025-01-01', dated_mrr: 107, mrr: 107, relocated_mrr: 100 },
      { period: '2025-02-01', dated_mrr: 107, mrr: 107, relocated_mrr: 100 },
      { period: '2025-03-01', dated_mrr: 107, mrr: 107, relocated_mrr: 0 },
    ])
  })

  test('in the current month, the employer is that of the query’s moment', async ({ given }) => {
    const { ask } = await given(payers)
    const request = { metrics: ['dated_mrr'], by: ['account'], from: '2025-03-01' }
    expect(await ask({ ...request, asOf: '2025-03-09' })).toEqual([{ account: 'acme', dated_mrr: 107 }])
    expect(await ask({ ...request, asOf: '2025-03-10' })).toEqual([
      { account: 'acme', dated_mrr: 7 },
      { account: 'beta', dated_mrr: 100 },
    ])
  })
})

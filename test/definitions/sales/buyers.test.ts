import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const paying = (...customers: readonly string[]): readonly Row[] =>
  customers.map((customer_id) => ({
    period_id: customer_id,
    customer_id,
    started_at: '2025-01-01',
    amount: 10,
  }))

onBothEngines((test) => {
  test('revenue belongs to the account that the customer names, else the workspace’s, the payer’s, the domain’s', async ({
    given,
  }) => {
    const { ask, sql } = await given({
      users: [{ user_id: 'ada', created_at: '2025-01-01', email: 'ada@gamma.test' }],
      workspaces: [{ workspace_id: 'w', created_at: '2025-01-01', account_id: 'beta' }],
      account_domains: [
        { domain: 'gamma.test', account_id: 'gamma' },
        { domain: 'delta.test', account_id: 'delta' },
      ],
      billing_customers: [
        { customer_id: 'named', account_id: 'acme', workspace_id: 'w' },
        { customer_id: 'of a workspace', workspace_id: 'w', payer_user_id: 'ada' },
        { customer_id: 'of a user', payer_user_id: 'ada' },
        { customer_id: 'of a domain', payer_email: 'Someone@Delta.test' },
        { customer_id: 'nobody’s', payer_email: 'someone@gmail.com' },
      ],
      subscription_periods: paying(
        'named',
        'of a workspace',
        'of a user',
        'of a domain',
        'nobody’s',
        'unregistered',
      ),
    })
    expect(await ask({ metrics: ['mrr'], by: ['account'], asOf: '2025-01-15' })).toEqual([
      { account: 'acme', mrr: 10 },
      { account: 'beta', mrr: 10 },
      { account: 'customer:nobody’s', mrr: 10 },
      { account: 'customer:unregistered', mrr: 10 },
      { account: 'delta', mrr: 10 },
      { account: 'gamma', mrr: 10 },
    ])
    expect(await sql('select buyer_id from entities.buyers where is_user order by buyer_id')).toEqual([
      { buyer_id: 'of a user' },
      { buyer_id: 'of a workspace' },
    ])
  })

  test('a payer with a user’s mail address is that user, and an internal user is not a payer', async ({
    given,
  }) => {
    const { sql } = await given({
      users: [
        { user_id: 'ada', created_at: '2025-01-01', email: 'Ada@acme.test' },
        { user_id: 'ada again', created_at: '2025-02-01', email: 'ada@acme.test' },
        { user_id: 'colleague', created_at: '2025-01-01', email: 'us@plumbline.test', is_internal: true },
      ],
      billing_customers: [
        { customer_id: 'by address', payer_email: 'ada@ACME.test' },
        { customer_id: 'by id', payer_user_id: 'ada again' },
        { customer_id: 'colleague', payer_email: 'us@plumbline.test' },
        { customer_id: 'finance', payer_email: 'finance@acme.test' },
      ],
      subscription_periods: [],
    })
    expect(await sql('select buyer_id, user_id, is_user from entities.buyers order by buyer_id')).toEqual([
      { buyer_id: 'by address', user_id: 'ada', is_user: true },
      { buyer_id: 'by id', user_id: 'ada', is_user: true },
      { buyer_id: 'finance', user_id: null, is_user: false },
    ])
  })

  test('in a data set of subscriptions alone, every customer has an account', async ({ given }) => {
    const { ask } = await given({ subscription_periods: paying('c1', 'c2') })
    expect(await ask({ metrics: ['paying_accounts', 'mrr', 'arr', 'arpa'], asOf: '2025-01-15' })).toEqual([
      { paying_accounts: 2, mrr: 20, arr: 240, arpa: 10 },
    ])
  })
})

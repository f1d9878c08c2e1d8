import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-06-30T12:00:00Z'

const customer = (
  customer_id: string,
  account_id: string,
  payer_email: string | null,
  more: Row = {},
): Row => ({
  customer_id,
  account_id,
  payer_email,
  ...more,
})

const pays = (customer_id: string, amount: number, seats: number | null, more: Row = {}): Row => ({
  period_id: `of ${customer_id}`,
  subscription_id: customer_id,
  customer_id,
  amount,
  seats,
  started_at: '2025-05-01',
  ...more,
})

const invoice = (invoice_id: string, customer_id: string, day: string, more: Row = {}): Row => ({
  invoice_id,
  customer_id,
  issued_at: `${day}T00:00:00Z`,
  paid_at: `${day}T00:00:00Z`,
  status: 'paid',
  ...more,
})

onBothEngines((test) => {
  test('three people who pay for one company without a contract make a candidate', async ({ given }) => {
    const { ask } = await given({
      accounts: ['acme', 'one mail', 'contract', 'two', 'ended'].map((account_id) => ({ account_id })),
      users: [{ user_id: 'ada', email: 'ada@gmail.com', created_at: '2025-01-01' }],
      workspaces: ['w1', 'w2'].map((workspace_id) => ({
        workspace_id,
        account_id: 'acme',
        created_at: '2025-01-01',
      })),
      billing_customers: [
        customer('a1', 'acme', 'a@acme.example', { workspace_id: 'w1' }),
        customer('a2', 'acme', 'b@acme.example', { workspace_id: 'w2' }),
        customer('a3', 'acme', 'c@acme.example', { workspace_id: 'w2' }),
        // a fourth customer of a person who pays already, under another spelling
        customer('a4', 'acme', 'C@acme.example'),
        // a customer without a known payer is no payer, but pays
        customer('a5', 'acme', null),
        ...['o1', 'o2', 'o3'].map((id) => customer(id, 'one mail', 'same@one.example')),
        ...['k1', 'k2', 'k3'].map((id) => customer(id, 'contract', `${id}@contract.example`)),
        ...['t1', 't2', 't3'].map((id) => customer(id, 'two', `${id}@two.example`)),
        ...['e1', 'e2', 'e3'].map((id) => customer(id, 'ended', `${id}@ended.example`)),
      ],
      subscription_periods: [
        // 10, 20, 16 and 12.5 for a seat: 0, 50, 37.5 and 20 % above the lowest price
        pays('a1', 100, 10),
        pays('a2', 40, 2),
        pays('a3', 80, 5),
        pays('a4', 25, 2),
        pays('a5', 5, null),
        ...['o1', 'o2', 'o3', 'k1', 'k2', 'k3', 't1', 't2'].map((id) => pays(id, 10, 1)),
        pays('t3', 0, 1),
        pays('e1', 10, 1),
        pays('e2', 10, 1),
        pays('e3', 10, 1, { ended_at: '2025-06-10' }),
      ],
      contracts: [
        { account_id: 'contract', start_date: '2025-06-15', end_date: '2026-06-14', arr: 9000 },
        { account_id: 'acme', start_date: '2024-01-01', end_date: '2024-12-31', arr: 9000 },
      ],
      invoices: [
        invoice('i1', 'a1', '2025-06-01'),
        invoice('i2', 'a2', '2025-06-03'),
        invoice('i3', 'a3', '2025-06-30'),
        invoice('i4', 'a5', '2025-05-31'),
        invoice('i5', 'a5', '2025-06-04', { status: 'void' }),
        invoice('i6', 'o1', '2025-06-04'),
      ],
    })
    const metrics = [
      'consolidation_candidates',
      'consolidation_payers',
      'consolidation_workspaces',
      'consolidation_mrr',
      'consolidation_price_gap',
      'consolidation_invoices',
    ]
    const acme = {
      account: 'acme',
      consolidation_candidates: 1,
      consolidation_payers: 3,
      consolidation_workspaces: 2,
      consolidation_mrr: 250,
      consolidation_price_gap: 0.2875,
      consolidation_invoices: 3,
    }
    expect(await ask({ metrics, by: ['account'], asOf })).toEqual([acme])
    // in May the contract had not started, and the third payer of `ended` still paid
    expect(
      await ask({
        metrics: ['consolidation_candidates', 'consolidation_mrr', 'consolidation_invoices'],
        grain: 'month',
        from: '2025-05-01',
        asOf,
      }),
    ).toEqual([
      {
        period: '2025-05-01',
        consolidation_candidates: 3,
        consolidation_mrr: 310,
        consolidation_invoices: 1,
      },
      {
        period: '2025-06-01',
        consolidation_candidates: 1,
        consolidation_mrr: 250,
        consolidation_invoices: 3,
      },
    ])
    const least = (consolidation_min_payers: number) =>
      ask({ metrics: ['consolidation_candidates'], options: { consolidation_min_payers }, asOf })
    expect(await least(2)).toEqual([{ consolidation_candidates: 3 }])
    expect(await least(4)).toEqual([{ consolidation_candidates: 0 }])
  })

  test('a price gap needs two known prices, and several accounts are averaged', async ({ given }) => {
    const { ask } = await given({
      accounts: ['even', 'uneven', 'unpriced'].map((account_id) => ({ account_id })),
      billing_customers: ['even', 'uneven', 'unpriced'].flatMap((account) =>
        [1, 2, 3].map((n) => customer(`${account} ${n}`, account, `p${n}@${account}.example`)),
      ),
      subscription_periods: [1, 2, 3].flatMap((n) => [
        pays(`even ${n}`, 10 * n, n),
        // 10, 20 and 40 for a seat: 0, 50 and 75 %
        pays(`uneven ${n}`, 10 * 2 ** (n - 1), 1),
        pays(`unpriced ${n}`, 10, n === 1 ? 1 : null),
      ]),
    })
    const metrics = ['consolidation_candidates', 'priced_consolidation_candidates', 'consolidation_price_gap']
    expect(await ask({ metrics, asOf })).toEqual([
      { consolidation_candidates: 3, priced_consolidation_candidates: 2, consolidation_price_gap: 0.25 },
    ])
    expect(await ask({ metrics: ['consolidation_price_gaps'], asOf })).toEqual([
      { consolidation_price_gaps: 0 + 0.5 },
    ])
    expect(await ask({ metrics: ['consolidation_price_gap'], by: ['account'], asOf })).toEqual([
      { account: 'even', consolidation_price_gap: 0 },
      { account: 'uneven', consolidation_price_gap: 0.5 },
      { account: 'unpriced', consolidation_price_gap: null },
    ])
  })
})

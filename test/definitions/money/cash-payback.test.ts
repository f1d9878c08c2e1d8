import { expect } from 'vitest'
import type { Row, SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const metrics = ['cash_payback_months', 'cash_recovered_share']

const paid = (paid_at: string | null, amount: number, more: Row = {}): Row => ({
  customer_id: 'acme',
  issued_at: '2025-01-01',
  paid_at,
  subtotal: amount,
  total: amount,
  amount_paid: paid_at === null ? 0 : amount,
  status: paid_at === null ? 'open' : 'paid',
  ...more,
})

/** Acme pays 100 a month since January, at a margin of 80 %; acquiring it cost 600. */
const company = (invoices: readonly Row[], more: SourceRows = {}): SourceRows => ({
  spend: [{ month: '2025-01-01', motion: 'PLG', amount: 600 }],
  accounts: [{ account_id: 'acme' }],
  billing_customers: [{ customer_id: 'acme', account_id: 'acme' }],
  subscription_periods: [{ customer_id: 'acme', plan: 'team', started_at: '2025-01-01', amount: 100 }],
  gross_margin: [{ month: '2025-01-01', plan: 'team', margin: 0.8 }],
  invoices,
  ...more,
})
const asOf = '2025-04-01'
const options = { past_due_grace_days: null }

onBothEngines((test) => {
  test('a year paid in advance pays back in the month of the payment', async ({ given }) => {
    const { ask } = await given(company([paid('2025-02-10', 1200)]))
    // nothing in January, 960 in February: one month and 600 / 960 of the second one
    expect(await ask({ metrics, asOf, options })).toEqual([
      { cohort: '2025-01-01', cash_payback_months: 1.625, cash_recovered_share: 1.6 },
    ])
    // by recurring revenue, 240 of 600 in three months
    expect(await ask({ metrics: ['cac_payback_months', 'recovered_share'], asOf, options })).toEqual([
      { cohort: '2025-01-01', cac_payback_months: null, recovered_share: 0.4 },
    ])
  })

  test('tax, unpaid invoices and the current month are left out', async ({ given }) => {
    const { ask } = await given(
      company([
        paid('2025-01-10', 500, { tax: 95, total: 595, amount_paid: 595 }),
        paid(null, 900),
        paid('2025-04-01', 900),
      ]),
    )
    // 80 % of 500 are 400
    expect(await ask({ metrics, asOf: '2025-04-20', options })).toEqual([
      { cohort: '2025-01-01', cash_payback_months: null, cash_recovered_share: 0.666666666667 },
    ])
  })

  test('money collected before the first revenue counts in its month, and costs are deducted', async ({
    given,
  }) => {
    const { ask } = await given(
      company([paid('2024-12-20', 1000, { issued_at: '2024-12-15' })], {
        cost_to_serve: [
          { month: '2025-01-01', account_id: 'acme', amount: 50 },
          { month: '2025-02-01', account_id: 'acme', amount: 50 },
        ],
      }),
    )
    // 800 - 50 in January, then -50
    expect(await ask({ metrics, asOf, options })).toEqual([
      { cohort: '2025-01-01', cash_payback_months: 0.8, cash_recovered_share: 1.166666666667 },
    ])
  })

  test('cash is the amount collected without tax times the margin, for any payment', async ({ given }) => {
    const { ask, sql } = await given(
      company([paid('2025-01-10', 120), paid('2025-02-10', 360), paid('2025-03-31', 90)]),
    )
    const [row] = await ask({ metrics, asOf, options })
    expect(
      await sql(`select round(sum(subtotal) * 0.8 / 600, 6)::float as share from source.invoices`),
    ).toEqual([{ share: row?.['cash_recovered_share'] }])
  })
})

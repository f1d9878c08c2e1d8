import { expect } from 'vitest'
import type { SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-04-15'

const invoices: SourceRows = {
  billing_customers: [{ customer_id: 'a', account_id: 'acme' }],
  invoices: [
    {
      invoice_id: 'paid',
      customer_id: 'a',
      issued_at: '2025-01-10',
      due_at: '2025-02-09',
      paid_at: '2025-02-20',
      status: 'paid',
      subtotal: 100,
      total: 120,
    },
    {
      invoice_id: 'part',
      customer_id: 'a',
      issued_at: '2025-02-10',
      due_at: '2025-03-12',
      paid_at: '2025-03-01',
      status: 'open',
      subtotal: 50,
      total: 60,
      amount_paid: 24,
    },
    {
      invoice_id: 'open',
      customer_id: 'b',
      issued_at: '2025-03-20',
      due_at: '2025-04-19',
      status: 'open',
      subtotal: 10,
      total: 12,
    },
    {
      invoice_id: 'lost',
      customer_id: 'b',
      issued_at: '2025-01-20',
      status: 'uncollectible',
      subtotal: 30,
      total: 36,
    },
    {
      invoice_id: 'credit',
      customer_id: 'a',
      issued_at: '2025-03-05',
      status: 'paid',
      subtotal: -5,
      total: -6,
    },
    {
      invoice_id: 'draft',
      customer_id: 'a',
      issued_at: '2025-03-05',
      status: 'draft',
      subtotal: 7,
      total: 8,
    },
    { invoice_id: 'void', customer_id: 'a', issued_at: '2025-03-05', status: 'void', subtotal: 7, total: 8 },
  ],
}

onBothEngines((test) => {
  test('invoices alone give what was billed and what was collected', async ({ given }) => {
    const { ask } = await given(invoices)
    const metrics = [
      'invoices_issued',
      'billed_amount',
      'collected_amount',
      'billed_amount_collected',
      'uncollectible_amount',
      'collection_rate',
    ]
    const months = await ask({ metrics, grain: 'month', asOf })
    expect(months.map((row) => Object.values(row))).toEqual([
      ['2025-01-01', 2, 156, 0, 120, 36, 0.769230769231],
      ['2025-02-01', 1, 60, 120, 24, 0, 0.4],
      // the credit note was settled on its date
      ['2025-03-01', 2, 6, 18, -6, 0, -1],
      ['2025-04-01', 0, 0, 0, 0, 0, null],
    ])
    expect(await ask({ metrics: ['billed_amount'], by: ['account'], asOf })).toEqual([
      { account: 'acme', billed_amount: 174 },
      { account: 'customer:b', billed_amount: 48 },
    ])
  })

  test('without tax, a partial payment has the invoice’s share of tax', async ({ given }) => {
    const { ask } = await given(invoices)
    expect(
      await ask({
        metrics: ['billed_amount', 'collected_amount', 'billed_amount_collected'],
        asOf,
        options: { invoice_tax: 'excluded' },
      }),
    ).toEqual([{ billed_amount: 185, collected_amount: 115, billed_amount_collected: 115 }])
  })

  test('what was billed is open until it is paid, and overdue from its due date', async ({ given }) => {
    const { ask } = await given(invoices)
    const months = await ask({
      metrics: ['open_amount', 'overdue_amount', 'overdue_invoices', 'overdue_share'],
      grain: 'month',
      asOf,
    })
    expect(months.map((row) => Object.values(row))).toEqual([
      ['2025-01-01', 120, 0, 0, 0],
      // `paid` was paid in February; `part` is not due yet
      ['2025-02-01', 60, 0, 0, 0],
      ['2025-03-01', 48, 36, 1, 0.75],
      // `open` is due on the nineteenth
      ['2025-04-01', 48, 36, 1, 0.75],
    ])
    expect(await ask({ metrics: ['overdue_amount'], asOf: '2025-04-20' })).toEqual([{ overdue_amount: 48 }])
    // as of then: `paid` was overdue, and its payment not known
    expect(await ask({ metrics: ['open_amount', 'overdue_amount'], asOf: '2025-02-15' })).toEqual([
      { open_amount: 180, overdue_amount: 120 },
    ])
    expect(await ask({ metrics: ['collected_amount'], asOf: '2025-02-15' })).toEqual([
      { collected_amount: 0 },
    ])
  })

  test('an invoice without a due date is due after the payment terms', async ({ given }) => {
    const { ask } = await given({
      invoices: [{ customer_id: 'a', issued_at: '2025-03-01', status: 'open', subtotal: 10, total: 10 }],
    })
    const overdue = async (payment_terms_days: number) =>
      (await ask({ metrics: ['overdue_amount'], asOf: '2025-03-20', options: { payment_terms_days } }))[0]
    expect(await overdue(0)).toEqual({ overdue_amount: 10 })
    expect(await overdue(30)).toEqual({ overdue_amount: 0 })
  })

  test('amounts in other currencies have the rate of their month, and are rejected without one', async ({
    given,
  }) => {
    const euros = [
      {
        customer_id: 'a',
        issued_at: '2025-01-10',
        paid_at: '2025-02-20',
        status: 'paid',
        subtotal: 10,
        total: 10,
        currency: 'eur',
      },
    ]
    const { ask } = await given({
      invoices: euros,
      fx_rates: [
        { day: '2025-01-31', currency: 'EUR', rate: 2 },
        { day: '2025-02-28', currency: 'EUR', rate: 3 },
      ],
    })
    expect(
      await ask({ metrics: ['billed_amount', 'collected_amount', 'billed_amount_collected'], asOf }),
    ).toEqual([{ billed_amount: 20, collected_amount: 30, billed_amount_collected: 20 }])
    const { rejection } = await given({ invoices: euros })
    expect((await rejection({ metrics: ['billed_amount'], asOf })).code).toBe('MIXED_CURRENCIES')
  })

  test('billed money equals a hand-written query', async ({ given }) => {
    const { ask, sql } = await given(invoices)
    const [row] = await sql(
      "select sum(total) as total from source.invoices where status not in ('draft', 'void')",
    )
    expect(await ask({ metrics: ['billed_amount'], asOf })).toEqual([{ billed_amount: row?.['total'] }])
  })
})

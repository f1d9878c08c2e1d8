import { describe, expect, test } from 'vitest'
import { adapting, type RawRows } from '../given-raw.ts'

const january = Date.UTC(2024, 0, 1) / 1000
const may = Date.UTC(2024, 4, 1) / 1000

/** Objects as Stripe's API returns them. */
const api = {
  customers: [
    { id: 'cus_1', email: 'ada@acme.com', created: january, livemode: true, metadata: { account_id: 'a1' } },
  ],
  subscriptions: [
    {
      id: 'sub_1',
      customer: 'cus_1',
      status: 'active',
      livemode: true,
      created: january,
      start_date: january,
      items: { data: [{ id: 'si_1', price: { id: 'price_1' }, quantity: 3, created: january }] },
      discount: { id: 'di_1', coupon: { id: 'co_1' }, start: january, end: may },
    },
  ],
  prices: [
    {
      id: 'price_1',
      currency: 'usd',
      type: 'recurring',
      nickname: 'Team',
      unit_amount: 1000,
      recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
    },
  ],
  coupons: [{ id: 'co_1', duration: 'repeating', percent_off: 50 }],
  invoices: [
    {
      id: 'in_1',
      customer: 'cus_1',
      subscription: 'sub_1',
      status: 'paid',
      livemode: true,
      currency: 'usd',
      created: january,
      subtotal: 3000,
      total: 3000,
      amount_paid: 3000,
      status_transitions: { finalized_at: january, paid_at: january + 60 },
    },
  ],
}

/** One column with the whole object. */
const asDocuments = (): RawRows =>
  Object.fromEntries(
    Object.entries(api).map(([table, objects]) => [
      table,
      objects.map((object) => ({ data: JSON.stringify(object) })),
    ]),
  )

/** A column for each key; objects and lists as JSON, as Airbyte writes them. */
const asColumns = (): RawRows =>
  Object.fromEntries(
    Object.entries(api).map(([table, objects]) => [
      table,
      objects.map((object) =>
        Object.fromEntries(
          Object.entries(object).map(([key, value]) => [
            key,
            typeof value === 'object' ? JSON.stringify(value) : String(value),
          ]),
        ),
      ),
    ]),
  )

describe.each([
  ['api', asDocuments()],
  ['airbyte', asColumns()],
])('objects of the API, laid out by %s', (loader, raw) => {
  const adapt = adapting('stripe', loader)

  test('give the same periods as the tables of Fivetran', async () => {
    expect((await adapt('subscription_periods', raw)).rows).toMatchObject([
      {
        subscription_id: 'sub_1',
        customer_id: 'cus_1',
        plan: 'Team',
        seats: 3,
        amount: 30,
        discount_amount: 15,
        currency: 'USD',
        started_at: '2024-01-01T00:00:00Z',
        ended_at: '2024-05-01T00:00:00Z',
      },
      { amount: 30, started_at: '2024-05-01T00:00:00Z' },
    ])
  })

  test('give customers and invoices', async () => {
    expect((await adapt('billing_customers', raw)).rows).toMatchObject([
      { customer_id: 'cus_1', account_id: 'a1', created_at: '2024-01-01T00:00:00Z' },
    ])
    expect((await adapt('invoices', raw)).rows).toMatchObject([
      { invoice_id: 'in_1', total: 30, issued_at: '2024-01-01T00:00:00Z', paid_at: '2024-01-01T00:01:00Z' },
    ])
  })
})

import { expect, test } from 'vitest'
import { adapting } from '../given-raw.ts'

const adapt = adapting('stripe', 'fivetran')

test('a customer has the account of its metadata, under the key that is declared', async () => {
  const customer = [
    {
      id: 'cus_1',
      email: 'ada@acme.com',
      created: '2024-01-01 10:00:00',
      is_deleted: 'FALSE',
      livemode: 'TRUE',
      metadata: '{"account_id": "a1", "crm": "0015500000"}',
    },
    { id: 'cus_test', livemode: 'FALSE' },
  ]
  const row = {
    customer_id: 'cus_1',
    payer_email: 'ada@acme.com',
    created_at: '2024-01-01T10:00:00Z',
    is_deleted: false,
  }
  expect((await adapt('billing_customers', { customer })).rows).toEqual([{ ...row, account_id: 'a1' }])
  expect((await adapt('billing_customers', { customer }, { account_metadata_key: 'crm' })).rows).toEqual([
    { ...row, account_id: '0015500000' },
  ])
})

const invoice = {
  id: 'in_1',
  customer_id: 'cus_1',
  status: 'paid',
  livemode: 'true',
  currency: 'usd',
  created: '2024-01-01 00:00:00',
  period_start: '2024-01-01 00:00:00',
  period_end: '2024-02-01 00:00:00',
  subtotal: '1000',
  tax: '190',
  total: '1190',
  amount_paid: '1190',
}
const invoices = async (raw: Parameters<typeof adapt>[1]) => (await adapt('invoices', raw)).rows

test('an invoice is in major units, issued when it was finalized and paid when Stripe says so', async () => {
  expect(
    await invoices({
      invoice: [
        {
          ...invoice,
          status_transitions_finalized_at: '2024-01-01 01:00:00',
          status_transitions_paid_at: '2024-01-03 00:00:00',
        },
      ],
    }),
  ).toEqual([
    {
      invoice_id: 'in_1',
      customer_id: 'cus_1',
      issued_at: '2024-01-01T01:00:00Z',
      paid_at: '2024-01-03T00:00:00Z',
      period_start: '2024-01-01T00:00:00Z',
      period_end: '2024-02-01T00:00:00Z',
      subtotal: 10,
      tax: 1.9,
      total: 11.9,
      amount_paid: 11.9,
      currency: 'USD',
      status: 'paid',
    },
  ])
})

test('an invoice without times of its own was issued when created, and paid by its first charge', async () => {
  const charge = [
    { id: 'ch_0', invoice_id: 'in_1', paid: 'FALSE', status: 'failed', created: '2024-01-02 00:00:00' },
    { id: 'ch_1', invoice_id: 'in_1', paid: 'TRUE', status: 'succeeded', created: '2024-01-05 00:00:00' },
  ]
  expect(await invoices({ invoice: [invoice], charge })).toMatchObject([
    { issued_at: '2024-01-01T00:00:00Z', paid_at: '2024-01-05T00:00:00Z' },
  ])
})

test('drafts and void invoices are left out, and charges are no invoices', async () => {
  const others = ['draft', 'void'].map((status) => ({ ...invoice, id: `in_${status}`, status }))
  expect(await invoices({ invoice: others, charge: [{ id: 'ch_1', paid: 'TRUE' }] })).toEqual([])
})

import { describe, expect, test } from 'vitest'
import { adapting } from './given-raw.ts'

describe('Recurly', () => {
  const adapt = adapting('recurly', 'fivetran')
  const plan = [{ id: 'plan_1', name: 'Team', interval_unit: 'months', interval_length: '3' }]
  const version = {
    id: 's1',
    account_id: 'acc_1',
    plan_id: 'plan_1',
    state: 'active',
    currency: 'usd',
    unit_amount: '10',
    quantity: '2',
    subtotal: '25',
    activated_at: '2024-01-01 00:00:00',
    current_term_started_at: '2024-01-01 00:00:00',
    current_period_ends_at: '2024-04-01 00:00:00',
    updated_at: '2024-01-01 00:00:00',
  }
  const periods = async (history: readonly Readonly<Record<string, unknown>>[]) =>
    (await adapt('subscription_periods', { plan, subscription_history: history })).rows

  test('the newest version of a term says its price, and the end of a period ends nothing', async () => {
    const rows = await periods([
      { ...version, subtotal: '99' },
      { ...version, updated_at: '2024-01-05 00:00:00' },
    ])
    expect(rows).toMatchObject([
      { subscription_id: 's1', amount: 25, interval: 'month', interval_count: 3, seats: 2, currency: 'USD' },
    ])
    expect(rows[0]).not.toHaveProperty('ended_at')
  })

  test('without a subtotal it is the price of the units', async () => {
    expect(await periods([{ ...version, subtotal: '' }])).toMatchObject([{ amount: 20 }])
  })

  test('a subscription ends when it has expired, and a term with another price begins a period', async () => {
    const second = {
      ...version,
      subtotal: '30',
      current_term_started_at: '2024-04-01 00:00:00',
      state: 'expired',
      expires_at: '2024-06-01 00:00:00',
      updated_at: '2024-06-01 00:00:00',
    }
    expect(
      (await periods([version, second])).map(({ amount, started_at, ended_at }) => [
        amount,
        started_at,
        ended_at,
      ]),
    ).toEqual([
      [25, '2024-01-01T00:00:00Z', '2024-04-01T00:00:00Z'],
      [30, '2024-04-01T00:00:00Z', '2024-06-01T00:00:00Z'],
    ])
  })

  test('a trial is a period of its own', async () => {
    const rows = await periods([
      { ...version, trial_started_at: '2024-01-01 00:00:00', trial_ends_at: '2024-01-15 00:00:00' },
    ])
    expect(rows.map(({ is_trial, started_at }) => [is_trial, started_at])).toEqual([
      [true, '2024-01-01T00:00:00Z'],
      [false, '2024-01-15T00:00:00Z'],
    ])
  })
})

describe.each(['tables', 'json'])("ChartMogul's format as %s", (layout) => {
  const adapt = adapting('chartmogul', layout)
  const line = (from: string, to: string, more: Readonly<Record<string, unknown>> = {}) => ({
    type: 'subscription',
    subscription_external_id: 's1',
    service_period_start: `${from}T00:00:00Z`,
    service_period_end: `${to}T00:00:00Z`,
    amount_in_cents: 900,
    discount_amount_in_cents: 100,
    quantity: 2,
    prorated: false,
    ...more,
  })
  const invoices = [
    ['i1', line('2024-01-01', '2024-02-01')],
    ['i2', line('2024-02-01', '2024-03-01')],
    ['i3', line('2024-02-10', '2024-03-01', { prorated: true, amount_in_cents: 50 })],
    ['i4', line('2024-03-01', '2024-04-01', { amount_in_cents: 1900, cancelled_at: '2024-04-01T00:00:00Z' })],
  ] as const
  const head = (id: string) => ({
    external_id: id,
    customer_external_id: 'c1',
    date: '2024-01-01T00:00:00Z',
    currency: 'USD',
  })
  const paid = { type: 'payment', result: 'successful', date: '2024-01-02T00:00:00Z' }
  const raw =
    layout === 'tables'
      ? {
          invoices: invoices.map(([id]) => head(id)),
          line_items: invoices.map(([id, item]) => ({ invoice_external_id: id, plan: 'Team', ...item })),
          transactions: invoices.map(([id]) => ({ invoice_external_id: id, ...paid })),
        }
      : {
          invoices: invoices.map(([id, item]) => ({
            data: JSON.stringify({
              ...head(id),
              line_items: [{ plan_name: 'Team', ...item }],
              transactions: [paid],
            }),
          })),
        }

  test('renewals merge, prorations are left out, and a cancellation ends the subscription', async () => {
    const { rows } = await adapt('subscription_periods', raw)
    expect(rows).toMatchObject([
      {
        plan: 'Team',
        amount: 10,
        discount_amount: 1,
        interval: 'month',
        seats: 2,
        started_at: '2024-01-01T00:00:00Z',
        ended_at: '2024-03-01T00:00:00Z',
      },
      { amount: 20, started_at: '2024-03-01T00:00:00Z', ended_at: '2024-04-01T00:00:00Z' },
    ])
  })

  test('an invoice is the sum of its lines, paid by its first payment', async () => {
    const { rows } = await adapt('invoices', raw)
    expect(rows.find(({ invoice_id }) => invoice_id === 'i1')).toMatchObject({
      total: 9,
      amount_paid: 9,
      status: 'paid',
      paid_at: '2024-01-02T00:00:00Z',
    })
  })
})

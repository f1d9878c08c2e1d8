import { describe, expect, test } from 'vitest'
import { adapting, type RawRows } from '../given-raw.ts'

const adapt = adapting('stripe', 'fivetran')

const customer = { id: 'cus_1', email: 'ada@acme.com', created: '2024-01-01 00:00:00', livemode: 'true' }
const subscription = {
  id: 'sub_1',
  customer_id: 'cus_1',
  status: 'active',
  livemode: 'true',
  created: '2024-01-01 00:00:00',
  start_date: '2024-01-01 00:00:00',
  _fivetran_active: 'true',
  _fivetran_synced: '2024-12-01 00:00:00',
}
const item = {
  id: 'si_1',
  subscription_id: 'sub_1',
  plan_id: 'price_1',
  quantity: '3',
  created: '2024-01-01 00:00:00',
}
const price = {
  id: 'price_1',
  currency: 'usd',
  type: 'recurring',
  unit_amount: '1000',
  recurring_interval: 'month',
  recurring_interval_count: '1',
  recurring_usage_type: 'licensed',
  nickname: 'Team',
}
const company: RawRows = {
  customer: [customer],
  subscription_history: [subscription],
  subscription_item: [item],
  price: [price],
}

const periods = async (changes: RawRows = {}, settings = {}) =>
  (await adapt('subscription_periods', { ...company, ...changes }, settings)).rows

test('an item is one period of unit price times quantity, open while the subscription is active', async () => {
  expect(await periods()).toEqual([
    {
      period_id: 'si_1:2024-01-01T00:00:00',
      subscription_id: 'sub_1',
      item_id: 'si_1',
      customer_id: 'cus_1',
      plan: 'Team',
      seats: 3,
      started_at: '2024-01-01T00:00:00Z',
      amount: 30,
      interval: 'month',
      interval_count: 1,
      currency: 'USD',
      is_trial: false,
      usage_type: 'licensed',
    },
  ])
})

const spans = async (changes: RawRows = {}, ...columns: readonly string[]) =>
  (await periods(changes)).map((row) =>
    Object.fromEntries(
      ['started_at', 'ended_at', ...columns].flatMap((name) => (name in row ? [[name, row[name]]] : [])),
    ),
  )

const amounts = async (changes: RawRows = {}) => (await periods(changes)).map(({ amount }) => amount)

const changed = (change: Readonly<Record<string, unknown>>): RawRows => ({
  subscription_history: [{ ...subscription, ...change }],
})
const priced = (change: Readonly<Record<string, unknown>>): RawRows => ({ price: [{ ...price, ...change }] })

describe('money', () => {
  test.each([
    ['jpy', 3000],
    ['krw', 3000],
    ['kwd', 3],
    ['eur', 30],
    ['isk', 30],
  ])('of %s is in the minor units that Stripe counts', async (currency, amount) => {
    expect(await amounts(priced({ currency }))).toEqual([amount])
  })

  test('has fractions of a minor unit where the price has them', async () => {
    expect(await amounts(priced({ unit_amount: '13', unit_amount_decimal: '12.5' }))).toEqual([0.375])
  })

  test('of packages of several units is rounded as the price says', async () => {
    const packages = (transform_quantity_round: string) =>
      amounts({
        ...priced({ transform_quantity_divide_by: '2', transform_quantity_round }),
        subscription_item: [{ ...item, quantity: '5' }],
      })
    expect(await packages('up')).toEqual([30])
    expect(await packages('down')).toEqual([20])
  })
})

describe('a tiered price', () => {
  const tiers = [
    { price_id: 'price_1', up_to: '2', unit_amount: '1000', flat_amount: '' },
    { price_id: 'price_1', up_to: '', unit_amount: '500', flat_amount: '200' },
  ]

  test('that is graduated is the sum of its tiers', async () => {
    const graduated = priced({ billing_scheme: 'tiered', tiers_mode: 'graduated', unit_amount: '' })
    expect(await amounts({ ...graduated, tier: tiers })).toEqual([2 * 10 + 5 + 2])
  })

  test('by volume is the price of one tier', async () => {
    const volume = priced({ billing_scheme: 'tiered', tiers_mode: 'volume', unit_amount: '' })
    expect(await amounts({ ...volume, tier: tiers })).toEqual([3 * 5 + 2])
  })

  test('whose tiers are unknown costs what the newest line without proration says', async () => {
    const unknown = priced({ billing_scheme: 'tiered', tiers_mode: 'volume', unit_amount: '' })
    expect(
      await amounts({ ...unknown, invoice_line_item: [line('2024-01-01', '2024-02-01', 3, 1700)] }),
    ).toEqual([17])
  })
})

const line = (from: string, to: string, quantity: number, amount: number, more = {}) => ({
  id: `il_${from}_${quantity}`,
  invoice_id: 'in_1',
  subscription_id: 'sub_1',
  subscription_item_id: 'si_1',
  plan_id: 'price_1',
  type: 'subscription',
  proration: 'false',
  livemode: 'true',
  quantity: String(quantity),
  amount: String(amount),
  currency: 'usd',
  period_start: `${from} 00:00:00`,
  period_end: `${to} 00:00:00`,
  ...more,
})

describe('states from invoices', () => {
  test('merge renewals for the same amount and split at a change', async () => {
    const lines = [
      line('2024-01-01', '2024-02-01', 2, 2000),
      line('2024-02-01', '2024-03-01', 2, 2000),
      line('2024-03-01', '2024-04-01', 3, 3000),
    ]
    expect(await spans({ invoice_line_item: lines }, 'amount', 'seats')).toEqual([
      { started_at: '2024-01-01T00:00:00Z', ended_at: '2024-03-01T00:00:00Z', amount: 20, seats: 2 },
      { started_at: '2024-03-01T00:00:00Z', amount: 30, seats: 3 },
    ])
  })

  test('leave out prorations, one-time items and what was voided or never issued', async () => {
    const lines = [
      line('2024-01-01', '2024-02-01', 3, 3000),
      line('2024-01-10', '2024-02-01', 9, 6000, { proration: 'true' }),
      line('2024-01-11', '2024-02-01', 8, 6000, { type: 'invoiceitem' }),
      line('2024-01-12', '2024-02-01', 7, 6000, { invoice_id: 'in_void' }),
    ]
    expect(
      await amounts({
        invoice_line_item: lines,
        invoice: [
          { id: 'in_1', status: 'paid' },
          { id: 'in_void', status: 'void' },
        ],
      }),
    ).toEqual([30])
  })

  test('last a year on a monthly price when the line does', async () => {
    const [row] = await periods({ invoice_line_item: [line('2024-01-01', '2025-01-01', 3, 30000)] })
    expect(row).toMatchObject({ amount: 300, interval: 'year', interval_count: 1 })
  })

  test('know of a change after the last invoice by its proration', async () => {
    const lines = [
      line('2024-01-01', '2024-02-01', 2, 2000),
      line('2024-01-16', '2024-02-01', 3, 500, { proration: 'true' }),
    ]
    expect(await spans({ invoice_line_item: lines }, 'amount')).toEqual([
      { started_at: '2024-01-01T00:00:00Z', ended_at: '2024-01-16T00:00:00Z', amount: 20 },
      { started_at: '2024-01-16T00:00:00Z', amount: 30 },
    ])
  })

  test('end with the last bill of an item that is there no more', async () => {
    const gone = { ...line('2024-01-01', '2024-02-01', 1, 500), subscription_item_id: 'si_gone' }
    expect(await spans({ invoice_line_item: [gone] }, 'amount')).toEqual([
      { started_at: '2024-01-01T00:00:00Z', amount: 30 },
      { started_at: '2024-01-01T00:00:00Z', ended_at: '2024-02-01T00:00:00Z', amount: 5 },
    ])
  })
})

test('each version of an item is a state where the loader keeps its history', async () => {
  const versions = [
    {
      ...item,
      quantity: '1',
      _fivetran_start: '2024-01-01 00:00:05',
      _fivetran_end: '2024-05-01 00:00:00',
      _fivetran_active: 'false',
    },
    {
      ...item,
      quantity: '4',
      _fivetran_start: '2024-05-01 00:00:00',
      _fivetran_end: '9999-12-31 00:00:00',
      _fivetran_active: 'true',
    },
  ]
  expect(await spans({ subscription_item: versions }, 'seats')).toEqual([
    { started_at: '2024-01-01T00:00:00Z', ended_at: '2024-05-01T00:00:00Z', seats: 1 },
    { started_at: '2024-05-01T00:00:00Z', seats: 4 },
  ])
})

test('an item that was added to a running subscription starts when it was added', async () => {
  const later = { ...item, id: 'si_2', created: '2024-03-10 00:00:00' }
  expect(await spans({ subscription_item: [item, later] })).toEqual([
    { started_at: '2024-01-01T00:00:00Z' },
    { started_at: '2024-03-10T00:00:00Z' },
  ])
})

describe('the end of a subscription', () => {
  test.each([
    ['active, with a period that ends soon', { current_period_end: '2024-12-02 00:00:00' }, undefined],
    ['past_due', { status: 'past_due' }, undefined],
    ['canceled', { status: 'canceled', ended_at: '2024-06-01 00:00:00' }, '2024-06-01T00:00:00Z'],
    ['unpaid', { status: 'unpaid', current_period_start: '2024-07-01 00:00:00' }, '2024-07-01T00:00:00Z'],
    [
      'paused collection',
      { pause_collection_behavior: 'void', current_period_start: '2024-08-01 00:00:00' },
      '2024-08-01T00:00:00Z',
    ],
    ['cancelled for a time that has passed', { cancel_at: '2024-11-01 00:00:00' }, '2024-11-01T00:00:00Z'],
    ['cancelled for a time to come', { cancel_at: '2024-12-24 00:00:00' }, undefined],
    ['cancelled, which ends nothing by itself', { canceled_at: '2024-05-01 00:00:00' }, undefined],
  ])('that is %s', async (_what, change, end) => {
    expect((await periods(changed(change))).map(({ ended_at }) => ended_at)).toEqual([end])
  })

  test.each(['incomplete', 'incomplete_expired'])('that is %s never was', async (status) => {
    expect(await periods(changed({ status }))).toEqual([])
  })

  test('is that of the change where the loader keeps a history', async () => {
    const version = (status: string, from: string, active = 'false') => ({
      ...subscription,
      status,
      _fivetran_start: from,
      _fivetran_active: active,
    })
    const history = [
      version('incomplete', '2024-01-01 00:00:00'),
      version('active', '2024-01-01 00:00:09'),
      version('past_due', '2024-03-01 00:00:00'),
      version('unpaid', '2024-03-20 00:00:00'),
      version('active', '2024-05-01 00:00:00', 'true'),
    ]
    expect(await spans({ subscription_history: history })).toEqual([
      { started_at: '2024-01-01T00:00:00Z', ended_at: '2024-03-20T00:00:00Z' },
      { started_at: '2024-05-01T00:00:00Z' },
    ])
  })
})

describe('a trial', () => {
  const trial = { trial_start: '2024-01-01 00:00:00', trial_end: '2024-01-15 00:00:00' }

  test('is a period of its own, and payment starts at its end', async () => {
    expect(await spans(changed(trial), 'is_trial', 'trial_end')).toEqual([
      {
        started_at: '2024-01-01T00:00:00Z',
        ended_at: '2024-01-15T00:00:00Z',
        is_trial: true,
        trial_end: '2024-01-15T00:00:00Z',
      },
      { started_at: '2024-01-15T00:00:00Z', is_trial: false },
    ])
  })

  test('that runs is all there is', async () => {
    expect(await spans(changed({ ...trial, status: 'trialing' }), 'is_trial')).toEqual([
      { started_at: '2024-01-01T00:00:00Z', ended_at: '2024-01-15T00:00:00Z', is_trial: true },
    ])
  })

  test('ends with the subscription that ends in it', async () => {
    expect(
      await spans(changed({ ...trial, status: 'canceled', ended_at: '2024-01-08 00:00:00' }), 'is_trial'),
    ).toEqual([{ started_at: '2024-01-01T00:00:00Z', ended_at: '2024-01-08T00:00:00Z', is_trial: true }])
  })
})

describe('a discount', () => {
  const discounted = (
    coupon: Readonly<Record<string, unknown>>,
    discount: Readonly<Record<string, unknown>> = {},
  ) => ({
    coupon: [{ id: 'co_1', currency: 'usd', percent_off: '', amount_off: '', ...coupon }],
    subscription_discount: [
      {
        id: 'di_1',
        coupon_id: 'co_1',
        subscription_id: 'sub_1',
        start: '2024-01-01 00:00:00',
        end: '',
        ...discount,
      },
    ],
  })

  test('of a percentage is a part of the amount', async () => {
    expect(await spans(discounted({ duration: 'forever', percent_off: '20' }), 'discount_amount')).toEqual([
      { started_at: '2024-01-01T00:00:00Z', discount_amount: 6 },
    ])
  })

  test('of an amount is shared by the items of the subscription by their amounts', async () => {
    const rows = await periods({
      ...discounted({ duration: 'forever', amount_off: '800' }),
      subscription_item: [item, { ...item, id: 'si_2', quantity: '1' }],
    })
    expect(rows.map(({ amount, discount_amount }) => [amount, discount_amount])).toEqual([
      [30, 6],
      [10, 2],
    ])
  })

  test('that repeats counts until its end', async () => {
    const repeating = discounted({ duration: 'repeating', percent_off: '50' }, { end: '2024-04-01 00:00:00' })
    expect(await spans(repeating, 'discount_amount')).toEqual([
      { started_at: '2024-01-01T00:00:00Z', ended_at: '2024-04-01T00:00:00Z', discount_amount: 15 },
      { started_at: '2024-04-01T00:00:00Z' },
    ])
  })

  test('that counts once does not recur', async () => {
    expect(await spans(discounted({ duration: 'once', percent_off: '50' }), 'discount_amount')).toEqual([
      { started_at: '2024-01-01T00:00:00Z' },
    ])
  })

  test('in another currency is reported, and does not count', async () => {
    const { rows, reported } = await adapt('subscription_periods', {
      ...company,
      ...discounted({ duration: 'forever', amount_off: '800', currency: 'eur' }),
    })
    expect(rows.map(({ discount_amount }) => discount_amount)).toEqual([0])
    expect(reported).toMatchObject([{ discount_id: 'di_1', currency: 'EUR', price_currency: 'USD' }])
  })
})

test('metered items have a period per bill, and no seats', async () => {
  const metered = {
    ...priced({ recurring_usage_type: 'metered', unit_amount: '' }),
    invoice_line_item: [line('2024-01-01', '2024-02-01', 40, 1234)],
  }
  expect(await spans(metered, 'amount', 'usage_type', 'seats')).toEqual([
    {
      started_at: '2024-01-01T00:00:00Z',
      ended_at: '2024-02-01T00:00:00Z',
      amount: 12.34,
      usage_type: 'metered',
    },
  ])
})

test('a price that is paid once is no period, and test data are none', async () => {
  expect(await periods(priced({ type: 'one_time' }))).toEqual([])
  expect(await periods(changed({ livemode: 'false' }))).toEqual([])
})

test('a plan is named by its price, else by its product, else by its id', async () => {
  const named = async (change: RawRows) => (await periods(change)).map(({ plan }) => plan)
  expect(
    await named({
      ...priced({ nickname: '', product_id: 'prod_1' }),
      product: [{ id: 'prod_1', name: 'Pro' }],
    }),
  ).toEqual(['Pro'])
  expect(await named(priced({ nickname: '' }))).toEqual(['price_1'])
})

test('older plans are read where there are no prices', async () => {
  const { rows, compiled } = await adapt('subscription_periods', {
    ...company,
    price: [{ id: 'other' }],
    plan: [{ id: 'price_1', amount: '250', currency: 'gbp', interval: 'year', interval_count: '1' }],
  })
  expect(rows).toMatchObject([{ amount: 7.5, currency: 'GBP', interval: 'year' }])
  expect(compiled.absentTables).toContain('stripe.coupon')
  expect(compiled.absentColumns).toContain('stripe.plan.nickname')
})

test('without the items there is nothing to feed, which names the table', async () => {
  const { compiled } = await adapt('subscription_periods', {
    subscription_history: [subscription],
    price: [price],
  })
  expect(compiled.select).toBeNull()
  expect(compiled.missingTables).toEqual(['stripe.subscription_item'])
})

import { expect } from 'vitest'
import type { Row, SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

/** A subscription of 100 a month since the tenth of January, billed every month. */
const subscription: SourceRows = {
  subscription_periods: [
    { customer_id: 'customer', subscription_id: 's', amount: 100, started_at: '2025-01-10' },
  ],
}

const invoice = (issued_at: string, paid_at: string | null, more: Row = {}): Row => ({
  subscription_id: 's',
  issued_at,
  period_start: issued_at,
  paid_at,
  ...more,
})
const paid = (issued_at: string, more: Row = {}) => invoice(issued_at, `${issued_at}T01:00:00Z`, more)
const unpaid = (issued_at: string, more: Row = {}) => invoice(issued_at, null, more)

const billed = (...invoices: readonly Row[]): SourceRows => ({ ...subscription, invoices })

const metrics = ['starting_mrr', 'new_mrr', 'churned_mrr', 'mrr']

onBothEngines((test) => {
  test('an invoice that stays unpaid ends revenue at the end of the paid period', async ({ given }) => {
    const { ask } = await given(
      billed(paid('2025-01-10'), paid('2025-02-10'), unpaid('2025-03-10'), unpaid('2025-04-10')),
    )
    const rows = await ask({ metrics, grain: 'month', to: '2025-04-30', asOf: '2025-05-01' })
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['2025-01-01', 0, 100, 0, 100],
      ['2025-02-01', 100, 0, 0, 100],
      // paid for until the tenth of March: nothing counts at its end
      ['2025-03-01', 100, 0, -100, 0],
      ['2025-04-01', 0, 0, 0, 0],
    ])
  })

  test('an unpaid invoice counts within the grace period, up to the last second', async ({ given }) => {
    const { ask } = await given(billed(paid('2025-02-10'), unpaid('2025-03-10')))
    const mrr = async (asOf: string, options = {}) => {
      const [row] = await ask({ metrics: ['mrr'], asOf, options })
      return row?.['mrr']
    }
    expect(await mrr('2025-03-20')).toBe(100)
    // fourteen days
    expect(await mrr('2025-03-24')).toBe(100)
    expect(await mrr('2025-03-24T00:00:01Z')).toBe(0)
    expect(await mrr('2025-03-24T00:00:01Z', { past_due_grace_days: 30 })).toBe(100)
    expect(await mrr('2025-04-09T00:00:01Z', { past_due_grace_days: 30 })).toBe(0)
    expect(await mrr('2025-03-10T00:00:01Z', { past_due_grace_days: 0 })).toBe(0)
    expect(await mrr('2027-01-01', { past_due_grace_days: null })).toBe(100)
  })

  test('a late payment is known from its date on, and then covers its whole period', async ({ given }) => {
    const { ask } = await given(billed(paid('2025-02-10'), invoice('2025-03-10', '2025-05-02T12:00:00Z')))
    const months = async (asOf: string) => {
      const rows = await ask({ metrics: ['mrr'], grain: 'month', from: '2025-02-01', to: '2025-04-30', asOf })
      return rows.map(({ mrr }) => mrr)
    }
    expect(await months('2025-05-01')).toEqual([100, 0, 0])
    expect(await months('2025-05-03')).toEqual([100, 100, 100])
  })

  const harmless: readonly (readonly [string, readonly Row[]])[] = [
    ['a later invoice of the subscription was paid', [unpaid('2025-02-10'), paid('2025-03-10')]],
    ['it is void', [unpaid('2025-02-10', { status: 'void' })]],
    ['it is a draft', [unpaid('2025-02-10', { status: 'draft' })]],
    ['its total is zero', [unpaid('2025-02-10', { total: 0 })]],
    ['it belongs to no subscription', [unpaid('2025-02-10', { subscription_id: null })]],
    ['it is of another subscription', [unpaid('2025-02-10', { subscription_id: 'other' })]],
    ['its payment has no date', [unpaid('2025-02-10', { status: 'paid' })]],
    ['there are none', []],
  ]
  test.for(harmless)('a subscription continues when %s', async ([, invoices], { given }) => {
    const { ask } = await given(billed(...invoices))
    expect(await ask({ metrics: ['mrr', 'churned_mrr'], asOf: '2025-06-01' })).toEqual([
      { mrr: 100, churned_mrr: 0 },
    ])
  })

  test('an invoice paid earlier ends nothing, and the last unpaid invoices end revenue where they begin', async ({
    given,
  }) => {
    const { ask } = await given(
      billed(
        unpaid('2025-02-10'),
        paid('2025-03-10'),
        unpaid('2025-04-10', { period_start: null }),
        unpaid('2025-05-10', { period_start: '2025-05-10' }),
      ),
    )
    const rows = await ask({ metrics: ['mrr'], grain: 'month', to: '2025-05-31', asOf: '2025-06-01' })
    expect(rows.map(({ mrr }) => mrr)).toEqual([100, 100, 100, 0, 0])
  })

  test('an unpaid invoice within a paid period ends nothing', async ({ given }) => {
    const year = { period_end: '2026-02-10' }
    const { ask } = await given(
      billed(
        paid('2025-02-10', year),
        // seats added for the rest of the year, and an unpaid fee
        unpaid('2025-05-20', year),
        unpaid('2025-06-20', { period_end: '2025-07-20', status: 'uncollectible' }),
      ),
    )
    const at = async (asOf: string) => (await ask({ metrics: ['mrr', 'churned_mrr'], asOf }))[0]?.['mrr']
    expect(await at('2025-06-30')).toBe(100)
    expect(await at('2025-12-31')).toBe(100)
    // after the year, its last paid day decides until the next invoice
    expect(await at('2026-03-20')).toBe(100)
  })

  /** A base of 1200 a year that is paid for, and an item of 600 a year added in April. */
  const base: Row = { item_id: 'base', amount: 1200, interval: 'year', started_at: '2025-01-01' }
  const seat: Row = { item_id: 'seat', amount: 600, interval: 'year', started_at: '2025-04-10' }
  const added = (items: readonly Row[], ...invoices: readonly Row[]): SourceRows => ({
    subscription_periods: items.map((item) => ({
      customer_id: 'customer',
      subscription_id: 's',
      ended_at: '2026-01-01',
      ...item,
    })),
    invoices: [
      paid('2025-01-01', { period_end: '2026-01-01', subtotal: 1200, total: 1200 }),
      ...invoices.map((row) => ({ period_end: '2026-01-01', ...row })),
    ],
  })
  const forSeat = { due_at: '2025-04-24', subtotal: 435, total: 435 }

  test('an added item that is never paid is not revenue after its grace period', async ({ given }) => {
    const { ask } = await given(
      added([base, seat], unpaid('2025-04-10', { ...forSeat, status: 'uncollectible' })),
    )
    const months = async (asOf: string, books = 'current') => {
      const rows = await ask({
        metrics: ['expansion_mrr', 'contraction_mrr', 'mrr'],
        grain: 'month',
        from: '2025-03-01',
        to: '2025-05-31',
        asOf,
        options: { books },
      })
      return rows.map((row) => Object.values(row).slice(1))
    }
    // due on the twenty-fourth of April, and fourteen days more
    expect(await months('2025-05-08')).toEqual([
      [0, 0, 100],
      [50, 0, 150],
      [0, 0, 150],
    ])
    const never = [
      [0, 0, 100],
      [0, 0, 100],
      [0, 0, 100],
    ]
    expect(await months('2025-05-08T00:00:01Z')).toEqual(never)
    expect(await months('2025-12-01')).toEqual(never)
    // April was closed within the grace period
    expect(await months('2025-12-01', 'closed')).toEqual([
      [0, 0, 100],
      [50, 0, 150],
      [0, -50, 100],
    ])
  })

  const plus = { item_id: 'plus', amount: 300, interval: 'year', started_at: '2025-04-10' }
  const additions: readonly (readonly [string, number, SourceRows])[] = [
    ['it was paid late', 150, added([base, seat], invoice('2025-04-10', '2025-06-15', forSeat))],
    [
      'a later invoice of the subscription was paid',
      150,
      added([base, seat], unpaid('2025-04-10', forSeat), paid('2025-06-10')),
    ],
    ['there is no invoice that begins with it', 150, added([base, seat], unpaid('2025-04-12', forSeat))],
    [
      'the invoice asks for more than it costs',
      150,
      added([base, seat], unpaid('2025-04-10', { subtotal: 601, total: 601 })),
    ],
    [
      'the same item became more',
      150,
      added(
        [
          { ...base, ended_at: '2025-04-10' },
          { ...base, amount: 1800, started_at: '2025-04-10' },
        ],
        unpaid('2025-04-10', forSeat),
      ),
    ],
    [
      'it came in the place of another item',
      50,
      added([{ ...base, ended_at: '2025-04-10' }, seat], unpaid('2025-04-10', forSeat)),
    ],
    [
      'one of two invoices for what was added is paid',
      175,
      added([base, seat, plus], unpaid('2025-04-10', forSeat), paid('2025-04-10', { subtotal: 217 })),
    ],
    [
      'one unpaid invoice asks for two items that were added',
      100,
      added([base, seat, plus], unpaid('2025-04-10', { subtotal: 652, total: 652 })),
    ],
    [
      'it came later than another item that stays unpaid',
      125,
      added([base, seat, { ...plus, started_at: '2025-05-20' }], unpaid('2025-04-10', forSeat)),
    ],
  ]
  test.for(additions)('where an item was added and %s, revenue is %d', async ([, mrr, rows], { given }) => {
    const { ask } = await given(rows)
    expect(await ask({ metrics: ['mrr'], asOf: '2025-07-15' })).toEqual([{ mrr }])
  })

  test('when the paid year has ended and the next one stays unpaid, revenue ends with the year', async ({
    given,
  }) => {
    const { ask } = await given(
      billed(
        paid('2025-02-10', { period_end: '2026-02-10' }),
        unpaid('2025-05-20', { period_end: '2026-02-10' }),
        unpaid('2026-02-10', { period_end: '2027-02-10' }),
      ),
    )
    const rows = await ask({
      metrics: ['mrr', 'churned_mrr'],
      grain: 'month',
      from: '2026-01-01',
      to: '2026-03-31',
      asOf: '2026-04-01',
    })
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['2026-01-01', 100, 0],
      ['2026-02-01', 0, -100],
      ['2026-03-01', 0, 0],
    ])
  })

  test('a customer that stopped paying does not return with the next open invoice', async ({ given }) => {
    const bills = (firstPaid: string | null) => [
      invoice('2025-01-10', firstPaid),
      ...['2025-02-25', '2025-03-25', '2025-04-25'].map((on) => unpaid(on)),
    ]
    const months = async (rows: readonly Row[], asOf: string, books = 'current') => {
      const { ask } = await given(billed(...rows))
      const series = await ask({
        metrics: ['mrr'],
        grain: 'month',
        from: '2025-01-01',
        to: '2025-04-30',
        asOf,
        options: { books },
      })
      return series.map(({ mrr }) => mrr)
    }
    // the newest invoice is within its grace period, those before it are not
    expect(await months(bills('2025-01-11'), '2025-05-01')).toEqual([100, 0, 0, 0])
    // February was closed within the grace period of its own invoice; March and April had an overdue one
    // before them
    expect(await months(bills('2025-01-11'), '2025-05-01', 'closed')).toEqual([100, 100, 0, 0])
    // an open next invoice does not settle a failed first charge
    expect(await months(bills(null), '2025-05-01')).toEqual([0, 0, 0, 0])
    // a paid one does, with all invoices before it
    const settled = [...bills('2025-01-11'), paid('2025-04-28')]
    expect(await months(settled, '2025-05-01')).toEqual([100, 100, 100, 100])
  })

  test('the grace period starts at the due date', async ({ given }) => {
    const { ask } = await given(billed(paid('2025-02-10'), unpaid('2025-03-10', { due_at: '2025-04-09' })))
    const mrr = async (asOf: string, options = {}) =>
      (await ask({ metrics: ['mrr'], asOf, options }))[0]?.['mrr']
    expect(await mrr('2025-04-23')).toBe(100)
    expect(await mrr('2025-04-23T00:00:01Z')).toBe(0)
    // due dates in the data take precedence over payment terms
    expect(await mrr('2025-04-23T00:00:01Z', { payment_terms_days: 60 })).toBe(0)
  })

  test('payment terms define the due date where it is missing', async ({ given }) => {
    const { ask } = await given(billed(paid('2025-02-10'), unpaid('2025-03-10')))
    const mrr = async (asOf: string) =>
      (await ask({ metrics: ['mrr'], asOf, options: { payment_terms_days: 30 } }))[0]?.['mrr']
    expect(await mrr('2025-04-23')).toBe(100)
    expect(await mrr('2025-04-23T00:00:01Z')).toBe(0)
  })

  test('invoices of a contract have a longer grace period', async ({ given }) => {
    const { ask } = await given({
      ...billed(paid('2025-02-10'), unpaid('2025-03-10')),
      billing_customers: [{ customer_id: 'customer', account_id: 'acme' }],
      contracts: [{ account_id: 'acme', start_date: '2025-03-10', end_date: '2026-03-09', arr: 1200 }],
    })
    const mrr = async (asOf: string, options = {}) =>
      (await ask({ metrics: ['mrr'], asOf, options }))[0]?.['mrr']
    expect(await mrr('2025-04-24')).toBe(100)
    // then the contract does not replace the unpaid items
    expect(await mrr('2025-04-24T00:00:01Z')).toBe(0)
    expect(await mrr('2025-04-24T00:00:01Z', { contract_past_due_grace_days: 60 })).toBe(100)
    expect(await mrr('2025-04-24T00:00:01Z', { past_due_grace_days: null })).toBe(0)
    expect(await mrr('2025-03-11', { contract_past_due_grace_days: 0, past_due_grace_days: null })).toBe(0)
  })

  test('a failed first charge is no revenue, no conversion and no payer, as of any time', async ({
    given,
  }) => {
    const charge = (customer_id: string, more: Row) => ({
      ...unpaid('2025-01-15', { customer_id, subscription_id: `s of ${customer_id}`, ...more }),
    })
    const item = (customer_id: string, more: Row) => ({
      period_id: `${customer_id} ${String(more['started_at'])}`,
      customer_id,
      subscription_id: `s of ${customer_id}`,
      amount: 50,
      ...more,
    })
    const customers = ['paid', 'failed', 'open', 'late charge', 'never charged']
    const { ask } = await given({
      workspaces: customers.map((id) => ({ workspace_id: id, created_at: '2025-01-01', account_id: id })),
      billing_customers: customers.map((id) => ({ customer_id: id, account_id: id, workspace_id: id })),
      subscription_periods: customers.flatMap((id) => [
        item(id, {
          started_at: '2025-01-01',
          ended_at: '2025-01-10',
          trial_end: '2025-01-10',
          is_trial: true,
        }),
        item(id, { started_at: '2025-01-10' }),
      ]),
      invoices: [
        charge('paid', { paid_at: '2025-01-16' }),
        charge('failed', { status: 'uncollectible' }),
        charge('open', { period_start: '2025-01-10' }),
        // five days after the subscription began: no earlier day was paid for, either
        charge('late charge', { period_start: null }),
      ],
    })
    const asOf = '2025-06-01'
    expect(await ask({ metrics: ['trial_starts', 'eligible_trials', 'converted_trials'], asOf })).toEqual([
      { trial_starts: 5, eligible_trials: 5, converted_trials: 2 },
    ])
    const paying = {
      where: [{ dimension: 'account', operator: 'in' as const, value: customers }],
      by: ['account'],
    }
    const some = (rows: readonly Row[], metric: string) =>
      rows.flatMap((row) => (row[metric] === 0 ? [] : [row['account']]))
    for (const metric of ['newly_paid_workspaces', 'mrr', 'new_paying_accounts', 'paying_accounts']) {
      const options = metric === 'newly_paid_workspaces' ? { free_to_paid_window_days: 30 } : {}
      const rows = await ask({ metrics: [metric], asOf, options, ...paying })
      expect(some(rows, metric)).toEqual(['never charged', 'paid'])
    }
    const months = await ask({ metrics: ['mrr', 'new_mrr'], grain: 'month', to: '2025-02-28', asOf })
    expect(months.map((row) => Object.values(row))).toEqual([
      ['2025-01-01', 100, 100],
      ['2025-02-01', 100, 0],
    ])
  })

  test('where invoices begin long after their subscription, the time before them counts as paid', async ({
    given,
  }) => {
    const { ask } = await given({
      subscription_periods: [
        { customer_id: 'customer', subscription_id: 's', amount: 100, started_at: '2024-01-10' },
      ],
      invoices: [unpaid('2025-02-10'), unpaid('2025-03-10')],
    })
    const rows = await ask({
      metrics: ['mrr'],
      grain: 'month',
      from: '2025-01-01',
      to: '2025-03-31',
      asOf: '2025-05-01',
    })
    expect(rows.map(({ mrr }) => mrr)).toEqual([100, 0, 0])
  })

  test('closed books report each month with the knowledge at its end', async ({ given }) => {
    const { ask } = await given(
      billed(
        paid('2025-01-10'),
        // paid after four weeks, after the close of the month; within the grace period at the end of May, and
        // never paid
        invoice('2025-02-10', '2025-03-10T12:00:00Z'),
        paid('2025-03-10'),
        paid('2025-04-10'),
        unpaid('2025-05-25', { period_start: '2025-05-10' }),
      ),
    )
    const asOf = '2025-07-01'
    const series = async (books: string, metrics: readonly string[]) => {
      const rows = await ask({
        metrics: [...metrics],
        grain: 'month',
        to: '2025-06-30',
        asOf,
        options: { books },
      })
      return rows.map((row) => Object.values(row).slice(1))
    }
    expect(await series('current', ['mrr'])).toEqual([[100], [100], [100], [100], [0], [0]])
    expect(
      await series('closed', [
        'starting_mrr',
        'mrr',
        'arr',
        'churned_mrr',
        'reactivation_mrr',
        'paying_accounts',
      ]),
    ).toEqual([
      [0, 100, 1200, 0, 0, 1],
      [100, 0, 0, -100, 0, 0],
      [0, 100, 1200, 0, 100, 1],
      [100, 100, 1200, 0, 0, 1],
      [100, 100, 1200, 0, 0, 1],
      [100, 0, 0, -100, 0, 0],
    ])
    const said = await Promise.all(
      ['2025-02-01', '2025-03-01', '2025-04-01', '2025-05-01', '2025-06-01', '2025-07-01'].map(
        async (then) => (await ask({ metrics: ['mrr'], asOf: then }))[0]?.['mrr'],
      ),
    )
    expect((await series('closed', ['mrr'])).flat()).toEqual(said)
  })

  test('closed books are rejected for metrics that they do not affect', async ({ given }) => {
    const { rejection } = await given({ ...subscription, workspaces: [] })
    for (const metric of ['trial_starts', 'free_to_paid_rate', 'workspace_signups'])
      expect((await rejection({ metrics: [metric], options: { books: 'closed' } })).code).toBe(
        'UNKNOWN_OPTION',
      )
  })

  test('all items end, later ones never start, and other subscriptions continue', async ({ given }) => {
    const item = (subscription_id: string, item_id: string, amount: number, started_at: string) => ({
      customer_id: 'customer',
      period_id: `${subscription_id} ${item_id}`,
      subscription_id,
      item_id,
      amount,
      started_at,
    })
    const { ask } = await given({
      subscription_periods: [
        item('s', 'seats', 100, '2025-01-10'),
        item('s', 'storage', 20, '2025-02-20'),
        item('s', 'support', 50, '2025-03-10'),
        item('t', 'seats', 7, '2025-01-10'),
      ],
      invoices: [paid('2025-02-10'), unpaid('2025-03-10')],
    })
    const rows = await ask({
      metrics: ['mrr', 'new_mrr', 'contraction_mrr', 'churned_mrr'],
      grain: 'month',
      from: '2025-02-01',
      to: '2025-03-31',
      asOf: '2025-04-01',
      options: { movement_grain: 'subscription_item' },
    })
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['2025-02-01', 127, 20, 0, 0],
      ['2025-03-01', 7, 0, 0, -120],
    ])
  })

  test('a new subscription soon afterwards is a renewal, when late renewals count', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        ...(subscription['subscription_periods'] ?? []),
        { customer_id: 'customer', subscription_id: 'again', amount: 90, started_at: '2025-04-05' },
      ],
      invoices: [paid('2025-02-10'), unpaid('2025-03-10')],
    })
    const asked = async (late_renewal_grace_days: number) => {
      const rows = await ask({
        metrics: ['churned_mrr', 'contraction_mrr', 'reactivation_mrr', 'mrr'],
        grain: 'month',
        from: '2025-03-01',
        to: '2025-04-30',
        asOf: '2025-05-01',
        options: { late_renewal_grace_days },
      })
      return rows.map((row) => Object.values(row).slice(1))
    }
    expect(await asked(0)).toEqual([
      [-100, 0, 0, 0],
      [0, 0, 90, 90],
    ])
    expect(await asked(45)).toEqual([
      [0, 0, 0, 100],
      [0, -10, 0, 90],
    ])
  })

  test('ARR, revenue retention and revenue cohorts end with the subscription', async ({ given }) => {
    const { ask } = await given(billed(paid('2025-02-10'), unpaid('2025-03-10')))
    const asOf = '2025-04-01'
    expect(
      await ask({
        metrics: ['arr', 'base_mrr', 'base_mrr_now'],
        grain: 'month',
        from: '2025-02-01',
        to: '2025-03-31',
        asOf,
        options: { revenue_retention_months: 1 },
      }),
    ).toEqual([
      { period: '2025-02-01', arr: 1200, base_mrr: 100, base_mrr_now: 100 },
      { period: '2025-03-01', arr: 0, base_mrr: 100, base_mrr_now: 0 },
    ])
    const cohorts = await ask({ metrics: ['cohort_mrr_now'], asOf })
    expect(cohorts.map((row) => Object.values(row)).slice(0, 3)).toEqual([
      ['2025-01-01', 0, 100],
      ['2025-01-01', 1, 100],
      ['2025-01-01', 2, 0],
    ])
  })

  test('without invoices every result notes the assumption', async ({ given }) => {
    const { answer } = await given({
      ...subscription,
      workspaces: [{ workspace_id: 'w', created_at: '2025-01-01' }],
    })
    const metrics = [
      'mrr',
      'arr',
      'net_revenue_retention',
      'trial_conversion_rate',
      'free_to_paid_rate',
      'newly_paid_workspaces',
    ]
    for (const metric of metrics) {
      const { provenance } = await answer({ metrics: [metric], asOf: '2025-06-01' })
      expect(JSON.stringify(provenance)).toContain(
        'No invoices were provided, so every subscription counts as paid for.',
      )
    }
  })
})

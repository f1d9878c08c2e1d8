import { expect } from 'vitest'
import type { Row, SourceRows } from '../harness/warehouse.ts'
import { onBothEngines } from '../harness/warehouse.ts'

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
  test('an invoice that stays unpaid ends the revenue at the end of what was paid for', async ({ given }) => {
    const { ask } = await given(
      billed(paid('2025-01-10'), paid('2025-02-10'), unpaid('2025-03-10'), unpaid('2025-04-10')),
    )
    const rows = await ask({ metrics, grain: 'month', to: '2025-04-30', asOf: '2025-05-01' })
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['2025-01-01', 0, 100, 0, 100],
      ['2025-02-01', 100, 0, 0, 100],
      // paid for until the tenth of March: nothing is there at its end
      ['2025-03-01', 100, 0, -100, 0],
      ['2025-04-01', 0, 0, 0, 0],
    ])
  })

  test('within the grace it still counts, to the last second', async ({ given }) => {
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

  test('what is paid late is paid from then on, and was not before', async ({ given }) => {
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
    ['it was withdrawn', [unpaid('2025-02-10', { status: 'void' })]],
    ['it was only a draft', [unpaid('2025-02-10', { status: 'draft' })]],
    ['there was nothing to pay', [unpaid('2025-02-10', { total: 0 })]],
    ['it belongs to no subscription', [unpaid('2025-02-10', { subscription_id: null })]],
    ['it is of another subscription', [unpaid('2025-02-10', { subscription_id: 'other' })]],
    ['nobody said when it was paid', [unpaid('2025-02-10', { status: 'paid' })]],
    ['there are none', []],
  ]
  test.for(harmless)('nothing ends when %s', async ([, invoices], { given }) => {
    const { ask } = await given(billed(...invoices))
    expect(await ask({ metrics: ['mrr', 'churned_mrr'], asOf: '2025-06-01' })).toEqual([
      { mrr: 100, churned_mrr: 0 },
    ])
  })

  test('an invoice that was paid before ends nothing, and the last unpaid ones end it where they begin', async ({
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

  test('all items end, later ones never begin, and other subscriptions go on', async ({ given }) => {
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

  test('who subscribes anew soon after that renews, when late renewals count', async ({ given }) => {
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

  test('a year of revenue, its retention and its cohorts end with it', async ({ given }) => {
    const { ask } = await given(billed(paid('2025-02-10'), unpaid('2025-03-10')))
    const asOf = '2025-04-01'
    expect(
      await ask({
        metrics: ['arr', 'base_mrr', 'base_mrr_now'],
        grain: 'month',
        from: '2025-02-01',
        to: '2025-03-31',
        asOf,
        options: { retention_months: 1 },
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

  test('without invoices every answer says what it takes for granted', async ({ given }) => {
    const { answer } = await given(subscription)
    const { provenance } = await answer({ metrics: ['mrr'], asOf: '2025-06-01' })
    expect(JSON.stringify(provenance)).toContain(
      'No invoices were provided, so every subscription counts as paid for.',
    )
  })
})

import { expect } from 'vitest'
import type { Row, SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const month = (customer_id: string, issued_at: string, more: Row = {}): Row => ({
  customer_id,
  subscription_id: `s of ${customer_id}`,
  issued_at,
  paid_at: `${issued_at}T01:00:00Z`,
  ...more,
})

/**
 * Three customers since the tenth of January. One pays February late, one stops paying in March, one always
 * pays.
 */
const company: SourceRows = {
  billing_customers: ['late', 'gone', 'good'].map((id) => ({ customer_id: id, account_id: id })),
  subscription_periods: [
    ['late', 100],
    ['gone', 30],
    ['good', 7],
  ].map(([id, amount]) => ({
    customer_id: id,
    subscription_id: `s of ${String(id)}`,
    amount,
    started_at: '2025-01-10',
  })),
  invoices: [
    ...['late', 'gone', 'good'].map((id) => month(id, '2025-01-10')),
    month('good', '2025-02-10'),
    month('good', '2025-03-10'),
    month('gone', '2025-02-10'),
    // within the grace period when March is closed, overdue five days later
    month('gone', '2025-03-22', { paid_at: null, period_start: '2025-03-10' }),
    // overdue when February is closed
    month('late', '2025-02-10', { paid_at: '2025-03-12T08:00:00Z' }),
    month('late', '2025-03-10'),
    // the last record of any customer
    month('good', '2025-04-20', { period_start: '2025-04-10' }),
  ],
}
const to = '2025-03-31'

onBothEngines((test) => {
  test('a restated month has its closed value, its current value and the reason', async ({ given }) => {
    const { ask } = await given(company)
    const metrics = ['said_then', 'said_now', 'restated_mrr', 'restated_accounts']
    const rows = await ask({ metrics, grain: 'month', to })
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['2025-01-01', 137, 137, 0, 0],
      ['2025-02-01', 37, 137, 100, 1],
      ['2025-03-01', 137, 107, -30, 1],
    ])
    const why = await ask({
      metrics: ['said_then', 'said_now', 'restated_mrr'],
      by: ['account', 'restatement_reason'],
      grain: 'month',
      to,
      where: [{ dimension: 'restatement_reason', operator: 'isNull', value: false }],
    })
    expect(why.filter(({ restated_mrr }) => restated_mrr !== 0).map((row) => Object.values(row))).toEqual([
      ['2025-02-01', 'late', 'late_payment', 0, 100, 100],
      ['2025-03-01', 'gone', 'missed_payment', 30, 0, -30],
    ])
  })

  test('said_then and said_now equal mrr in closed and in current books', async ({ given }) => {
    const { ask } = await given(company)
    const asked = async (metric: string, options = {}) =>
      (await ask({ metrics: [metric], grain: 'month', to, options })).map((row) => row[metric])
    expect(await asked('said_then')).toEqual(await asked('mrr', { books: 'closed' }))
    expect(await asked('said_now')).toEqual(await asked('mrr'))
  })

  test('a result about a restated month has a note with the query for the earlier value', async ({
    given,
  }) => {
    const { answer } = await given(company)
    const notes = async (request: Row) =>
      JSON.stringify((await answer({ metrics: ['mrr'], grain: 'month', ...request })).provenance.notes)
    const all = await notes({})
    expect(all).toContain('2025-02 100 1, 2025-03 -30 1')
    expect(all).toContain('books closed')
    // the note covers all accounts, for every filter, and states it
    const ofOne = await notes({ where: [{ dimension: 'account', operator: 'eq', value: 'good' }] })
    expect(ofOne).toContain(
      'Across all accounts and with canonical options, the revenue of these closed months',
    )
    expect(ofOne).toContain('2025-02 100 1, 2025-03 -30 1')
    expect(await notes({ from: '2025-03-01' })).toContain('Found: 2025-03 -30 1.')
    for (const quiet of [{ to: '2025-01-31' }, { options: { books: 'closed' } }, { asOf: '2025-04-01' }])
      expect(await notes(quiet)).not.toContain('2025-0')
  })

  test('the current month has equal values then and now', async ({ given }) => {
    const { ask } = await given(company)
    expect(await ask({ metrics: ['mrr', 'said_then', 'said_now', 'restated_mrr'] })).toEqual([
      { mrr: 107, said_then: 107, said_now: 107, restated_mrr: 0 },
    ])
  })

  test('as of the end of a month it has no restatements', async ({ given }) => {
    const { ask } = await given(company)
    for (const asOf of ['2025-03-01', '2025-04-01']) {
      const [row] = await ask({ metrics: ['restated_mrr', 'restated_accounts'], asOf })
      expect(row).toEqual({ restated_mrr: 0, restated_accounts: 0 })
    }
  })

  test('closed books keep each payer as known at the close, at every grain of revenue', async ({ given }) => {
    const { ask } = await given(company)
    for (const movement_grain of ['account', 'customer', 'subscription_item']) {
      const rows = await ask({
        metrics: ['starting_mrr', 'churned_mrr', 'reactivation_mrr', 'new_mrr', 'mrr'],
        grain: 'month',
        to,
        options: { books: 'closed', movement_grain },
      })
      expect(rows.map((row) => Object.values(row).slice(1))).toEqual([
        [0, 0, 0, 137, 137],
        [137, -100, 0, 0, 37],
        [37, 0, 100, 0, 137],
      ])
    }
  })
})

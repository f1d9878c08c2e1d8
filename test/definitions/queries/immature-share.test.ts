import { expect } from 'vitest'
import type { MetricsRequestInput } from '../../../src/semantic/model/request/request.ts'
import type { Warehouse } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

/** As of March the week of the last two of five sign-ups is not complete. */
const company = {
  users: [
    { user_id: 'jan 1', created_at: '2025-01-05', country: 'DE' },
    { user_id: 'jan 2', created_at: '2025-01-06', country: 'FR' },
    { user_id: 'feb 1', created_at: '2025-02-10', country: 'DE' },
    { user_id: 'feb 2', created_at: '2025-02-25', country: 'DE' },
    { user_id: 'feb 3', created_at: '2025-02-26', country: 'FR' },
  ],
  product_events: [{ event_id: '1', user_id: 'jan 1', occurred_at: '2025-01-06' }],
}

const asOf = '2025-03-01'

const openOf = async ({ answer }: Warehouse, request: MetricsRequestInput) => {
  const { provenance } = await answer({ asOf, ...request })
  return provenance.metrics.map(({ column, immatureCount, immatureShare }) => [
    column,
    immatureCount,
    immatureShare,
  ])
}

onBothEngines((test) => {
  test('two of five sign-ups are immature and not in the rate, and every result reports it', async ({
    given,
  }) => {
    const warehouse = await given(company)
    expect(await openOf(warehouse, { metrics: ['activation_rate', 'eligible_signups', 'signups'] })).toEqual([
      ['activation_rate', 2, '0.4'],
      ['eligible_signups', 2, '0.4'],
      ['signups', null, null],
    ])
  })

  test('immaturity covers only the period and conditions of the query and of each metric', async ({
    given,
  }) => {
    const warehouse = await given(company)
    const metrics = ['activation_rate']
    const where = [{ dimension: 'user_country', operator: 'eq' as const, value: 'DE' }]
    expect(await openOf(warehouse, { metrics, to: '2025-01-31' })).toEqual([['activation_rate', 0, '0']])
    expect(await openOf(warehouse, { metrics, from: '2025-02-01' })).toEqual([
      ['activation_rate', 2, '0.666666666667'],
    ])
    expect(await openOf(warehouse, { metrics, where })).toEqual([['activation_rate', 1, '0.333333333333']])
    expect(
      await openOf(warehouse, {
        metrics: [...metrics, { metric: 'activation_rate', alias: 'german', where }],
      }),
    ).toEqual([
      ['activation_rate', 2, '0.4'],
      ['german', 1, '0.333333333333'],
    ])
  })

  test('a page reports the immaturity of all pages, without the compared periods', async ({ given }) => {
    const warehouse = await given(company)
    const request: MetricsRequestInput = {
      metrics: ['activation_rate'],
      grain: 'month',
      by: ['user_country'],
    }
    const whole = [['activation_rate', 2, '0.4']]
    expect(await openOf(warehouse, request)).toEqual(whole)
    const { pageInfo, rows } = await warehouse.answer({ ...request, asOf, first: 1 })
    expect(rows).toEqual([['2025-01-01', 'DE', '1']])
    expect(await openOf(warehouse, { ...request, first: 1, after: pageInfo.endCursor ?? '' })).toEqual(whole)
    expect(
      await openOf(warehouse, { ...request, from: '2025-02-01', to: '2025-02-28', compareTo: ['1 month'] }),
    ).toEqual([['activation_rate', 2, '0.666666666667']])
  })

  test('over a window, an immature sign-up counts once for every row that contains it', async ({ given }) => {
    const warehouse = await given(company)
    // January counts 2 sign-ups, February all 5; of these 7 only February's two are immature
    expect(
      await openOf(warehouse, {
        metrics: [{ metric: 'activation_rate', over: 'all_time' }],
        grain: 'month',
        to: '2025-02-28',
      }),
    ).toEqual([['activation_rate', 2, '0.285714285714']])
  })

  test('a longer window has a larger immature share', async ({ given }) => {
    const warehouse = await given(company)
    expect(
      await openOf(warehouse, {
        metrics: ['activation_rate'],
        options: { activation_window_hours: 30 * 24 },
      }),
    ).toEqual([['activation_rate', 3, '0.6']])
  })

  test('for cohort metrics the requested cells whose period has not ended are immature', async ({
    given,
  }) => {
    const warehouse = await given(company)
    // in the middle of March: January's cohort has the ages 0, 1, 2, February's 0 and 1; March has not ended
    const question: MetricsRequestInput = {
      metrics: ['user_retention_rate'],
      grain: 'month',
      asOf: '2025-03-15',
    }
    expect(await openOf(warehouse, question)).toEqual([['user_retention_rate', 2, '0.4']])
    expect(
      await openOf(warehouse, { ...question, where: [{ dimension: 'age', operator: 'lte', value: 1 }] }),
    ).toEqual([['user_retention_rate', 1, '0.25']])
  })

  test('without sign-ups nothing is immature', async ({ given }) => {
    const warehouse = await given(company)
    expect(
      await openOf(warehouse, { metrics: ['activation_rate'], from: '2025-01-20', to: '2025-01-31' }),
    ).toEqual([['activation_rate', null, null]])
  })
})

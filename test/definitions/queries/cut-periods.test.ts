import { expect } from 'vitest'
import type { MetricsRequestInput } from '../../../src/semantic/model/request/request.ts'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

/** Sign-ups on 30 November, 10 and 20 January, 1 and 31 March; ada is active on five days. */
const company: Readonly<Record<string, readonly Row[]>> = {
  users: [
    { user_id: 'ada', created_at: '2024-11-30' },
    { user_id: 'bob', created_at: '2025-01-10' },
    { user_id: 'cy', created_at: '2025-01-20' },
    { user_id: 'dee', created_at: '2025-03-01' },
    { user_id: 'eve', created_at: '2025-03-31T23:59:59Z' },
  ],
  product_events: ['2025-01-05', '2025-01-15', '2025-02-10', '2025-03-05', '2025-03-25'].map(
    (occurred_at, index) => ({ event_id: `e${index}`, user_id: 'ada', occurred_at }),
  ),
  subscription_periods: [
    { customer_id: 'acme', started_at: '2025-01-10', ended_at: '2025-03-10', amount: 100 },
    { customer_id: 'acme', started_at: '2025-03-10', amount: 150 },
    { customer_id: 'bolt', started_at: '2025-02-01', ended_at: '2025-04-01', amount: 40 },
  ],
}

/** From 15 January to 20 March, as of 15 April. */
const cut: Omit<MetricsRequestInput, 'metrics'> = {
  grain: 'month',
  from: '2025-01-15',
  to: '2025-03-20',
  asOf: '2025-04-15',
  partial: 'keep',
}

onBothEngines((test) => {
  test('a cut month has the sign-ups of its days within the bounds, and says so', async ({ given }) => {
    const { ask } = await given(company)
    expect(await ask({ ...cut, metrics: ['signups'] })).toEqual([
      { period: '2025-01-01', is_partial: true, signups: 1 },
      { period: '2025-02-01', is_partial: false, signups: 0 },
      { period: '2025-03-01', is_partial: true, signups: 1 },
    ])
    const whole = await ask({ ...cut, metrics: ['signups'], partial: 'whole' })
    expect(whole.map(({ signups }) => signups)).toEqual([2, 0, 2])
  })

  test('without partial months there is only February, and a total is that of the counted days', async ({
    given,
  }) => {
    const { ask, answer } = await given(company)
    expect(await ask({ ...cut, metrics: ['signups'], partial: 'drop' })).toEqual([
      { period: '2025-02-01', signups: 0 },
    ])
    expect((await answer({ ...cut, metrics: ['signups'], totals: true })).totals).toEqual([null, null, '2'])
  })

  test('the period of as_of is partial until its last day is over, also without bounds', async ({
    given,
  }) => {
    const { ask, rejection } = await given(company)
    const march: MetricsRequestInput = { metrics: ['signups'], grain: 'month', from: '2025-03-01' }
    const partial = async (asOf: string, more: Partial<MetricsRequestInput> = {}) =>
      (await ask({ ...march, asOf, partial: 'keep', ...more })).map(({ is_partial: isPartial }) => isPartial)
    expect(await partial('2025-03-30T12:00:00Z')).toEqual([true])
    // a date is its first instant
    expect(await partial('2025-03-31')).toEqual([true])
    expect(await partial('2025-03-31T12:00:00Z')).toEqual([true])
    expect(await partial('2025-03-31T12:00:00Z', { to: '2025-03-31' })).toEqual([true])
    expect(await partial('2025-03-31T23:59:59Z')).toEqual([false])
    expect(await partial('2025-03-31T23:59:59Z', { timeZone: 'America/New_York' })).toEqual([true])
    expect(await partial('2025-04-01')).toEqual([false, true])
    // the day of as_of, too
    expect(await partial('2025-03-31T12:00:00Z', { grain: 'day', from: '2025-03-30' })).toEqual([false, true])
    const running = { ...march, from: '2025-02-01', asOf: '2025-03-31T12:00:00Z' }
    expect(await ask({ ...running, partial: 'drop' })).toEqual([{ period: '2025-02-01', signups: 0 }])
    expect((await rejection({ ...running, partial: 'reject' })).message).toMatch(
      /to 2025-03-31, which is not over.*to 2025-02-28/,
    )
  })

  test('without a grain, a range that cuts months has sign-ups of its days, and no revenue', async ({
    given,
  }) => {
    const { ask, rejection } = await given(company)
    const { grain: _grain, ...range } = cut
    expect(await ask({ ...range, metrics: ['signups'] })).toEqual([{ signups: 2 }])
    for (const partial of ['keep', 'drop', 'reject'] as const)
      expect(await rejection({ ...range, partial, metrics: ['signups', 'new_mrr'] })).toMatchObject({
        code: 'BAD_PERIOD',
        details: { valid: ['from 2025-01-01', 'from 2025-02-01', 'to 2025-02-28', 'to 2025-03-31'] },
      })
    const whole = { from: '2025-01-01', to: '2025-03-31', partial: 'reject' } as const
    // acme pays 100 from January, bolt 40 from February
    expect(await ask({ ...whole, asOf: '2025-04-15', metrics: ['new_mrr'] })).toEqual([{ new_mrr: 140 }])
  })

  test('a window of its own keeps its length: it ends with the bound', async ({ given }) => {
    const { ask } = await given(company)
    const asked = await ask({
      ...cut,
      metrics: [
        { metric: 'signups', alias: 'so_far', over: 'year_to_date' },
        { metric: 'signups', alias: 'in_60_days', over: '60 days' },
        'weekly_active_users',
      ],
    })
    // 60 days up to 20 March begin on 20 January
    expect(
      asked.map(({ so_far, in_60_days, weekly_active_users }) => [so_far, in_60_days, weekly_active_users]),
    ).toEqual([
      [2, 2, 0],
      [2, 2, 0],
      [3, 2, 0],
    ])
  })

  test('a cut quarter begins and ends with the balances of its months within the bounds', async ({
    given,
  }) => {
    const { ask } = await given(company)
    const quarter = { grain: 'quarter', asOf: '2025-04-15', partial: 'keep', from: '2025-02-01' } as const
    const metrics = ['starting_mrr', 'new_mrr', 'mrr']
    expect(await ask({ ...quarter, metrics, to: '2025-02-28' })).toEqual([
      { period: '2025-01-01', is_partial: true, starting_mrr: 100, new_mrr: 40, mrr: 140 },
    ])
    expect(await ask({ ...quarter, metrics, to: '2025-03-31' })).toEqual([
      { period: '2025-01-01', is_partial: true, starting_mrr: 100, new_mrr: 40, mrr: 190 },
    ])
  })

  test('a cut cohort is a smaller one', async ({ given }) => {
    const { ask } = await given(company)
    const sizes = await ask({
      ...cut,
      metrics: ['user_retention_rate'],
      where: [{ dimension: 'age', operator: 'eq', value: 0 }],
      parts: true,
    })
    expect(
      sizes.map((row) => [row['cohort'], row['is_partial'], row['user_retention_rate.denominator']]),
    ).toEqual([
      ['2025-01-01', true, 1],
      ['2025-03-01', true, 1],
    ])
  })
  test('without a grain, a metric of months counts a cut month whole, and says so', async ({ given }) => {
    const { answer } = await given(company)
    const noted = async (metrics: string[], from: string, to: string) => {
      const { rows, provenance } = await answer({ metrics, from, to, asOf: '2025-04-15' })
      return [rows[0], provenance.notes.filter((note) => note.startsWith('The bounds cut'))]
    }
    // bolt came on 1 February
    expect(await noted(['new_mrr', 'mrr'], '2025-02-10', '2025-02-12')).toEqual([
      ['40', '140'],
      [
        'The bounds cut a month, and new_mrr, mrr are known by whole months: it counts whole. Use the bounds of months.',
      ],
    ])
    expect(await noted(['new_mrr'], '2025-02-01', '2025-02-28')).toEqual([['40'], []])
    expect(await noted(['signups'], '2025-01-15', '2025-01-31')).toEqual([['1'], []])
  })
})

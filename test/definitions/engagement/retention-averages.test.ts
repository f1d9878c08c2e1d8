import { expect } from 'vitest'
import type { MetricsRequestInput } from '../../../src/semantic/model/request/request.ts'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const countries = ['DE', 'FR', 'US'] as const

/** Cohorts of 1, 2, 3 … users in successive weeks; every third of them returns one and three weeks later. */
const weeks = Array.from({ length: 6 }, (_, week) => week)
const day = (days: number) => new Date(Date.UTC(2025, 0, 6 + days)).toISOString()
const people = weeks.flatMap((week) =>
  Array.from({ length: week + 1 }, (_, index) => ({
    user_id: `${String(week)}-${String(index)}`,
    week,
    index,
  })),
)
const growing = {
  users: people.map(({ user_id, week, index }): Row => ({
    user_id,
    created_at: day(week * 7),
    country: countries[index % 3],
  })),
  product_events: people
    .filter(({ index }) => index % 3 !== 1)
    .flatMap(({ user_id, week, index }): readonly Row[] =>
      [1, 3].map((age) => ({
        event_id: `${user_id} ${String(age)}`,
        user_id,
        occurred_at: day((week + age) * 7 + index),
      })),
    ),
}

const asOf = '2025-02-19'
const average = (
  cohorts: MetricsRequestInput['cohorts'],
  more: Partial<MetricsRequestInput> = {},
): MetricsRequestInput => ({
  metrics: ['user_retention_rate'],
  grain: 'week',
  cohorts,
  asOf,
  parts: true,
  ...more,
})

onBothEngines((test) => {
  test('an average has one row per age, over the complete cohorts', async ({ given }) => {
    const { ask } = await given(growing)
    const rows = await ask(average('weighted_average'))
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'age',
      'user_retention_rate',
      'user_retention_rate.numerator',
      'user_retention_rate.denominator',
      'user_retention_rate.cohorts',
    ])
    // the week of the 17th has not ended: the cohort of the 10th of February has one whole week, the first has
    // six
    expect(
      rows.map((row) => [
        row['age'],
        row['user_retention_rate.denominator'],
        row['user_retention_rate.cohorts'],
      ]),
    ).toEqual([
      [0, 21, 6],
      [1, 15, 5],
      [2, 10, 4],
      [3, 6, 3],
      [4, 3, 2],
      [5, 1, 1],
    ])
    // of 1 + 2 + 3 + 4 + 5 users all but the second of each cohort, and the fifth of one, returned
    expect(rows.map((row) => row['user_retention_rate.numerator'])).toEqual([21, 10, 0, 4, 0, 0])
  })

  test('the weighted average counts large cohorts more, the simple average counts all alike', async ({
    given,
  }) => {
    const { ask } = await given(growing)
    const cohorts = await ask({ metrics: ['user_retention_rate'], grain: 'week', asOf, parts: true })
    const complete = cohorts.filter(
      (row) => row['age'] === 1 && row['user_retention_rate.maturity'] === 'COMPLETE',
    )
    const mean = complete.reduce((sum, row) => sum + Number(row['user_retention_rate']), 0) / complete.length
    const [, simple] = await ask(average('simple_average'))
    expect(simple?.['user_retention_rate']).toBeCloseTo(mean, 10)
    // 1, 1/2, 2/3, 3/4 and 3/5
    expect(simple).toMatchObject({ 'user_retention_rate.denominator': 5, 'user_retention_rate.cohorts': 5 })
    expect(Number(simple?.['user_retention_rate.numerator'])).toBeCloseTo(
      1 + 1 / 2 + 2 / 3 + 3 / 4 + 3 / 5,
      5,
    )
    const [, weighted] = await ask(average('weighted_average'))
    expect(weighted?.['user_retention_rate']).toBeCloseTo(10 / 15, 10)
  })

  test('the overall average is the mean of the countries’, weighted by users', async ({ given }) => {
    const { ask } = await given(growing)
    for (const options of [
      {},
      { retention_clock: 'rolling_24h' },
      { retention_criterion: 'bracket', retention_brackets: '1-2,3' },
    ]) {
      const all = await ask(average('weighted_average', { options }))
      const parts = await ask(average('weighted_average', { options, by: ['user_country'] }))
      expect(all.length).toBeGreaterThan(2)
      for (const row of all) {
        const own = parts.filter(({ age }) => age === row['age'])
        const sum = (part: string) =>
          own.reduce((total, one) => total + Number(one[`user_retention_rate.${part}`]), 0)
        expect([sum('numerator'), sum('denominator')]).toEqual([
          row['user_retention_rate.numerator'],
          row['user_retention_rate.denominator'],
        ])
        const weighted = own.reduce(
          (total, one) =>
            total + Number(one['user_retention_rate']) * Number(one['user_retention_rate.denominator']),
          0,
        )
        expect(weighted / sum('denominator')).toBeCloseTo(Number(row['user_retention_rate']), 10)
      }
    }
  })

  test('only requested cohorts are averaged, and only requested ages are returned', async ({ given }) => {
    const { ask } = await given(growing)
    const rows = await ask(
      average('weighted_average', {
        where: [
          { dimension: 'cohort', operator: 'gte', value: '2025-01-20' },
          { dimension: 'age', operator: 'in', value: [1, 3] },
        ],
      }),
    )
    expect(rows.map((row) => [row['age'], row['user_retention_rate.denominator']])).toEqual([
      [1, 12],
      [3, 3],
    ])
  })

  test('an average of complete cells is constant until the next cell is complete', async ({ given }) => {
    const { ask } = await given(growing)
    const early = await ask(average('weighted_average', { asOf: '2025-02-17' }))
    const late = await ask(average('weighted_average', { asOf: '2025-02-23T23:59:59Z' }))
    expect(late).toEqual(early)
  })

  test('averages over cohorts exist only for rates', async ({ given }) => {
    const { rejection } = await given(growing)
    for (const metric of ['retained_users_by_age', 'user_cohort_size', 'active_users', 'signups'])
      expect(await rejection({ metrics: [metric], cohorts: 'weighted_average' })).toMatchObject({
        code: 'BAD_REQUEST',
        details: { subject: 'cohorts', valid: expect.arrayContaining(['user_retention_rate']) as unknown },
      })
  })
})

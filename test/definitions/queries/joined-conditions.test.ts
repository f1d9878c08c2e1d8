import { expect } from 'vitest'
import type { MetricsRequestInput } from '../../../src/semantic/model/request/request.ts'
import type { Warehouse } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

type Where = NonNullable<MetricsRequestInput['where']>

/** Six people: three from Germany, one from France, one from Austria, one from nowhere known. */
const people = {
  users: [
    { user_id: 'a', created_at: '2025-01-01', country: 'DE', signup_source: 'ads' },
    { user_id: 'b', created_at: '2025-01-02', country: 'DE', signup_source: 'search' },
    { user_id: 'c', created_at: '2025-01-03', country: 'DE', signup_source: null },
    { user_id: 'd', created_at: '2025-01-04', country: 'FR', signup_source: 'ads' },
    { user_id: 'e', created_at: '2025-01-05', country: 'AT', signup_source: 'search' },
    { user_id: 'f', created_at: '2025-01-06', country: null, signup_source: 'ads' },
  ],
}

const signups = async ({ ask }: Warehouse, where: Where): Promise<unknown> => {
  const [row] = await ask({ metrics: ['signups'], where, asOf: '2025-02-01' })
  return row?.['signups']
}

const german = { dimension: 'user_country', operator: 'eq', value: 'DE' } as const
const french = { dimension: 'user_country', operator: 'eq', value: 'FR' } as const
const fromAds = { dimension: 'signup_source', operator: 'eq', value: 'ads' } as const
const unknown = { dimension: 'user_country', operator: 'isNull', value: true } as const

onBothEngines((test) => {
  test('people are counted who meet one of several conditions, each person once', async ({ given }) => {
    const warehouse = await given(people)
    // a, b, c, d, f: a meets both
    expect(await signups(warehouse, [{ anyOf: [german, fromAds] }])).toBe(5)
    expect(await signups(warehouse, [{ anyOf: [german, unknown] }])).toBe(4)
    // only a
    expect(await signups(warehouse, [{ allOf: [german, fromAds] }])).toBe(1)
    // a, d
    expect(await signups(warehouse, [{ anyOf: [german, french] }, fromAds])).toBe(2)
  })

  test('a negation is met where the comparison is with null', async ({ given }) => {
    const warehouse = await given(people)
    // d, e, f
    expect(await signups(warehouse, [{ not: german }])).toBe(3)
    // b, c, e: c has no source
    expect(await signups(warehouse, [{ not: fromAds }])).toBe(3)
    // e
    expect(await signups(warehouse, [{ not: { anyOf: [german, fromAds] } }])).toBe(1)
    expect(await signups(warehouse, [{ not: { not: german } }])).toBe(3)
    // everyone but a
    expect(await signups(warehouse, [{ not: { allOf: [german, fromAds] } }])).toBe(5)
  })

  test('a metric of its own condition leaves the others alone', async ({ given }) => {
    const { ask } = await given(people)
    const [row] = await ask({
      metrics: ['signups', { metric: 'signups', alias: 'some', where: [{ anyOf: [french, unknown] }] }],
      asOf: '2025-02-01',
    })
    expect(row).toMatchObject({ signups: 6, some: 2 })
  })

  test('a cohort counts the people who meet one of the conditions, at the ages that meet one', async ({
    given,
  }) => {
    const { ask } = await given({
      users: people.users,
      product_events: [
        { user_id: 'a', occurred_at: '2025-02-09' },
        { user_id: 'd', occurred_at: '2025-04-18' },
        { user_id: 'e', occurred_at: '2025-02-09' },
      ],
    })
    const rows = await ask({
      metrics: ['user_retention_rate'],
      by: ['cohort', 'age'],
      where: [
        { anyOf: [german, french] },
        {
          anyOf: [
            { dimension: 'age', operator: 'eq', value: 1 },
            { dimension: 'age', operator: 'gte', value: 3 },
          ],
        },
      ],
      grain: 'month',
      asOf: '2025-06-01',
      options: { retention_start_event: null },
      parts: true,
    })
    // a, b, c and d started in January; a returned in February, d in April
    expect(rows).toMatchObject([
      { age: 1, 'user_retention_rate.numerator': 1, 'user_retention_rate.denominator': 4 },
      { age: 3, 'user_retention_rate.numerator': 1, 'user_retention_rate.denominator': 4 },
      { age: 4, 'user_retention_rate.numerator': 0, 'user_retention_rate.denominator': 4 },
    ])
  })

  test('one condition does not join ages with what is counted', async ({ given }) => {
    const { ask } = await given({ ...people, product_events: [{ user_id: 'a', occurred_at: '2025-01-09' }] })
    await expect(
      ask({
        metrics: ['user_retention_rate'],
        where: [{ anyOf: [german, { dimension: 'age', operator: 'eq', value: 1 }] }],
        asOf: '2025-02-01',
      }),
    ).rejects.toMatchObject({
      code: 'BAD_FILTER',
      message: expect.stringContaining('separate conditions') as string,
    })
  })

  test.for([
    { where: [{ anyOf: [] }], says: 'at least one condition' },
    {
      where: [{ not: { dimension: 'user_country', operator: 'like', value: 'D' } }],
      says: 'where.0.not.operator',
    },
    { where: [{ anyOf: [german], not: french }], says: 'unknown field not' },
    {
      where: [{ not: { not: { not: { not: { not: { not: german } } } } } }],
      says: 'more than 5 levels deep',
    },
    { where: [{ anyOf: [{ dimension: 'user_contry', operator: 'eq', value: 'DE' }] }], says: 'user_contry' },
  ])('rejects a condition with the reason: $says', async ({ where, says }, { given }) => {
    const { ask } = await given(people)
    await expect(ask({ metrics: ['signups'], where: where as Where, asOf: '2025-02-01' })).rejects.toThrow(
      says,
    )
  })
})

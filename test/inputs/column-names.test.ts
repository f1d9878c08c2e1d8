import { describe, expect } from 'vitest'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import { onBothEngines, onOneEngine } from '../harness/warehouse.ts'

const asOf = '2025-03-01'
const users = [
  { user_id: 'ada', created_at: '2025-01-01', signup_source: 'ads' },
  { user_id: 'bob', created_at: '2025-02-02' },
]
const called = (alias: string, metric = 'signups') => ({ metric, alias })

describe('column names of a result are unique', () => {
  onOneEngine((test) => {
    const taken: readonly (readonly [alias: string, question: MetricsRequestInput])[] = [
      ['signup_source', { metrics: [called('signup_source')], by: ['signup_source'] }],
      ['period', { metrics: [called('period')], grain: 'month' }],
      ['cohort', { metrics: [called('cohort', 'user_retention_rate')] }],
      ['age', { metrics: [called('age', 'user_retention_rate')] }],
      [
        'signups.1_month_ago',
        { metrics: ['signups', called('signups.1_month_ago')], grain: 'month', compareTo: ['previous'] },
      ],
      [
        'signups.1_year_change',
        { metrics: [called('signups.1_year_change'), 'signups'], grain: 'month', compareTo: ['1 year'] },
      ],
      [
        'activation_rate.numerator',
        { metrics: ['activation_rate', called('activation_rate.numerator')], parts: true },
      ],
      [
        'activation_rate.unrounded',
        {
          metrics: ['activation_rate', called('activation_rate.unrounded')],
          grain: 'month',
          compareTo: ['previous'],
        },
      ],
      [
        'user_retention_rate.maturity',
        {
          metrics: ['user_retention_rate', called('user_retention_rate.maturity', 'user_cohort_size')],
          parts: true,
        },
      ],
      ['signups', { metrics: ['signups', called('signups', 'activated_users')] }],
    ]

    test.for(taken)(
      'the alias %s is rejected where a column has that name',
      async ([alias, question], { given }) => {
        const { rejection } = await given({ users, product_events: [] })
        const { code, message } = await rejection({
          asOf,
          options: question.metrics.some(
            (one) => JSON.stringify(one).includes('ret') || JSON.stringify(one).includes('act'),
          )
            ? { core_action: 'made' }
            : {},
          ...question,
        })
        expect(code).toBe('BAD_REQUEST')
        expect(message).toContain(`Two columns would be named ${alias}`)
      },
    )
  })

  onBothEngines((test) => {
    test('a column name of another query is free', async ({ given }) => {
      const { ask } = await given({ users })
      for (const alias of [
        'signup_source',
        'period',
        'cohort',
        'age',
        'active_periods',
        'Ünal’s “Zahl”',
        'a.b',
        'constructor',
        '__proto__x',
      ]) {
        expect(await ask({ metrics: [called(alias)], asOf })).toEqual([{ [alias]: 2 }])
      }
      expect(await ask({ metrics: [called('age')], by: ['signup_source'], asOf, totals: true })).toEqual([
        { signup_source: 'ads', age: 1 },
        { signup_source: null, age: 1 },
      ])
    })

    test('a name is limited to the length that a database distinguishes', async ({ given }) => {
      const { ask, rejection } = await given({ users })
      const long = 'é'.repeat(20)
      const columns = await ask({
        metrics: [called(long), called(`${long.slice(0, 19)}è`)],
        asOf,
        grain: 'month',
        compareTo: ['100 quarters'],
      })
      expect(columns[0]).toMatchObject({ [`${long}.100_quarters_growth`]: null })
      expect(await rejection({ metrics: [called('é'.repeat(21))], asOf })).toMatchObject({
        code: 'BAD_REQUEST',
      })
    })
  })
})

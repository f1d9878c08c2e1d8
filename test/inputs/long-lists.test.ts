import { describe, expect } from 'vitest'
import { onBothEngines } from '../harness/warehouse.ts'

/** A statement of the database has at most 65,535 values of its own. */
const others = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `nobody ${String(index)}`)

const people = [
  { user_id: 'ada', created_at: '2025-01-01', signup_source: 'ads', country: 'DE' },
  { user_id: 'bob', created_at: '2025-01-02', signup_source: 'search', country: 'FR' },
  { user_id: 'cy', created_at: '2025-01-03', signup_source: 'ads' },
]

const asOf = '2025-02-01'

describe('a list of values can be long', () => {
  onBothEngines((test) => {
    test('66,001 values with one match', async ({ given }) => {
      const { ask } = await given({ users: people })
      const where = [
        { dimension: 'signup_source', operator: 'in' as const, value: [...others(66_000), 'ads'] },
      ]
      expect(await ask({ metrics: ['signups'], asOf, where })).toEqual([{ signups: 2 }])
    })

    test('33,001 values for two metrics, each with a list of its own as well', async ({ given }) => {
      const { ask } = await given({ users: people, product_events: [] })
      const list = [...others(33_000), 'ads']
      const where = [{ dimension: 'signup_source', operator: 'in' as const, value: list }]
      const metrics = [
        { metric: 'signups', where },
        {
          metric: 'signups',
          alias: 'all_others',
          where: [{ ...where[0], operator: 'notIn' as const, value: list, dimension: 'signup_source' }],
        },
        { metric: 'activated_users', where },
      ]
      expect(
        await ask({
          metrics,
          asOf,
          where: [{ dimension: 'country', operator: 'notIn', value: others(66_001) }],
        }),
      ).toEqual([{ signups: 2, all_others: 1, activated_users: 0 }])
    })

    test('notIn with 66,001 values keeps all others and nulls', async ({ given }) => {
      const { ask } = await given({ users: [...people, { user_id: 'dee', created_at: '2025-01-04' }] })
      const among = (operator: 'in' | 'notIn', value: string[]) =>
        ask({ metrics: ['signups'], asOf, where: [{ dimension: 'signup_source', operator, value }] })
      expect(await among('notIn', others(66_001))).toEqual([{ signups: 4 }])
      expect(await among('notIn', [...others(66_000), 'ads'])).toEqual([{ signups: 2 }])
      expect(await among('in', ['ads', 'ads', 'search'])).toEqual([{ signups: 3 }])
      expect(await among('in', [])).toEqual([{ signups: 0 }])
      expect(await among('notIn', [])).toEqual([{ signups: 4 }])
    })

    test('values are text with any content', async ({ given }) => {
      const odd = ['{a,b}', 'NULL', '"', '\\', 'a,b', ' ', '', '🙂']
      const { ask } = await given({
        users: odd.map((signup_source, index) => ({
          user_id: `u${String(index)}`,
          created_at: '2025-01-01',
          signup_source,
        })),
      })
      for (const value of odd.filter((one) => one.trim() !== '')) {
        const where = [{ dimension: 'signup_source', operator: 'in' as const, value: [value, 'x'] }]
        expect(await ask({ metrics: ['signups'], asOf, where }), value).toEqual([{ signups: 1 }])
      }
    })

    test('days, numbers and ages', async ({ given }) => {
      const { ask } = await given({
        users: people,
        product_events: [
          { user_id: 'ada', occurred_at: '2025-01-01' },
          { user_id: 'ada', occurred_at: '2025-01-08' },
          { user_id: 'bob', occurred_at: '2025-01-09' },
        ],
      })
      const ages = Array.from({ length: 70_000 }, (_, index) => index + 1)
      const days = Array.from({ length: 30 }, (_, index) => `2025-01-${String(index + 1).padStart(2, '0')}`)
      const options = { core_action: 'made' }
      const cells = await ask({
        metrics: ['user_retention_rate'],
        asOf,
        grain: 'week',
        options,
        where: [
          { dimension: 'age', operator: 'in', value: ages },
          { dimension: 'cohort', operator: 'in', value: [...days, '2024-12-30'] },
        ],
      })
      expect(cells.map(({ age }) => age)).not.toContain(0)
      expect(cells.length).toBeGreaterThan(0)
      const numbers = Array.from({ length: 70_000 }, (_, index) => index * 3)
      expect(
        await ask({
          metrics: ['signups'],
          asOf,
          having: [{ column: 'signups', operator: 'in', value: numbers }],
        }),
      ).toEqual([{ signups: 3 }])
    })

    test('66,001 values to keep', async ({ given }) => {
      const { ask } = await given({ users: people })
      const keep = [{ dimension: 'signup_source', values: [...others(66_000), 'ads', null] }]
      expect(await ask({ metrics: ['signups'], by: ['signup_source'], asOf, keep })).toEqual([
        { signup_source: '(other)', signups: 1 },
        { signup_source: 'ads', signups: 2 },
      ])
    })

    test('66,001 names of events', async ({ given }) => {
      const { ask } = await given({
        users: people,
        product_events: [{ user_id: 'ada', occurred_at: '2025-01-02', event_name: 'commit' }],
      })
      expect(
        await ask({
          metrics: ['monthly_active_users'],
          asOf: '2025-01-10',
          options: { core_action: [...others(66_000), 'commit'] },
        }),
      ).toEqual([{ monthly_active_users: 1 }])
    })
  })
})

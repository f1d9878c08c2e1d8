import { expect } from 'vitest'
import type { Grain } from '../../src/semantic/model/request/request.ts'
import { referenceSet } from '../harness/reference-set.ts'
import type { Row, Warehouse } from '../harness/warehouse.ts'
import { onBothEngines } from '../harness/warehouse.ts'

interface Example {
  readonly id: string
  readonly input: Readonly<Record<string, string | number>>
  readonly expected: Readonly<Record<string, unknown>>
}

const set = referenceSet('worked-examples')
const examples = set.isHere ? (set.json('cases.json') as readonly Example[]) : []

const event = (event_id: string, user_id: string, event_name: string, occurred_at: string): Row => ({
  event_id,
  user_id,
  event_name,
  occurred_at,
})

/** Ages with a return. */
const agesBack = async ({ ask }: Warehouse, grain: Grain, asOf: string): Promise<readonly unknown[]> => {
  const rows = await ask({
    metrics: ['retained_users_by_age'],
    grain,
    asOf,
    options: {
      retention_start_event: 'start',
      retention_return_event: 'back',
      retention_clock: 'rolling_24h',
      retention_age_zero: 'returned',
    },
  })
  return rows.filter((row) => row['retained_users_by_age'] === 1).map((row) => row['age'])
}

type Check = (
  example: Example,
  given: (tables: Readonly<Record<string, readonly Row[]>>) => Promise<Warehouse>,
) => Promise<void>

const checks: Readonly<Record<string, Check>> = {
  'amplitude-24h-window-user1': async ({ input, expected }, given) => {
    const warehouse = await given({
      product_events: [
        event('1', 'ada', 'start', `${String(input['first'])}Z`),
        event('2', 'ada', 'back', `${String(input['return'])}Z`),
      ],
    })
    expect(await agesBack(warehouse, 'day', '2021-12-10')).toEqual([expected['retained_on_day']])
  },

  'amplitude-week-window': async ({ input, expected }, given) => {
    const dated = (day: string) => `${day < '02' ? '2022' : '2021'}-${day}`
    const windows = [
      { grain: 'week', start: String(input['first']), age: 0, days: expected['week_0'] },
      { grain: 'week', start: String(input['first']), age: 1, days: expected['week_1'] },
      { grain: 'month', start: '12-03', age: 0, days: expected['month_0_from_12-03'] },
      { grain: 'month', start: '12-03', age: 1, days: expected['month_1_from_12-03'] },
    ] as const
    for (const { grain, start, age, days } of windows) {
      const [first = '', last = ''] = days as readonly string[]
      for (const day of [dated(first), `${dated(last)}T23:59:59`]) {
        const warehouse = await given({
          product_events: [
            event('1', 'ada', 'start', dated(start)),
            event('2', 'ada', 'back', day.includes('T') ? `${day}Z` : day),
          ],
        })
        expect(await agesBack(warehouse, grain, '2022-03-10'), `${grain} ${String(age)}: ${day}`).toEqual([
          age,
        ])
      }
    }
  },

  'mixpanel-birth-retention-shape': async ({ input, expected }, given) => {
    const born = Number(input['born'])
    const people = Array.from({ length: born }, (_, index) => `user-${String(index)}`)
    const back = [input['in_0_24h'], input['in_24_48h'], input['in_48_72h']].map(Number)
    const { ask } = await given({
      product_events: [
        ...people.map((user) => event(`born ${user}`, user, 'start', `${String(input['cohort'])}T06:00:00Z`)),
        ...back.flatMap((count, day) =>
          people
            .slice(born - count)
            .map((user) =>
              event(`${user} ${String(day)}`, user, 'back', `2012-01-0${String(2 + day)}T18:00:00Z`),
            ),
        ),
      ],
    })
    const question = {
      metrics: ['user_cohort_size', 'retained_users_by_age'],
      grain: 'day' as const,
      asOf: '2012-01-05T06:00:00Z',
      where: [{ dimension: 'age', operator: 'lte' as const, value: 2 }],
    }
    const options = {
      retention_start_event: 'start',
      retention_return_event: 'back',
      retention_clock: 'rolling_24h',
    }
    const rows = await ask({ ...question, options: { ...options, retention_age_zero: 'returned' } })
    expect({
      first: rows[0]?.['user_cohort_size'],
      counts: rows.map((row) => row['retained_users_by_age']),
    }).toEqual(expected)
    // as most tables of cohorts have it
    const usual = await ask({ ...question, options })
    expect(usual.map((row) => row['retained_users_by_age'])).toEqual([born, ...back.slice(1)])
  },

  'hsu-quick-ratio': async (_example, given) => {
    const months = ['2025-01', '2025-02', '2025-03', '2025-04']
    const active = { stays: [0, 1, 2, 3], leaves: [0, 1], returns: [0, 2], comes: [2, 3], late: [3] }
    const { ask } = await given({
      product_events: Object.entries(active).flatMap(([user, when]) =>
        when.map((month) => event(`${user} ${String(month)}`, user, 'made', `${months[month] ?? ''}-15`)),
      ),
    })
    const rows = await ask({
      metrics: [
        'active_users',
        'new_active_users',
        'retained_users',
        'resurrected_users',
        'dormant_users',
        'user_quick_ratio',
      ],
      grain: 'month',
      to: '2025-04-30',
      asOf: '2025-05-01',
    })
    const number = (row: Row | undefined, name: string) => Number(row?.[name])
    const monthly = rows.map((row) => ({
      active: number(row, 'active_users'),
      won: number(row, 'new_active_users') + number(row, 'resurrected_users'),
      retained: number(row, 'retained_users'),
      lost: number(row, 'dormant_users'),
    }))
    expect(monthly.map(({ active }) => active)).toEqual([3, 2, 3, 3])
    expect(monthly.map(({ won, retained }) => won + retained)).toEqual([3, 2, 3, 3])
    expect(monthly.slice(1).map(({ retained, lost }) => retained + lost)).toEqual([3, 2, 3])
    expect(rows.map((row) => row['user_quick_ratio'])).toEqual(
      monthly.map(({ won, lost }) => (lost === 0 ? null : won / lost)),
    )
    expect(rows.map((row) => row['user_quick_ratio'])).toEqual([null, 0, 2, 1])
  },

  'seed-icp-retention': async ({ input, expected }, given) => {
    const week = Number(input['week'])
    // two in seventeen are of the first segment, which is what the three rates imply
    const segments = { icp_1: { people: 200, back: 40 }, icp_2: { people: 1500, back: 45 } }
    const named = Object.entries(segments).flatMap(([segment, { people, back }]) =>
      Array.from({ length: people }, (_, index) => ({
        user_id: `${segment} ${String(index)}`,
        segment,
        // half of each segment a week later
        day: 6 + (index % 2) * 7,
        isBack: index < back,
      })),
    )
    const { ask } = await given({
      accounts: Object.keys(segments).map((segment) => ({ account_id: segment, icp_segment: segment })),
      identity_accounts: named.map(({ user_id, segment }) => ({
        user_id,
        account_id: segment,
        valid_from: '2024-01-01',
      })),
      users: named.map(({ user_id, day }) => ({
        user_id,
        created_at: new Date(Date.UTC(2025, 0, day)).toISOString(),
      })),
      product_events: named
        .filter(({ isBack }) => isBack)
        .map(({ user_id, day }) =>
          event(user_id, user_id, 'made', new Date(Date.UTC(2025, 0, day + 7 * week)).toISOString()),
        ),
    })
    const question = {
      metrics: ['user_retention_rate'],
      where: [{ dimension: 'age', operator: 'eq' as const, value: week }],
      cohorts: 'weighted_average' as const,
      grain: 'week' as const,
      asOf: '2025-04-01',
      parts: true,
    }
    const [all] = await ask(question)
    const [first, second] = await ask({ ...question, by: ['icp_segment'] })
    const rate = (row: Row | undefined, part = '') => Number(row?.[`user_retention_rate${part}`])
    expect({ all_users: rate(all), icp_1: rate(first), icp_2: rate(second) }).toEqual(expected)
    const sizes = [first, second].map((row) => rate(row, '.denominator'))
    const [small = 0, large = 0] = sizes
    expect(rate(all)).toBeCloseTo((rate(first) * small + rate(second) * large) / (small + large), 12)
    expect(small / (small + large)).toBeCloseTo(2 / 17, 12)
  },
}

onBothEngines((test) => {
  for (const example of examples) {
    const check = checks[example.id]
    if (check !== undefined) test(example.id, ({ given }) => check(example, given))
  }
}, set.isHere)

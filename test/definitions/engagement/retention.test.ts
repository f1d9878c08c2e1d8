import { expect } from 'vitest'
import type { MetricsRequestInput } from '../../../src/semantic/model/request/request.ts'
import type { Row, Warehouse } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const users = (created: Readonly<Record<string, string>>): readonly Row[] =>
  Object.entries(created).map(([user_id, created_at]) => ({ user_id, created_at }))

const made = (user_id: string, ...moments: readonly (string | readonly [string, Row])[]): readonly Row[] =>
  moments.map((moment, index) => {
    const [occurred_at, properties] = typeof moment === 'string' ? [moment, {}] : moment
    return { event_id: `${user_id} ${index}`, user_id, occurred_at, properties }
  })

/** Cohorts as a table: `cohort: size | retained at age 0, 1, 2 …`. */
const triangle = async (
  { ask }: Warehouse,
  request: Partial<MetricsRequestInput> = {},
): Promise<readonly string[]> => {
  const rows = await ask({
    metrics: ['user_cohort_size', 'retained_users_by_age'],
    grain: 'week',
    asOf: '2025-02-03',
    ...request,
  })
  const cohorts = new Map<string, unknown[]>()
  for (const row of rows) {
    const name = String(row['cohort'])
    cohorts.set(name, [...(cohorts.get(name) ?? []), row['retained_users_by_age']])
  }
  return [...cohorts].map(([cohort, cells]) => `${cohort}: ${cells.join(' ')}`)
}

/**
 * Three users of the first week of January: one returns in the two weeks after, one in the third, one never.
 */
const threePeople = {
  users: users({ ada: '2025-01-06', bob: '2025-01-08', cy: '2025-01-12T23:59:59Z' }),
  product_events: [...made('ada', '2025-01-13', '2025-01-14', '2025-01-20'), ...made('bob', '2025-01-27')],
}

onBothEngines((test) => {
  test('at age 0 all users are retained, then those who returned in that week', async ({ given }) => {
    const warehouse = await given(threePeople)
    expect(await triangle(warehouse)).toEqual(['2025-01-06: 3 1 1 1'])
    expect(
      await warehouse.ask({ metrics: ['user_retention_rate'], grain: 'week', asOf: '2025-02-03' }),
    ).toMatchObject([
      { cohort: '2025-01-06', age: 0, user_retention_rate: 1 },
      { age: 1, user_retention_rate: 0.333333333333 },
      { age: 2, user_retention_rate: 0.333333333333 },
      { age: 3, user_retention_rate: 0.333333333333 },
    ])
  })

  test('on_or_after counts users who return in a later week', async ({ given }) => {
    const warehouse = await given(threePeople)
    expect(await triangle(warehouse, { options: { retention_criterion: 'on_or_after' } })).toEqual([
      '2025-01-06: 3 2 2 1',
    ])
  })

  test('the base can be the users retained one week earlier', async ({ given }) => {
    const { ask } = await given(threePeople)
    const rows = await ask({
      metrics: ['user_retention_rate', 'user_cohort_size'],
      grain: 'week',
      asOf: '2025-02-03',
      options: { retention_base: 'previous', retention_criterion: 'on_or_after' },
    })
    expect(rows.map((row) => row['user_retention_rate'])).toEqual([1, 0.666666666667, 1, 0.5])
  })

  test('retention can require more than one return', async ({ given }) => {
    const warehouse = await given(threePeople)
    expect(await triangle(warehouse, { options: { retention_min_occurrences: 2 } })).toEqual([
      '2025-01-06: 3 1 0 0',
    ])
  })

  test('a week that has not ended is partial, one that has not started has no row', async ({ given }) => {
    const { ask } = await given(threePeople)
    const rows = await ask({
      metrics: ['user_retention_rate'],
      grain: 'week',
      asOf: '2025-01-22T12:00:00Z',
      parts: true,
    })
    expect(rows.map((row) => [row['age'], row['user_retention_rate.maturity']])).toEqual([
      [0, 'COMPLETE'],
      [1, 'COMPLETE'],
      [2, 'PARTIAL'],
    ])
  })

  test('an hour that starts exactly as of now has no row, like a day', async ({ given }) => {
    const { ask } = await given({
      users: [{ user_id: 'ada', created_at: '2025-01-06T08:30:00Z' }],
      product_events: [{ user_id: 'ada', occurred_at: '2025-01-06T08:40:00Z' }],
    })
    const ages = async (asOf: string) =>
      (await ask({ metrics: ['user_cohort_size'], grain: 'hour', asOf })).map((row) => row['age'])
    expect(await ages('2025-01-06T10:00:00Z')).toEqual([0, 1])
    expect(await ages('2025-01-06T10:00:01Z')).toEqual([0, 1, 2])
  })

  test('deleted users stay in their cohort', async ({ given }) => {
    const warehouse = await given({
      users: [...threePeople.users, { user_id: 'gone', created_at: '2025-01-07', deleted_at: '2025-01-08' }],
      product_events: threePeople.product_events,
    })
    expect(await triangle(warehouse)).toEqual(['2025-01-06: 4 1 1 1'])
  })

  test('a week starts on the company’s week start, in its time zone', async ({ given }) => {
    const warehouse = await given({
      users: users({ ada: '2025-01-05T12:00:00Z', bob: '2025-01-05T23:30:00Z' }),
      product_events: made('ada', '2025-01-12T23:30:00Z'),
    })
    const asOf = '2025-01-20'
    expect(await triangle(warehouse, { asOf })).toEqual(['2024-12-30: 2 1 0'])
    expect(await triangle(warehouse, { asOf, options: { week_start: 'sunday' } })).toEqual([
      '2025-01-05: 2 1 0',
    ])
    expect(await triangle(warehouse, { asOf, timeZone: 'Europe/Berlin' })).toEqual([
      '2024-12-30: 1 0 1',
      '2025-01-06: 1 0',
    ])
  })

  test('months and days are as long as the calendar says', async ({ given }) => {
    const warehouse = await given({
      users: users({ ada: '2024-12-31' }),
      product_events: made('ada', '2025-01-01', '2025-02-28'),
    })
    const asOf = '2025-03-01'
    expect(await triangle(warehouse, { grain: 'month', asOf })).toEqual(['2024-12-01: 1 1 1'])
    expect(await triangle(warehouse, { grain: 'day', asOf: '2025-01-03' })).toEqual(['2024-12-31: 1 1 0'])
    expect(await triangle(warehouse, { grain: 'year', asOf })).toEqual(['2024-01-01: 1 1'])
    expect(await triangle(warehouse, { grain: 'quarter', asOf })).toEqual(['2024-10-01: 1 1'])
  })

  test('a date range selects cohorts, not their later ages', async ({ given }) => {
    const warehouse = await given({
      users: users({ ada: '2025-01-06', bob: '2025-01-13' }),
      product_events: [...made('ada', '2025-01-20'), ...made('bob', '2025-01-27')],
    })
    expect(await triangle(warehouse, { from: '2025-01-06', to: '2025-01-12' })).toEqual([
      '2025-01-06: 1 0 1 0',
    ])
  })

  const report = { event: 'made', where: { kind: 'report' } }
  const choosy = {
    users: users({ ada: '2024-01-01', bob: '2024-01-01' }),
    product_events: [
      ...made('ada', ['2025-01-06', { kind: 'chart' }], ['2025-01-13', { kind: 'report' }], '2025-01-20'),
      ...made('bob', ['2025-01-06', { kind: 'report' }], ['2025-01-20', { kind: 'report' }]),
    ],
  }

  test('first_time cohorts start with the first matching event', async ({ given }) => {
    const warehouse = await given(choosy)
    expect(await triangle(warehouse, { options: { retention_start_event: report } })).toEqual([
      '2025-01-06: 1 0 1 0',
      '2025-01-13: 1 1 0',
    ])
  })

  test('first_ever cohorts exclude users whose first event of the name does not match', async ({ given }) => {
    const warehouse = await given(choosy)
    const options = { retention_start_event: report, retention_cohort_entry: 'first_ever' }
    expect(await triangle(warehouse, { options })).toEqual(['2025-01-06: 1 0 1 0'])
  })

  test('recurring cohorts contain a user in every week with a start', async ({ given }) => {
    const warehouse = await given(choosy)
    const options = { retention_start_event: report, retention_cohort_entry: 'recurring' }
    expect(await triangle(warehouse, { options })).toEqual([
      '2025-01-06: 1 0 1 0',
      '2025-01-13: 1 1 0',
      '2025-01-20: 1 0',
    ])
  })

  test('a return can require a specific event', async ({ given }) => {
    const warehouse = await given(choosy)
    const options = { retention_start_event: 'made', retention_return_event: report }
    expect(await triangle(warehouse, { options })).toEqual(['2025-01-06: 2 1 1 0'])
  })

  test('on the rolling clock 23 hours and a minute are one day when the truncated hours are 24 apart', async ({
    given,
  }) => {
    // the example of Amplitude's documentation
    const warehouse = await given({
      product_events: made('ada', '2021-12-01T17:59:00Z', '2021-12-02T17:00:00Z'),
    })
    const request = { grain: 'day' as const, asOf: '2021-12-04' }
    const options = { retention_start_event: 'made', retention_clock: 'rolling_24h' }
    expect(await triangle(warehouse, { ...request, options })).toEqual(['2021-12-01: 1 1 0'])
  })

  test('on the rolling clock 23 hours are less than a day', async ({ given }) => {
    const warehouse = await given({
      product_events: made('ada', '2021-12-01T17:00:00Z', '2021-12-02T16:59:00Z'),
    })
    const options = { retention_start_event: 'made', retention_clock: 'rolling_24h' }
    expect(await triangle(warehouse, { grain: 'day', asOf: '2021-12-04', options })).toEqual([
      '2021-12-01: 1 0 0',
    ])
    // by the calendar it is the next day
    expect(
      await triangle(warehouse, {
        grain: 'day',
        asOf: '2021-12-04',
        options: { retention_start_event: 'made' },
      }),
    ).toEqual(['2021-12-01: 1 1 0'])
  })

  test('a rolling week has seven days, a rolling month thirty, from the first event on', async ({
    given,
  }) => {
    const options = {
      retention_start_event: 'start',
      retention_return_event: 'made',
      retention_clock: 'rolling_24h',
    }
    const ageOf = async (start: string, day: string, grain: 'week' | 'month') => {
      const { ask } = await given({
        product_events: [
          { event_id: 'start', event_name: 'start', user_id: 'ada', occurred_at: start },
          ...made('ada', day),
        ],
      })
      const rows = await ask({ metrics: ['retained_users_by_age'], grain, asOf: '2022-03-01', options })
      return rows.filter((row) => row['age'] !== 0 && row['retained_users_by_age'] === 1)[0]?.['age'] ?? 0
    }
    expect(await ageOf('2021-12-01', '2021-12-07', 'week')).toBe(0)
    expect(await ageOf('2021-12-01', '2021-12-08', 'week')).toBe(1)
    expect(await ageOf('2021-12-01', '2021-12-14', 'week')).toBe(1)
    expect(await ageOf('2021-12-01', '2021-12-15', 'week')).toBe(2)
    expect(await ageOf('2021-12-03', '2022-01-01', 'month')).toBe(0)
    expect(await ageOf('2021-12-03', '2022-01-02', 'month')).toBe(1)
    expect(await ageOf('2021-12-03', '2022-01-31', 'month')).toBe(1)
    expect(await ageOf('2021-12-03', '2022-02-01', 'month')).toBe(2)
  })

  test('a rolling cell is complete when the age of its last entry has ended', async ({ given }) => {
    const { ask } = await given({
      product_events: [...made('ada', '2025-01-06T10:30:00Z'), ...made('bob', '2025-01-06T15:30:00Z')],
    })
    const maturity = async (asOf: string) => {
      const rows = await ask({
        metrics: ['user_retention_rate'],
        grain: 'day',
        asOf,
        parts: true,
        options: { retention_start_event: 'made', retention_clock: 'rolling_24h' },
      })
      return rows.map((row) => row['user_retention_rate.maturity'])
    }
    expect(await maturity('2025-01-07T14:59:59Z')).toEqual(['PARTIAL', 'PARTIAL'])
    expect(await maturity('2025-01-07T15:00:00Z')).toEqual(['COMPLETE', 'PARTIAL'])
    expect(await maturity('2025-01-08T15:00:00Z')).toEqual(['COMPLETE', 'COMPLETE', 'PARTIAL'])
  })

  test('a workspace returns with any of its users, and so does a company', async ({ given }) => {
    const { ask } = await given({
      accounts: [{ account_id: 'acme', created_at: '2025-01-06' }],
      workspaces: [{ workspace_id: 'one', created_at: '2025-01-06', account_id: 'acme' }],
      users: users({ ada: '2025-01-06', bob: '2025-01-06' }),
      product_events: [
        { occurred_at: '2025-01-13', user_id: 'ada', workspace_id: 'one' },
        { event_id: 'bob', occurred_at: '2025-01-20', user_id: 'bob', workspace_id: 'one' },
      ],
    })
    const asOf = '2025-02-03'
    for (const actor of ['workspace', 'account']) {
      const rows = await ask({
        metrics: [`${actor}_cohort_size`, `retained_${actor}s_by_age`],
        grain: 'week',
        asOf,
      })
      expect(rows.map((row) => row[`retained_${actor}s_by_age`])).toEqual([1, 1, 1, 0])
    }
  })

  test('retention equals a hand-written query for every cohort, age and country', async ({ given }) => {
    const people = Array.from({ length: 24 }, (_, index) => index)
    const { ask, sql } = await given({
      users: people.map((index) => ({
        user_id: `user-${index}`,
        created_at: `2025-01-${String(1 + index).padStart(2, '0')}`,
        country: ['DE', 'FR'][index % 2],
      })),
      product_events: people.flatMap((index) =>
        made(
          `user-${index}`,
          ...[3, 9, 15, 22, 30]
            .filter((_, nth) => (index + nth) % 3 === 0)
            .map((days) => new Date(Date.UTC(2025, 0, 1 + index + days)).toISOString()),
        ),
      ),
    })
    for (const comparison of ['=', '>='] as const) {
      expect(
        await ask({
          metrics: ['user_cohort_size', 'retained_users_by_age'],
          by: ['user_country'],
          grain: 'week',
          asOf: '2025-03-03',
          options: { retention_criterion: comparison === '=' ? 'on' : 'on_or_after' },
        }).then((rows) => rows.map(({ period: _period, ...row }) => row)),
      ).toEqual(
        await sql(`
          with cohorts as (
            select user_id, country, date_trunc('week', created_at)::date as cohort from source.users
          ),
          sizes as (select cohort, country, count(*) as size from cohorts group by cohort, country)
          select sizes.cohort, ages.age, sizes.country as user_country, size as user_cohort_size, (
            select count(*) from cohorts
            where cohorts.cohort = sizes.cohort and cohorts.country = sizes.country and (
              ages.age = 0 or exists (
                select 1 from source.product_events as events
                where events.user_id = cohorts.user_id
                  and (date_trunc('week', occurred_at)::date - sizes.cohort) / 7 ${comparison} ages.age
              )
            )
          ) as retained_users_by_age
          from sizes
          cross join lateral generate_series(0, (date '2025-02-24' - sizes.cohort) / 7) as ages (age)
          order by sizes.cohort, ages.age, sizes.country`),
      )
    }
  })
})

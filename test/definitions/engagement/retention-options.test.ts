import { expect } from 'vitest'
import type { MetricsRequestInput } from '../../../src/semantic/model/request/request.ts'
import type { Row, Warehouse } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const made = (user_id: string, ...moments: readonly string[]): readonly Row[] =>
  moments.map((occurred_at, index) => ({ event_id: `${user_id} ${String(index)}`, user_id, occurred_at }))

/** Age and number, as `0:3 1:2`; a cell that is not complete has a question mark. */
const curve = async (
  { ask }: Warehouse,
  options: Record<string, unknown> = {},
  request: Partial<MetricsRequestInput> = {},
): Promise<string> => {
  const rows = await ask({
    metrics: ['retained_users_by_age'],
    grain: 'day',
    asOf: '2025-01-11',
    from: '2025-01-01',
    to: '2025-01-01',
    parts: true,
    options,
    ...request,
  })
  return rows
    .map(
      (row) =>
        `${String(row['age'])}:${String(row['retained_users_by_age'])}${row['retained_users_by_age.maturity'] === 'COMPLETE' ? '' : '?'}`,
    )
    .join(' ')
}

/** Three users of one day: one returns on days 2, 5 and 6, one only at once, one on day 9. */
const threePeople = {
  users: ['ada', 'bob', 'cy'].map((user_id) => ({ user_id, created_at: '2025-01-01T10:00:00Z' })),
  product_events: [
    ...made('ada', '2025-01-03', '2025-01-06', '2025-01-07'),
    ...made('bob', '2025-01-01T18:00:00Z'),
    ...made('cy', '2025-01-10'),
  ],
}

onBothEngines((test) => {
  test('a bracket counts each user who returned at any of its ages once', async ({ given }) => {
    const warehouse = await given(threePeople)
    const options = { retention_criterion: 'bracket', retention_brackets: '1-3,4-7,8-9' }
    expect(await curve(warehouse, options)).toBe('0:3 1:1 4:1 8:1')
  })

  test('a bracket has a row when its first age has started, and is complete when its last has ended', async ({
    given,
  }) => {
    const warehouse = await given(threePeople)
    const options = { retention_criterion: 'bracket', retention_brackets: ['1', '2-4', '5-9'] }
    expect(await curve(warehouse, options, { asOf: '2025-01-05' })).toBe('0:3 1:0 2:1?')
    expect(await curve(warehouse, options, { asOf: '2025-01-06' })).toBe('0:3 1:0 2:1')
    expect(await curve(warehouse, options, { asOf: '2025-01-06T00:00:01Z' })).toBe('0:3 1:0 2:1 5:1?')
  })

  test('on the rolling clock the maturity of a group does not depend on the other groups', async ({
    given,
  }) => {
    const { ask } = await given({
      users: [
        { user_id: 'early', country: 'DE', created_at: '2025-01-06T00:00:00Z' },
        { user_id: 'late', country: 'FR', created_at: '2025-01-11T00:00:00Z' },
      ],
      product_events: [{ user_id: 'early', occurred_at: '2025-01-14' }],
    })
    const request = {
      metrics: ['user_retention_rate'],
      grain: 'week' as const,
      options: { retention_clock: 'rolling_24h' },
      asOf: '2025-01-20',
      parts: true,
    }
    const split = await ask({ ...request, by: ['user_country'] })
    const alone = async (country: string) =>
      (await ask({ ...request, where: [{ dimension: 'user_country', operator: 'eq', value: country }] })).map(
        ({ age, ...row }) => [age, row['user_retention_rate'], row['user_retention_rate.maturity']],
      )
    // two weeks after the sixth of January have passed for the first user, not for the one of the eleventh
    expect(await alone('DE')).toEqual([
      [0, 1, 'COMPLETE'],
      [1, 1, 'COMPLETE'],
      [2, 0, 'PARTIAL'],
    ])
    expect(await alone('FR')).toEqual([
      [0, 1, 'COMPLETE'],
      [1, 0, 'PARTIAL'],
    ])
    for (const country of ['DE', 'FR']) {
      expect(
        split
          .filter((row) => row['user_country'] === country)
          .map(({ age, ...row }) => [age, row['user_retention_rate'], row['user_retention_rate.maturity']]),
      ).toEqual(await alone(country))
    }
  })

  test('brackets work on the rolling clock too', async ({ given }) => {
    const warehouse = await given(threePeople)
    // from ten in the morning on, the third of January is one day and 14 hours, the sixth four days and 14 hours
    const options = {
      retention_criterion: 'bracket',
      retention_brackets: '1-3,4-7',
      retention_clock: 'rolling_24h',
    }
    expect(await curve(warehouse, options)).toBe('0:3 1:1 4:1')
  })

  test.for([
    // past ten on the clock of the zone, on both days: by the hours of UTC only 23 hours lie between
    { timeZone: 'Asia/Kolkata', start: '2025-01-01T05:10:00Z', back: '2025-01-02T04:35:00Z', age: 1 },
    { timeZone: 'Asia/Kathmandu', start: '2025-01-01T05:05:00Z', back: '2025-01-02T04:20:00Z', age: 1 },
    // the clock goes forward in between: 10:40 and 11:05
    { timeZone: 'America/St_Johns', start: '2025-03-08T14:10:00Z', back: '2025-03-09T13:35:00Z', age: 1 },
    // the clock goes back by half an hour: 10:40 and 9:35, which began 23 hours and a half after 10:00
    { timeZone: 'Australia/Lord_Howe', start: '2025-04-04T23:40:00Z', back: '2025-04-05T23:05:00Z', age: 0 },
  ])(
    'rolling hours start at the full hours of $timeZone',
    async ({ timeZone, start, back, age }, { given }) => {
      const { ask } = await given({
        users: [{ user_id: 'ada', created_at: start }],
        product_events: made('ada', back),
      })
      const agesIn = async (zone: string) =>
        (
          await ask({
            metrics: ['retained_users_by_age'],
            grain: 'day',
            asOf: '2025-05-01',
            timeZone: zone,
            options: { retention_clock: 'rolling_24h', retention_age_zero: 'returned' },
            having: [{ column: 'retained_users_by_age', operator: 'gt', value: 0 }],
          })
        ).map((row) => row['age'])
      expect(await agesIn(timeZone)).toEqual([age])
      expect(await agesIn('UTC')).toEqual([1 - age])
    },
  )

  test('invalid brackets are rejected with an example', async ({ given }) => {
    const { rejection } = await given(threePeople)
    for (const options of [
      { retention_criterion: 'bracket' },
      { retention_criterion: 'bracket', retention_brackets: '0-3' },
      { retention_criterion: 'bracket', retention_brackets: '3-1' },
      { retention_criterion: 'bracket', retention_brackets: '1-3,3-5' },
      { retention_criterion: 'bracket', retention_brackets: 'early,late' },
      { retention_criterion: 'on', retention_brackets: '1-3' },
    ])
      expect(await rejection({ metrics: ['user_retention_rate'], options })).toMatchObject({
        code: 'BAD_OPTION',
        details: { subject: 'retention_brackets', valid: ['1-3,4-7', '1,2-7,8-30'] },
      })
  })

  test('age 0 can count the users who returned within their own period', async ({ given }) => {
    const warehouse = await given(threePeople)
    expect(await curve(warehouse, { retention_age_zero: 'returned' })).toBe(
      '0:1 1:0 2:1 3:0 4:0 5:1 6:1 7:0 8:0 9:1',
    )
    // fourteen hours after ten is the next day by the calendar, and still the first one by the clock
    expect(
      await curve(
        warehouse,
        { retention_age_zero: 'returned', retention_clock: 'rolling_24h' },
        { to: '2025-01-01' },
      ),
    ).toBe('0:1 1:1 2:0 3:0 4:1 5:1 6:0 7:0 8:1 9:0?')
  })

  test('the start event itself is no return, another event of the same name is', async ({ given }) => {
    const warehouse = await given({
      product_events: [
        ...made('once', '2025-01-01T10:00:00Z'),
        ...made('twice', '2025-01-01T10:00:00Z', '2025-01-01T10:00:01Z'),
      ],
    })
    const options = {
      retention_age_zero: 'returned',
      retention_start_event: 'made',
      retention_return_event: 'made',
    }
    for (const clock of ['calendar', 'rolling_24h'])
      expect(await curve(warehouse, { ...options, retention_clock: clock }, { asOf: '2025-01-02' })).toMatch(
        /^0:1\??$/,
      )
  })

  test('on_or_after retention is at least the retention at the age, and never increases', async ({
    given,
  }) => {
    const warehouse = await given(threePeople)
    for (const clock of ['calendar', 'rolling_24h'])
      for (const retention_age_zero of ['cohort', 'returned']) {
        const counts = async (criterion: string) =>
          (
            await curve(warehouse, {
              retention_clock: clock,
              retention_age_zero,
              retention_criterion: criterion,
            })
          )
            .split(' ')
            .map((cell) => Number(/:(\d+)/.exec(cell)?.[1]))
        const on = await counts('on')
        const orLater = await counts('on_or_after')
        expect(orLater.every((people, age) => people >= (on[age] ?? 0))).toBe(true)
        expect(orLater).toEqual([...orLater].sort((one, other) => other - one))
        if (retention_age_zero === 'cohort') expect([on[0], orLater[0]]).toEqual([3, 3])
      }
  })

  test('days of 23 and 25 hours are days by the calendar, and not on the rolling clock', async ({
    given,
  }) => {
    const berlin = { timeZone: 'Europe/Berlin', grain: 'day' as const }
    // noon, and noon a day later: 23 hours in March, 25 in October
    const spring = await given({
      users: [{ user_id: 'ada', created_at: '2025-03-29T12:00:00+01:00' }],
      product_events: made('ada', '2025-03-30T12:00:00+02:00'),
    })
    const march = { ...berlin, from: '2025-03-29', to: '2025-03-29', asOf: '2025-03-31T12:00:00+02:00' }
    expect(await curve(spring, {}, march)).toBe('0:1 1:1 2:0?')
    expect(await curve(spring, { retention_clock: 'rolling_24h' }, march)).toBe('0:1 1:0?')
    const autumn = await given({
      users: [{ user_id: 'ada', created_at: '2025-10-25T12:00:00+02:00' }],
      product_events: made('ada', '2025-10-26T12:00:00+01:00'),
    })
    const october = { ...berlin, from: '2025-10-25', to: '2025-10-25', asOf: '2025-10-26T12:30:00+01:00' }
    expect(await curve(autumn, {}, october)).toBe('0:1 1:1?')
    expect(await curve(autumn, { retention_clock: 'rolling_24h' }, october)).toBe('0:1 1:1?')
  })

  test('events received after as_of are not known, and complete cells are constant', async ({ given }) => {
    const late = { event_id: 'late', user_id: 'cy', occurred_at: '2025-01-02', received_at: '2025-01-09' }
    const warehouse = await given({ ...threePeople, product_events: [...threePeople.product_events, late] })
    expect(await curve(warehouse, {}, { asOf: '2025-01-05' })).toBe('0:3 1:0 2:1 3:0')
    expect(await curve(warehouse, {}, { asOf: '2025-01-07T12:00:00Z' })).toBe('0:3 1:0 2:1 3:0 4:0 5:1 6:1?')
    expect(await curve(warehouse, {}, { asOf: '2025-01-10' })).toBe('0:3 1:1 2:1 3:0 4:0 5:1 6:1 7:0 8:0')
  })
})

import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const metrics = ['eligible_for_habit', 'habitual_users', 'habit_rate']

const acted = (user_id: string, ...days: readonly string[]): readonly Row[] =>
  days.map((occurred_at) => ({ event_id: `${user_id} ${occurred_at}`, user_id, occurred_at }))

/** Wednesday, 1 January 2025: the weeks that count begin on the 6th, 13th, 20th and 27th. */
const signedUp = (...users: readonly string[]): readonly Row[] =>
  users.map((user_id) => ({ user_id, created_at: '2025-01-01T10:00:00Z' }))

onBothEngines((test) => {
  test('a habit is the core action in three of the four weeks after the sign-up week', async ({ given }) => {
    const { ask } = await given({
      users: signedUp('three weeks', 'two weeks', 'first week', 'later'),
      product_events: [
        ...acted('three weeks', '2025-01-06', '2025-01-19T23:59:59Z', '2025-02-02T23:59:59Z'),
        ...acted('two weeks', '2025-01-06', '2025-01-07', '2025-01-13', '2025-01-19'),
        // the week of sign-up itself does not count
        ...acted('first week', '2025-01-02', '2025-01-06', '2025-01-13'),
        ...acted('later', '2025-01-20', '2025-01-27', '2025-02-03'),
      ],
    })
    expect(await ask({ metrics, asOf: '2025-03-01' })).toEqual([
      { eligible_for_habit: 4, habitual_users: 1, habit_rate: 0.25 },
    ])
  })

  test('a user is eligible only after the fourth week', async ({ given }) => {
    const { ask } = await given({
      users: signedUp('ada'),
      product_events: acted('ada', '2025-01-06', '2025-01-13', '2025-01-20'),
    })
    expect(await ask({ metrics, asOf: '2025-02-02T23:59:59Z' })).toEqual([
      { eligible_for_habit: 0, habitual_users: 0, habit_rate: null },
    ])
    expect(await ask({ metrics, asOf: '2025-02-03' })).toEqual([
      { eligible_for_habit: 1, habitual_users: 1, habit_rate: 1 },
    ])
  })

  test('weeks start on the day and in the zone of the query', async ({ given }) => {
    const { ask } = await given({
      users: signedUp('ada'),
      // Sundays: with weeks from Sunday they are the first days of the weeks that count
      product_events: acted('ada', '2025-01-05', '2025-01-12', '2025-01-19T12:00:00Z'),
    })
    const habitual = async (options: Row, timeZone = 'UTC') =>
      (await ask({ metrics, options, timeZone, asOf: '2025-03-01' }))[0]?.['habitual_users']
    expect(await habitual({ week_start: 'monday' })).toBe(0)
    expect(await habitual({ week_start: 'sunday' })).toBe(1)
    // in New York the 5th at midnight is still the 4th
    expect(await habitual({ week_start: 'sunday' }, 'America/New_York')).toBe(0)
  })
})

import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-02-01'

const signedUp = (user_id: string, created_at = '2025-01-01T00:00:00Z'): Row => ({ user_id, created_at })
const acted = (user_id: string, occurred_at: string): Row => ({
  event_id: `${user_id} ${occurred_at}`,
  event_name: 'made',
  user_id,
  occurred_at,
})

/** Activated before sign-up, after 90 minutes, after exactly two days, never, and too late; one is too young. */
const warehouse = {
  users: [
    ...['early', 'quick', 'slow', 'never', 'late'].map((id) => signedUp(id)),
    signedUp('young', '2025-01-31T00:00:00Z'),
  ],
  product_events: [
    acted('early', '2024-12-31T00:00:00Z'),
    acted('quick', '2025-01-01T01:30:00Z'),
    acted('slow', '2025-01-03T00:00:00Z'),
    acted('late', '2025-01-20T00:00:00Z'),
    acted('young', '2025-01-31T00:10:00Z'),
  ],
}
const metrics = ['activation_curve_users', 'activation_curve_signups', 'activation_curve_rate']

onBothEngines((test) => {
  test('the activation curve rises from hour to hour and ends at the activation rate', async ({ given }) => {
    const { ask, sql } = await given(warehouse)
    const curve = await ask({ metrics, by: ['hours_since_signup'], asOf })
    const at = (hours: number) =>
      curve.find(({ hours_since_signup }) => Number(hours_since_signup) === hours)?.['activation_curve_users']
    expect([0, 1, 2, 24, 48, 72, 168].map(at)).toEqual([1, 1, 2, 2, 3, 3, 3])
    // hours 0 to 24, days 2 to 6, and the end of the window
    expect(curve).toHaveLength(31)
    expect(new Set(curve.map(({ activation_curve_signups: base }) => base))).toEqual(new Set([5]))
    expect(curve.at(-1)).toMatchObject({ activation_curve_rate: 0.6 })
    expect(await ask({ metrics: ['activation_rate'], asOf })).toEqual([{ activation_rate: 0.6 }])
    expect(
      await sql(`
        select count(distinct u.user_id) as activated_by_hour_2
        from source.users u join source.product_events e using (user_id)
        where u.created_at < '2025-01-30' and e.occurred_at <= u.created_at + interval '2 hours'`),
    ).toEqual([{ activated_by_hour_2: 2 }])
  })

  test('a shorter window ends the curve earlier, and without a window it ends after 30 days', async ({
    given,
  }) => {
    const { ask } = await given(warehouse)
    const points = async (activation_window_hours: number | null) => {
      const rows = await ask({
        metrics: ['activation_curve_users'],
        by: ['hours_since_signup'],
        options: { activation_window_hours },
        asOf,
      })
      return rows.map((row) => [Number(row['hours_since_signup']), row['activation_curve_users']])
    }
    // the young user counts at once when the window is over
    expect(await points(1.5)).toEqual([
      [0, 1],
      [1, 2],
      [1.5, 3],
    ])
    expect((await points(null)).at(-1)).toEqual([720, 5])
  })

  test('points of the curve are not added up', async ({ given }) => {
    const { rejection } = await given(warehouse)
    expect((await rejection({ metrics, asOf })).code).toBe('DIMENSION_REQUIRED')
  })
})

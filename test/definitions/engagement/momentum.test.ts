import { expect } from 'vitest'
import { factsWithWindows } from '../../../src/semantic/plan/notes/running-day-notes.ts'
import { ownCatalog } from '../../harness/own-catalog.ts'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-01-28T12:00:00Z'

/** Users `name 1` to `name n` of an account, each active once on a day. */
const active = (name: string, users: number, day: number): readonly Row[] =>
  Array.from({ length: users }, (_, index) => ({
    event_id: `${name} ${String(index + 1)} ${String(day)}`,
    event_name: 'made',
    user_id: `${name} ${String(index + 1)}`,
    account_id: name,
    occurred_at: `2025-01-${String(day).padStart(2, '0')}T10:00:00Z`,
  }))

const people = (name: string, users: number): readonly Row[] =>
  Array.from({ length: users }, (_, index) => ({
    user_id: `${name} ${String(index + 1)}`,
    email: `${String(index + 1)}@${name}.test`,
    created_at: '2025-01-01',
  }))

/** The weeks end on 7, 14, 21 and 28 January. Acme grows 2, 4, 6, 8; Globex falls 8, 8, 4, 4; Initech stays. */
const warehouse = {
  users: [...people('acme', 8), ...people('globex', 8), ...people('initech', 6)],
  account_domains: ['acme', 'globex', 'initech'].map((account_id) => ({
    domain: `${account_id}.test`,
    account_id,
    verified: true,
  })),
  product_events: [
    ...active('acme', 2, 7),
    ...active('acme', 4, 8),
    ...active('acme', 6, 21),
    ...active('acme', 8, 22),
    ...active('globex', 8, 1),
    ...active('globex', 8, 14),
    ...active('globex', 4, 15),
    ...active('globex', 4, 28),
    ...[2, 9, 16, 23].flatMap((day) => active('initech', 6, day)),
  ],
  invitations: ['2025-01-20T10:00:00Z', '2025-01-27T10:00:00Z', '2025-01-28T10:00:00Z'].map(
    (sent_at, index) => ({
      invitation_id: `i${String(index)}`,
      inviter_user_id: 'acme 1',
      invitee_key: `guest${String(index)}@acme.test`,
      sent_at,
    }),
  ),
}

onBothEngines((test) => {
  test('the slope over four weeks is that of the line that fits the weekly users best', async ({ given }) => {
    const { ask, sql } = await given(warehouse)
    // 16, 18, 16, 18 users: (3 × 18 + 16 − 18 − 3 × 16) / 10
    expect(
      await ask({
        metrics: [
          'weekly_active_users',
          'previous_weekly_active_users',
          'weekly_active_users_14d_before',
          'weekly_active_users_21d_before',
          'momentum_slope_4w',
        ],
        asOf,
      }),
    ).toEqual([
      {
        weekly_active_users: 18,
        previous_weekly_active_users: 16,
        weekly_active_users_14d_before: 18,
        weekly_active_users_21d_before: 16,
        momentum_slope_4w: 0.4,
      },
    ])
    expect(
      await sql(`
        select round(regr_slope(users, week)::numeric, 6) as slope from (
          select (extract(day from occurred_at)::int - 1) / 7 as week, count(distinct user_id) as users
          from source.product_events group by 1
        ) as weeks`),
    ).toEqual([{ slope: 0.4 }])
  })

  test('the momentum of invitations and of core actions compares the last seven days with the seven before', async ({
    given,
  }) => {
    const { ask } = await given(warehouse)
    const question = { grain: 'week' as const, from: '2025-01-20', to: '2025-01-28', asOf: '2025-02-01' }
    // the weeks end on Sundays, 26 January and 2 February
    expect(
      await ask({
        ...question,
        metrics: [
          'invitations_sent_in_week',
          'invitations_sent_in_two_weeks',
          'invitation_momentum_abs',
          'invitation_momentum_rel',
        ],
        options: { momentum_min_base: 1 },
      }),
    ).toEqual([
      {
        period: '2025-01-20',
        invitations_sent_in_week: 1,
        invitations_sent_in_two_weeks: 1,
        invitation_momentum_abs: 1,
        invitation_momentum_rel: null,
      },
      {
        period: '2025-01-27',
        invitations_sent_in_week: 2,
        invitations_sent_in_two_weeks: 3,
        invitation_momentum_abs: 1,
        invitation_momentum_rel: 1,
      },
    ])
    // 22 to 28 January: 8 + 4 + 6; 15 to 21 January: 6 + 4 + 6
    expect(
      await ask({
        metrics: ['core_actions_in_week', 'core_action_momentum_abs', 'core_action_momentum_rel'],
        asOf,
      }),
    ).toEqual([{ core_actions_in_week: 18, core_action_momentum_abs: 2, core_action_momentum_rel: 0.125 }])
  })

  test('each account is increasing, steady or decreasing, and below the minimum it is neither', async ({
    given,
  }) => {
    const { ask } = await given(warehouse)
    const by = ['activity_kind', 'account', 'momentum_direction']
    const metrics = [
      'account_activity',
      'account_momentum_abs',
      'account_momentum_rel',
      'account_momentum_slope_4w',
    ]
    const where = [{ dimension: 'activity_kind', operator: 'ne' as const, value: 'core_actions' }]
    const row = (
      activity_kind: string,
      account: string,
      momentum_direction: string | null,
      [now, abs, rel, slope]: readonly [number, number, number | null, number],
    ): Row => ({
      activity_kind,
      account,
      momentum_direction,
      account_activity: now,
      account_momentum_abs: abs,
      account_momentum_rel: rel,
      account_momentum_slope_4w: slope,
    })
    expect(await ask({ metrics, by, where, asOf })).toEqual([
      row('active_users', 'acme', 'increasing', [8, 2, 0.333333333333, 2]),
      // (3 × 4 + 4 − 8 − 3 × 8) / 10
      row('active_users', 'globex', 'decreasing', [4, 0, null, -1.6]),
      row('active_users', 'initech', 'steady', [6, 0, 0, 0]),
      row('invitations_sent', 'acme', null, [2, 1, null, 0.7]),
    ])
    expect(
      await ask({
        metrics: ['accounts_with_activity'],
        by: ['momentum_direction'],
        where: [{ dimension: 'activity_kind', operator: 'eq', value: 'active_users' }],
        // a fall of 1.6 a week is 27 % of the mean of 6
        options: { momentum_steady_share: 0.3 },
        asOf,
      }),
    ).toEqual([
      { momentum_direction: 'increasing', accounts_with_activity: 1 },
      { momentum_direction: 'steady', accounts_with_activity: 2 },
    ])
  })

  test('users, invitations and core actions have no common sum', async ({ given }) => {
    const { rejection } = await given(warehouse)
    expect((await rejection({ metrics: ['account_activity'], by: ['account'], asOf })).code).toBe(
      'DIMENSION_REQUIRED',
    )
  })
  test('a result notes that the last day of its windows has only begun', async ({ given }) => {
    // another user on each day from 1 to 14 January
    const { answer, ask } = await given({
      product_events: Array.from({ length: 14 }, (_, index) => ({
        event_id: `e${String(index)}`,
        user_id: `u${String(index)}`,
        occurred_at: `2025-01-${String(index + 1).padStart(2, '0')}T10:00:00Z`,
      })),
      subscription_periods: [{ customer_id: 'c', started_at: '2025-01-01', amount: 10 }],
    })
    const of = async (metric: string, asOf: string, to?: string) => {
      const query = { metrics: [metric], asOf, ...(to === undefined ? {} : { to }) }
      const [row] = await ask(query)
      const { notes } = (await answer(query)).provenance
      return [row?.[metric], notes.filter((note) => note.includes('has only begun')).length]
    }
    // the days 9 to 15, of which 15 has no usage yet, and 8 to 14
    expect(await of('weekly_active_users', '2025-01-15T00:00:00Z')).toEqual([6, 1])
    expect(await of('weekly_active_users', '2025-01-14T23:59:59.999999Z')).toEqual([7, 0])
    expect(await of('weekly_active_users', '2025-01-15T00:00:00Z', '2025-01-14')).toEqual([7, 0])
    expect(await of('momentum_abs', '2025-01-15T00:00:00Z')).toEqual([-1, 1])
    expect(await of('mrr', '2025-01-15T00:00:00Z')).toEqual([10, 0])
    // each of the facts exists, so the note cannot be lost by a renaming
    const { views } = await ownCatalog()
    expect(factsWithWindows.filter((fact) => !views.has(fact))).toEqual([])
  })
})

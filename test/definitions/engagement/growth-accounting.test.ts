import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const metrics = ['active_users', 'new_active_users', 'retained_users', 'resurrected_users', 'dormant_users']

const active = (user_id: string, ...days: readonly string[]): readonly Row[] =>
  days.map((day) => ({ event_id: `${user_id} ${day}`, user_id, occurred_at: day }))

onBothEngines((test) => {
  test('an active user is new, retained, dormant or resurrected', async ({ given }) => {
    const { ask } = await given({
      product_events: [
        ...active('ada', '2025-01-10', '2025-02-10', '2025-04-10'),
        ...active('bob', '2025-02-11'),
      ],
    })
    const rows = await ask({ metrics, grain: 'month', asOf: '2025-05-15' })
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['2025-01-01', 1, 1, 0, 0, 0],
      ['2025-02-01', 2, 1, 1, 0, 0],
      ['2025-03-01', 0, 0, 0, 0, 2],
      ['2025-04-01', 1, 0, 0, 1, 0],
      ['2025-05-01', 0, 0, 0, 0, 1],
    ])
  })

  test('a range that starts later uses the history before it', async ({ given }) => {
    const { ask } = await given({
      product_events: active('ada', '2025-01-10', '2025-02-10', '2025-04-10'),
    })
    expect(
      await ask({ metrics, grain: 'month', from: '2025-04-01', to: '2025-04-30', asOf: '2025-05-15' }),
    ).toEqual([
      {
        period: '2025-04-01',
        active_users: 1,
        new_active_users: 0,
        retained_users: 0,
        resurrected_users: 1,
        dormant_users: 0,
      },
    ])
  })

  test('the quick ratio is null when no user was lost', async ({ given }) => {
    const { ask } = await given({
      product_events: [
        ...active('ada', '2025-01-10', '2025-03-10'),
        ...active('bob', '2025-01-10', '2025-02-10', '2025-03-10'),
        ...active('cy', '2025-02-10'),
        ...active('dee', '2025-03-10'),
      ],
    })
    const rows = await ask({ metrics: ['user_quick_ratio'], grain: 'month', asOf: '2025-03-31' })
    // February won cy and lost ada; March won dee and ada again, and lost cy
    expect(rows.map((row) => row['user_quick_ratio'])).toEqual([null, 1, 2])
  })

  test('a company is active when any of its users is', async ({ given }) => {
    const { ask } = await given({
      product_events: [
        { occurred_at: '2025-01-10', user_id: 'ada', account_id: 'acme' },
        { occurred_at: '2025-02-10', user_id: 'bob', account_id: 'acme' },
        { occurred_at: '2025-01-10', user_id: 'cy', account_id: 'beta' },
      ],
    })
    const rows = await ask({
      metrics: ['new_active_accounts', 'retained_accounts', 'dormant_accounts', 'account_quick_ratio'],
      grain: 'month',
      asOf: '2025-02-20',
    })
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['2025-01-01', 2, 0, 0, null],
      ['2025-02-01', 0, 1, 1, 0],
    ])
  })

  test('by week, day and quarter the identity holds and equals a hand-written query', async ({ given }) => {
    const { ask, sql } = await given({
      product_events: Array.from({ length: 10 }, (_, user) =>
        active(
          `user-${user}`,
          ...Array.from({ length: 12 }, (__, index) => index)
            .filter((index) => (index * (user + 2)) % 5 < 2)
            .map((index) => `2025-0${1 + Math.floor(index / 2)}-${10 + ((user * 5 + index * 9) % 18)}`),
        ),
      ).flat(),
    })
    for (const grain of ['day', 'week', 'month', 'quarter'] as const) {
      const length = grain === 'quarter' ? '3 months' : `1 ${grain}`
      const byHand = await sql(`
        with active as (
          select distinct date_trunc('${grain}', occurred_at) as period, user_id from source.product_events
        ),
        periods as (
          select generate_series(
            min(period), date_trunc('${grain}', timestamptz '2025-07-15'), interval '${length}'
          ) as period
          from active
        ),
        states as (
          select
            periods.period,
            users.user_id,
            exists (select 1 from active where active.user_id = users.user_id
              and active.period = periods.period) as is_active,
            exists (select 1 from active where active.user_id = users.user_id
              and active.period = periods.period - interval '${length}') as was_active,
            exists (select 1 from active where active.user_id = users.user_id
              and active.period < periods.period) as ever_active
          from periods cross join (select distinct user_id from active) as users
        )
        select
          period::date as period,
          count(*) filter (where is_active) as active_users,
          count(*) filter (where is_active and not ever_active) as new_active_users,
          count(*) filter (where is_active and was_active) as retained_users,
          count(*) filter (where is_active and ever_active and not was_active) as resurrected_users,
          count(*) filter (where was_active and not is_active) as dormant_users
        from states group by states.period order by states.period`)
      expect(await ask({ metrics, grain, asOf: '2025-07-15' })).toEqual(byHand)
      // a later start changes no state: what was before it counts
      for (const from of byHand.map(({ period }) => String(period)).slice(-4))
        expect(await ask({ metrics, grain, from, asOf: '2025-07-15' })).toEqual(
          byHand.filter(({ period }) => String(period) >= from),
        )
    }
  })

  test('with lifecycle_new_basis creation, a user is new in the period of the sign-up and in no other', async ({
    given,
  }) => {
    const { ask } = await given({
      users: [
        { user_id: 'early', created_at: '2025-02-20' },
        { user_id: 'late', created_at: '2025-01-05' },
        { user_id: 'punctual', created_at: '2025-02-10' },
      ],
      product_events: [
        // before signing up, and then after
        ...active('early', '2025-01-10', '2025-02-25'),
        // only long after
        ...active('late', '2025-02-10'),
        ...active('punctual', '2025-02-10', '2025-03-10'),
      ],
    })
    const states = async (lifecycle_new_basis: string) =>
      (await ask({ metrics, grain: 'month', asOf: '2025-03-31', options: { lifecycle_new_basis } })).map(
        (row) => Object.values(row),
      )
    expect(await states('first_activity')).toEqual([
      ['2025-01-01', 1, 1, 0, 0, 0],
      ['2025-02-01', 3, 2, 1, 0, 0],
      ['2025-03-01', 1, 0, 1, 0, 2],
    ])
    expect(await states('creation')).toEqual([
      ['2025-01-01', 1, 0, 0, 1, 0],
      ['2025-02-01', 3, 1, 1, 1, 0],
      ['2025-03-01', 1, 0, 1, 0, 2],
    ])
  })

  test('with lifecycle_new_basis creation, a company is new in the month of its sign-up', async ({
    given,
  }) => {
    const { ask } = await given({
      accounts: [{ account_id: 'acme', created_at: '2025-02-05' }],
      workspaces: [
        { workspace_id: 'w', account_id: 'acme', created_at: '2025-01-05' },
        { workspace_id: 'v', account_id: 'globex', created_at: '2025-02-10' },
      ],
      product_events: [
        { event_id: 'a', user_id: 'ada', account_id: 'acme', occurred_at: '2025-02-10' },
        { event_id: 'b', user_id: 'bob', account_id: 'globex', occurred_at: '2025-02-10' },
      ],
    })
    expect(
      await ask({
        metrics: ['new_active_accounts', 'resurrected_accounts'],
        grain: 'month',
        from: '2025-02-01',
        asOf: '2025-02-28',
        options: { lifecycle_new_basis: 'creation' },
      }),
    ).toEqual([{ period: '2025-02-01', new_active_accounts: 1, resurrected_accounts: 1 }])
  })

  test('a result notes what is unknown at the edges of the data', async ({ given }) => {
    const { answer } = await given({ product_events: active('ada', '2025-01-10', '2025-03-10') })
    const notes = async (from: string | undefined, to: string) =>
      (await answer({ metrics: ['new_active_users'], grain: 'month', ...(from ? { from } : {}), to }))
        .provenance.notes
    const first =
      'The events start on 2025-01-10: in the month of that day, new and resurrected cannot be distinguished.'
    const running =
      'The month of 2025-03-10 may not have ended: actors counted as dormant may still become active.'
    expect(await notes(undefined, '2025-03-31')).toEqual([first, running])
    expect(await notes('2025-02-01', '2025-02-28')).toEqual([])
    expect(await notes('2025-01-01', '2025-02-28')).toEqual([first])
    expect(await notes('2025-02-01', '2025-03-31')).toEqual([running])
  })
})

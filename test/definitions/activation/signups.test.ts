import { expect } from 'vitest'
import { onBothEngines } from '../../harness/warehouse.ts'

onBothEngines((test) => {
  test('a user who registers in a month is one of its sign-ups', async ({ given }) => {
    const { ask } = await given({
      users: [
        { user_id: 'ada', created_at: '2025-01-03T10:00:00Z' },
        { user_id: 'bob', created_at: '2025-01-31T23:59:59Z' },
        { user_id: 'cy', created_at: '2025-03-01T00:00:00Z' },
      ],
    })
    expect(await ask({ metrics: ['signups'], grain: 'month' })).toEqual([
      { period: '2025-01-01', signups: 2 },
      { period: '2025-02-01', signups: 0 },
      { period: '2025-03-01', signups: 1 },
    ])
  })

  test('a month starts at midnight of the query’s time zone', async ({ given }) => {
    const { ask } = await given({ users: [{ user_id: 'ada', created_at: '2025-01-31T23:30:00Z' }] })
    expect(await ask({ metrics: ['signups'], grain: 'month', timeZone: 'Europe/Berlin' })).toEqual([
      { period: '2025-02-01', signups: 1 },
    ])
  })

  test('a week starts on the company’s week start', async ({ given }) => {
    const { ask } = await given({ users: [{ user_id: 'ada', created_at: '2025-01-05T12:00:00Z' }] })
    const request = { metrics: ['signups'], grain: 'week' as const }
    expect(await ask(request)).toEqual([{ period: '2024-12-30', signups: 1 }])
    expect(await ask({ ...request, options: { week_start: 'sunday' } })).toEqual([
      { period: '2025-01-05', signups: 1 },
    ])
  })

  test('a visitor who was identified later is not a second user', async ({ given }) => {
    const { ask } = await given({
      users: [{ user_id: 'ada', created_at: '2025-01-10' }],
      identities: [
        { anonymous_id: 'phone', user_id: 'ada' },
        { anonymous_id: 'laptop', user_id: 'ada' },
      ],
      product_events: [
        { occurred_at: '2025-01-02', anonymous_id: 'phone' },
        { occurred_at: '2025-01-03', anonymous_id: 'laptop' },
        { occurred_at: '2025-01-11', user_id: 'ada' },
        { occurred_at: '2025-01-12', anonymous_id: 'never seen again' },
      ],
    })
    expect(await ask({ metrics: ['signups', 'active_users'], grain: 'month' })).toEqual([
      { period: '2025-01-01', signups: 1, active_users: 1 },
    ])
  })

  test('of two links of one visitor the later one applies', async ({ given }) => {
    const { ask } = await given({
      users: [
        { user_id: 'ada', created_at: '2025-01-01', email: 'ada@one.test' },
        { user_id: 'bob', created_at: '2025-01-01', email: 'bob@two.test' },
      ],
      identities: [{ anonymous_id: 'phone', user_id: 'bob', linked_at: '2025-01-05' }],
      product_events: [{ occurred_at: '2025-01-02', anonymous_id: 'phone' }],
    })
    expect(await ask({ metrics: ['active_users'], by: ['mail_domain'] })).toEqual([
      { mail_domain: 'two.test', active_users: 1 },
    ])
  })

  test('a second registration with the same address is the same user, signed up the first time', async ({
    given,
  }) => {
    const { ask } = await given({
      users: [
        { user_id: 'ada', created_at: '2025-01-03', email: 'Ada@Acme.test', deleted_at: '2025-01-20' },
        { user_id: 'ada again', created_at: '2025-02-03', email: ' ada@acme.test' },
        { user_id: 'bob', created_at: '2025-02-04', email: 'bob@acme.test' },
      ],
      product_events: [
        { occurred_at: '2025-02-05', user_id: 'ada' },
        { occurred_at: '2025-02-05', user_id: 'ada again' },
      ],
    })
    expect(await ask({ metrics: ['signups', 'active_users'], grain: 'month' })).toEqual([
      { period: '2025-01-01', signups: 1, active_users: 0 },
      { period: '2025-02-01', signups: 1, active_users: 1 },
    ])
  })

  test('internal users and bots are in no number', async ({ given }) => {
    const { ask } = await given({
      users: [
        { user_id: 'ada', created_at: '2025-01-03' },
        { user_id: 'colleague', created_at: '2025-01-03', is_internal: true },
        { user_id: 'crawler', created_at: '2025-01-03', is_bot: true },
      ],
      product_events: ['ada', 'colleague', 'crawler'].map((user_id, index) => ({
        event_id: `event-${index}`,
        occurred_at: '2025-01-04',
        user_id,
      })),
    })
    expect(await ask({ metrics: ['signups', 'active_users', 'active_events'] })).toEqual([
      { signups: 1, active_users: 1, active_events: 1 },
    ])
  })

  test('deleted users did sign up', async ({ given }) => {
    const { ask } = await given({
      users: [{ user_id: 'ada', created_at: '2025-01-03', deleted_at: '2025-01-04' }],
    })
    expect(await ask({ metrics: ['signups'] })).toEqual([{ signups: 1 }])
  })

  test('with events alone, the first event is the sign-up', async ({ given }) => {
    const { ask } = await given({
      product_events: [
        { occurred_at: '2025-01-03', user_id: 'ada' },
        { occurred_at: '2025-02-03', user_id: 'ada' },
        { occurred_at: '2025-02-04', anonymous_id: 'visitor' },
      ],
    })
    expect(await ask({ metrics: ['signups', 'active_users'], grain: 'month' })).toEqual([
      { period: '2025-01-01', signups: 1, active_users: 1 },
      { period: '2025-02-01', signups: 1, active_users: 2 },
    ])
  })

  test('a user without a registration has not signed up where users are registered', async ({ given }) => {
    const { ask } = await given({
      users: [{ user_id: 'ada', created_at: '2025-01-03' }],
      product_events: [{ occurred_at: '2025-01-04', user_id: 'stranger' }],
    })
    expect(await ask({ metrics: ['signups', 'active_users'] })).toEqual([{ signups: 1, active_users: 1 }])
  })

  test('a workspace signs up when it is created, an account with its first workspace', async ({ given }) => {
    const { ask } = await given({
      workspaces: [
        { workspace_id: 'one', created_at: '2025-01-03', account_id: 'acme' },
        { workspace_id: 'two', created_at: '2025-02-03', account_id: 'acme' },
        { workspace_id: 'three', created_at: '2025-02-04' },
      ],
    })
    expect(await ask({ metrics: ['workspace_signups', 'account_signups'], grain: 'month' })).toEqual([
      { period: '2025-01-01', workspace_signups: 1, account_signups: 1 },
      { period: '2025-02-01', workspace_signups: 2, account_signups: 1 },
    ])
  })

  test('sign-ups equal a hand-written query, by signup source', async ({ given }) => {
    const sources = ['search', 'friend', null]
    const { ask, sql } = await given({
      users: Array.from({ length: 30 }, (_, index) => ({
        user_id: `user-${index}`,
        created_at: `2025-0${1 + (index % 4)}-${10 + (index % 17)}`,
        signup_source: sources[index % 3],
        invited_by_user_id: index % 5 === 0 ? 'user-1' : null,
        is_bot: index % 7 === 0,
      })),
    })
    expect(
      await ask({ metrics: ['signups'], by: ['signup_source', 'invited_or_self'], grain: 'quarter' }),
    ).toEqual(
      await sql(`
        with quarters (period) as (values (date '2025-01-01'), (date '2025-04-01')),
        kinds as (
          select distinct signup_source, invited_by_user_id is not null as invited
          from source.users
          where is_bot is not true
        )
        select
          quarters.period,
          kinds.signup_source,
          case when kinds.invited then 'invited' else 'self' end as invited_or_self,
          (
            select count(*) from source.users
            where is_bot is not true
              and date_trunc('quarter', created_at)::date = quarters.period
              and signup_source is not distinct from kinds.signup_source
              and (invited_by_user_id is not null) = kinds.invited
          ) as signups
        from quarters cross join kinds
        order by quarters.period, kinds.signup_source nulls last, invited_or_self`),
    )
  })

  test('mail addresses and domains ignore capitals and surrounding spaces', async ({ given }) => {
    const { ask } = await given({
      users: [
        { user_id: 'ada', email: 'ada@acme.example', created_at: '2025-01-01' },
        { user_id: 'again', email: ' Ada@ACME.example ', created_at: '2025-01-02' },
        { user_id: 'bob', email: ' bob@Acme.example ', created_at: '2025-01-03' },
      ],
    })
    expect(await ask({ metrics: ['signups'], by: ['mail_domain'] })).toEqual([
      { mail_domain: 'acme.example', signups: 2 },
    ])
  })

  test('with signup_basis first_event a user signs up with the first event, and users without events do not', async ({
    given,
  }) => {
    const { ask } = await given({
      users: [
        { user_id: 'ada', created_at: '2025-01-31' },
        { user_id: 'idle', created_at: '2025-01-31' },
      ],
      product_events: [
        { user_id: 'ada', event_name: 'page_view', occurred_at: '2025-02-02' },
        { user_id: 'ada', occurred_at: '2025-02-05', received_at: '2025-04-01' },
      ],
    })
    const options = { signup_basis: 'first_event' }
    const request = { metrics: ['signups', 'activated_users'], from: '2025-01-01', to: '2025-02-28' }
    expect(await ask({ ...request, grain: 'month' as const })).toEqual([
      { period: '2025-01-01', signups: 2, activated_users: 1 },
      { period: '2025-02-01', signups: 0, activated_users: 0 },
    ])
    expect(await ask({ ...request, grain: 'month', options })).toEqual([
      { period: '2025-01-01', signups: 0, activated_users: 0 },
      { period: '2025-02-01', signups: 1, activated_users: 1 },
    ])
    // a user whose first event was not known yet had not signed up
    expect(await ask({ metrics: ['signups'], asOf: '2025-02-01', options })).toEqual([{ signups: 0 }])
    expect(
      await ask({
        metrics: ['user_cohort_size'],
        grain: 'month',
        where: [{ dimension: 'age', operator: 'eq', value: 0 }],
        options,
      }),
    ).toMatchObject([{ cohort: '2025-02-01', user_cohort_size: 1 }])
  })
})

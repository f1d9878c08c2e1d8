import { expect } from 'vitest'
import { onBothEngines } from '../../harness/warehouse.ts'

/** The CRM created acme and globex in January; acme created a workspace in March, globex never did. */
const tables = {
  accounts: [
    { account_id: 'acme', created_at: '2025-01-05' },
    { account_id: 'globex', created_at: '2025-01-05' },
  ],
  users: [{ user_id: 'ada', created_at: '2025-02-01', email: 'ada@acme.test' }],
  account_domains: [{ domain: 'acme.test', account_id: 'acme' }],
  workspaces: [
    { workspace_id: 'w', account_id: 'acme', created_at: '2025-03-10' },
    { workspace_id: 'later', account_id: 'acme', created_at: '2025-04-01' },
  ],
  product_events: ['2025-02-01', '2025-03-12', '2025-04-12'].map((occurred_at) => ({
    event_id: occurred_at,
    user_id: 'ada',
    account_id: 'acme',
    occurred_at,
  })),
}

onBothEngines((test) => {
  test('an account signs up with its first registered workspace, in every metric', async ({ given }) => {
    const { ask, sql } = await given({
      ...tables,
      product_events: [
        ...tables.product_events,
        { event_id: 'globex', user_id: 'ed', account_id: 'globex', occurred_at: '2025-03-12' },
      ],
    })
    const asOf = '2025-05-01'
    expect(
      await ask({ metrics: ['account_signups'], grain: 'month', from: '2025-01-01', to: '2025-04-30', asOf }),
    ).toEqual([
      { period: '2025-01-01', account_signups: 0 },
      { period: '2025-02-01', account_signups: 0 },
      { period: '2025-03-01', account_signups: 1 },
      { period: '2025-04-01', account_signups: 0 },
    ])
    expect(
      await ask({ metrics: ['account_cohort_size', 'retained_accounts_by_age'], grain: 'month', asOf }),
    ).toEqual([
      {
        period: '2025-03-01',
        cohort: '2025-03-01',
        age: 0,
        account_cohort_size: 1,
        retained_accounts_by_age: 1,
      },
      {
        period: '2025-03-01',
        cohort: '2025-03-01',
        age: 1,
        account_cohort_size: 1,
        retained_accounts_by_age: 1,
      },
    ])
    // globex was active, but never signed up
    expect(
      await ask({
        metrics: ['new_active_accounts', 'resurrected_accounts', 'retained_accounts'],
        grain: 'month',
        options: { lifecycle_new_basis: 'creation' },
        from: '2025-02-01',
        to: '2025-04-30',
        asOf,
      }),
    ).toEqual([
      { period: '2025-02-01', new_active_accounts: 0, resurrected_accounts: 1, retained_accounts: 0 },
      { period: '2025-03-01', new_active_accounts: 0, resurrected_accounts: 1, retained_accounts: 1 },
      { period: '2025-04-01', new_active_accounts: 0, resurrected_accounts: 0, retained_accounts: 1 },
    ])
    expect(
      await ask({
        metrics: ['eligible_accounts'],
        grain: 'month',
        from: '2025-03-01',
        to: '2025-03-31',
        asOf,
      }),
    ).toEqual([{ period: '2025-03-01', eligible_accounts: 1 }])
    expect(await sql('select account_key from entities.accounts where created_at is not null')).toEqual([
      { account_key: 'acme' },
    ])
  })

  test('where no workspaces are registered, an account signs up with its earliest record, and the result has a note', async ({
    given,
  }) => {
    const { ask, answer } = await given({ ...tables, workspaces: [] })
    const question = { metrics: ['account_cohort_size'], grain: 'month' as const, asOf: '2025-03-01' }
    expect(await ask(question)).toMatchObject([{ cohort: '2025-02-01', age: 0, account_cohort_size: 1 }])
    const events = await given({ product_events: tables.product_events })
    expect(await events.ask(question)).toMatchObject([
      { cohort: '2025-02-01', age: 0, account_cohort_size: 1 },
    ])
    const said =
      'No workspaces were provided, so the sign-up of an account is that of its first user or event.'
    expect((await events.answer(question)).provenance.notes).toContain(said)
    const growth = {
      metrics: ['new_active_accounts'],
      grain: 'month' as const,
      options: { lifecycle_new_basis: 'creation' },
      asOf: '2025-05-01',
    }
    expect((await events.answer(growth)).provenance.notes).toContain(said)
    expect((await answer({ ...growth, options: {} })).provenance.notes).not.toContain(said)
  })
})

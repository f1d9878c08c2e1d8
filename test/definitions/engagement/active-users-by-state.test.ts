import { expect } from 'vitest'
import { onBothEngines } from '../../harness/warehouse.ts'

const used = (user_id: string, occurred_at: string) => ({ user_id, event_name: 'draw', occurred_at })

/** Acme is free in January, in a trial in February and pays from March 20 on; Beta has a contract since February. */
const companies = {
  accounts: [{ account_id: 'acme' }, { account_id: 'beta' }],
  account_domains: ['acme', 'beta'].map((account_id) => ({ account_id, domain: `${account_id}.example` })),
  users: [
    { user_id: 'ada', email: 'ada@acme.example', job_title: 'designer', created_at: '2025-01-02' },
    { user_id: 'al', email: 'al@acme.example', job_title: 'buyer', created_at: '2025-01-02' },
    { user_id: 'bea', email: 'bea@beta.example', job_title: 'designer', created_at: '2025-01-02' },
  ],
  billing_customers: [{ customer_id: 'acme', account_id: 'acme' }],
  subscription_periods: [
    {
      customer_id: 'acme',
      is_trial: true,
      started_at: '2025-02-10',
      trial_end: '2025-03-10',
      ended_at: '2025-03-10',
      amount: 0,
    },
    { customer_id: 'acme', started_at: '2025-03-20', amount: 50 },
  ],
  contracts: [{ account_id: 'beta', start_date: '2025-02-01', end_date: '2026-01-31', arr: 1200 }],
  product_events: [
    used('ada', '2025-01-10'),
    used('bea', '2025-01-11'),
    used('ada', '2025-02-02'),
    used('al', '2025-02-20'),
    used('bea', '2025-02-20'),
    used('ada', '2025-03-05'),
    used('bea', '2025-03-06'),
  ],
}

onBothEngines((test) => {
  test('a user is active in the state in which the account ended the month', async ({ given }) => {
    const { ask } = await given(companies)
    expect(
      await ask({
        metrics: ['active_users'],
        by: ['plan_state'],
        grain: 'month',
        to: '2025-03-31',
        asOf: '2025-04-01',
      }),
    ).toEqual([
      { period: '2025-01-01', plan_state: 'contract', active_users: 0 },
      { period: '2025-01-01', plan_state: 'self_serve', active_users: 0 },
      { period: '2025-01-01', plan_state: 'trial', active_users: 0 },
      { period: '2025-01-01', plan_state: 'free', active_users: 2 },
      { period: '2025-02-01', plan_state: 'contract', active_users: 1 },
      { period: '2025-02-01', plan_state: 'self_serve', active_users: 0 },
      { period: '2025-02-01', plan_state: 'trial', active_users: 2 },
      { period: '2025-02-01', plan_state: 'free', active_users: 0 },
      { period: '2025-03-01', plan_state: 'contract', active_users: 1 },
      { period: '2025-03-01', plan_state: 'self_serve', active_users: 1 },
      { period: '2025-03-01', plan_state: 'trial', active_users: 0 },
      { period: '2025-03-01', plan_state: 'free', active_users: 0 },
    ])
  })

  test('in the current month, the state is that of the query’s moment', async ({ given }) => {
    const { ask } = await given(companies)
    const request = { metrics: ['active_users'], by: ['plan_state'], from: '2025-03-01' }
    expect(await ask({ ...request, asOf: '2025-03-08' })).toEqual([
      { plan_state: 'contract', active_users: 1 },
      { plan_state: 'trial', active_users: 1 },
    ])
    expect(await ask({ ...request, asOf: '2025-03-15' })).toEqual([
      { plan_state: 'contract', active_users: 1 },
      { plan_state: 'free', active_users: 1 },
    ])
  })

  test('core actions have the state of their month; sign-ups and features have the state of now', async ({
    given,
  }) => {
    const { ask } = await given(companies)
    const byState = async (metric: string, asOf: string, by: readonly string[] = ['plan_state']) =>
      (await ask({ metrics: [metric], by: [...by], asOf })).map((row) => Object.values(row).join(' '))
    expect(await byState('core_actions', '2025-04-01')).toEqual([
      'contract 2',
      'self_serve 1',
      'trial 2',
      'free 2',
    ])
    expect(await byState('signups', '2025-04-01')).toEqual(['contract 1', 'self_serve 2'])
    expect(await byState('signups', '2025-03-08')).toEqual(['contract 1', 'trial 2'])
    // al was last active on February 20
    const features = ['plan_state', 'feature']
    expect(await byState('feature_users', '2025-04-01', features)).toEqual([
      'contract draw 1',
      'self_serve draw 1',
    ])
  })

  test('a cohort is retained in the state of now, or in that of the month in which it started', async ({
    given,
  }) => {
    const { ask } = await given(companies)
    const retained = async (retention_attribute_time: string) =>
      (
        await ask({
          metrics: ['user_cohort_size', 'retained_users_by_age'],
          by: ['plan_state'],
          grain: 'month',
          asOf: '2025-04-01',
          options: { retention_interval: 'month', retention_attribute_time },
        })
      )
        .filter(({ age }) => age === 2)
        .map((row) => [row['plan_state'], row['user_cohort_size'], row['retained_users_by_age']].join(' '))
    // in March, ada and bea were active
    expect(await retained('current')).toEqual(['contract 1 1', 'self_serve 2 1'])
    expect(await retained('at_event')).toEqual(['free 3 2'])
  })

  test('a workspace is retained under its account, in the state of now or of its first month', async ({
    given,
  }) => {
    const { ask } = await given({
      ...companies,
      workspaces: [
        { workspace_id: 'red', account_id: 'acme', created_at: '2025-01-02' },
        { workspace_id: 'blue', account_id: 'beta', created_at: '2025-01-02' },
      ],
      product_events: [
        { ...used('ada', '2025-03-05'), workspace_id: 'red' },
        { ...used('bea', '2025-02-05'), workspace_id: 'blue' },
      ],
    })
    const retained = async (dimension: string, retention_attribute_time: string) =>
      (
        await ask({
          metrics: ['workspace_cohort_size', 'retained_workspaces_by_age', 'workspace_retention_rate'],
          by: [dimension],
          grain: 'month',
          asOf: '2025-04-01',
          options: { retention_interval: 'month', retention_attribute_time },
        })
      )
        .filter(({ age }) => age === 2)
        .map((row) =>
          [row[dimension], row['workspace_cohort_size'], row['workspace_retention_rate']].join(' '),
        )
    expect(await retained('plan_state', 'current')).toEqual(['contract 1 0', 'self_serve 1 1'])
    expect(await retained('plan_state', 'at_event')).toEqual(['free 2 0.5'])
    expect(await retained('account', 'current')).toEqual(['acme 1 1', 'beta 1 0'])
  })

  test('users have the motion that won their account, its plan and its segment', async ({ given }) => {
    const { ask } = await given({
      ...companies,
      accounts: [{ account_id: 'acme' }, { account_id: 'beta', employee_count: 2000 }],
      sales_touches: [{ account_id: 'beta', occurred_at: '2025-01-05', kind: 'meeting_held', rep_id: 'rio' }],
      reps: [{ rep_id: 'rio', role: 'sell', motion: 'SLG', start_date: '2024-01-01' }],
    })
    const groups = async (by: string, metric = 'signups') =>
      (await ask({ metrics: [metric], by: [by], asOf: '2025-04-01' })).map((row) =>
        Object.values(row).join(' '),
      )
    // the meeting was before anyone of beta used the product
    expect(await groups('origin_motion')).toEqual(['PLG 2', 'SLG 1'])
    expect(await groups('origin_motion', 'active_events')).toEqual(['PLG 4', 'SLG 3'])
    expect(await groups('segment')).toEqual(['top_enterprise 1', 'top_self_serve_paid 2'])
    expect(await groups('account_plan')).toEqual(['null 3'].map((text) => text.replace('null', '')))
  })

  test('sign-ups and active users have the job title of the user', async ({ given }) => {
    const { ask } = await given(companies)
    const request = { by: ['job_title'], asOf: '2025-04-01' }
    expect(await ask({ ...request, metrics: ['signups', 'active_users', 'active_events'] })).toEqual([
      { job_title: 'buyer', signups: 1, active_users: 1, active_events: 1 },
      { job_title: 'designer', signups: 2, active_users: 2, active_events: 6 },
    ])
  })
})

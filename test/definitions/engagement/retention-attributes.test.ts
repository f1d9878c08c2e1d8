import { expect } from 'vitest'
import type { MetricsRequestInput } from '../../../src/semantic/model/request/request.ts'
import type { Row, Warehouse } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

/** Value of the dimension → size and users retained after one week, as `acme: 2 1`. */
const oneWeekOn = async (
  { ask }: Warehouse,
  dimension: string,
  options: Record<string, unknown>,
  request: Partial<MetricsRequestInput> = {},
): Promise<readonly string[]> => {
  const rows = await ask({
    metrics: ['user_cohort_size', 'retained_users_by_age'],
    by: [dimension],
    where: [{ dimension: 'age', operator: 'eq', value: 1 }],
    grain: 'week',
    from: '2025-01-06',
    to: '2025-01-06',
    asOf: '2025-02-03',
    options,
    ...request,
  })
  return rows.map((row) =>
    [`${String(row[dimension])}:`, row['user_cohort_size'], row['retained_users_by_age']].join(' '),
  )
}

const event = (event_id: string, user_id: string, occurred_at: string, more: Row = {}): Row => ({
  event_id,
  user_id,
  occurred_at,
  ...more,
})

/** Ada worked for acme when she signed up and works for globex now; bob was and is with globex. */
const movers = {
  accounts: ['acme', 'globex'].map((account_id) => ({ account_id, industry: `makes ${account_id}` })),
  users: ['ada', 'bob'].map((user_id) => ({ user_id, created_at: '2025-01-06', signup_source: 'ads' })),
  identity_accounts: [
    { user_id: 'ada', account_id: 'acme', valid_from: '2024-01-01', valid_to: '2025-01-20' },
    { user_id: 'ada', account_id: 'globex', valid_from: '2025-01-20' },
    { user_id: 'bob', account_id: 'globex', valid_from: '2024-01-01' },
  ],
  product_events: [event('1', 'ada', '2025-01-13'), event('2', 'ada', '2025-01-27')],
}

const browsers = {
  product_events: [
    event('1', 'ada', '2025-01-06T08:00:00Z', { properties: { browser: 'Safari' } }),
    event('2', 'ada', '2025-01-06T09:00:00Z', { properties: { browser: 'Chrome' } }),
    event('3', 'ada', '2025-01-13', { properties: { browser: 'Firefox' } }),
    event('4', 'bob', '2025-01-07', { properties: { browser: 'Chrome' } }),
    event('5', 'cy', '2025-01-08'),
  ],
}
const byBrowser = { retention_start_event: 'made', retention_start_property: 'browser' }

onBothEngines((test) => {
  test('users are grouped by their current company or, with at_event, by the company at sign-up', async ({
    given,
  }) => {
    const warehouse = await given(movers)
    expect(await oneWeekOn(warehouse, 'account', {})).toEqual(['globex: 2 1'])
    expect(await oneWeekOn(warehouse, 'account', { retention_attribute_time: 'at_event' })).toEqual([
      'acme: 1 1',
      'globex: 1 0',
    ])
  })

  test('with a start event, at_event is the company of that event', async ({ given }) => {
    const warehouse = await given(movers)
    const options = {
      retention_start_event: 'made',
      retention_attribute_time: 'at_event',
      retention_cohort_entry: 'recurring',
    }
    const weeks = {
      from: '2025-01-13',
      to: '2025-02-02',
      where: [{ dimension: 'age', operator: 'eq' as const, value: 0 }],
    }
    expect(await oneWeekOn(warehouse, 'account', options, weeks)).toEqual(['acme: 1 1', 'globex: 1 1'])
  })

  test('a user without a company at the start belongs to the workspace of the start, or to an account of their own', async ({
    given,
  }) => {
    const warehouse = await given({
      users: ['ada', 'bob'].map((user_id) => ({ user_id, created_at: '2025-01-06' })),
      workspaces: [{ workspace_id: 'own', created_at: '2025-01-06' }],
      memberships: [{ workspace_id: 'own', user_id: 'ada', valid_from: '2025-01-06' }],
      product_events: [
        event('1', 'ada', '2025-01-06', { workspace_id: 'own' }),
        event('2', 'bob', '2025-01-06', { workspace_id: 'own' }),
        event('3', 'ada', '2025-01-13'),
      ],
    })
    const then = { retention_attribute_time: 'at_event' }
    for (const options of [{}, then])
      expect(await oneWeekOn(warehouse, 'account', options)).toEqual(['user:bob: 1 0', 'ws:own: 1 1'])
    expect(await oneWeekOn(warehouse, 'account', { ...then, retention_start_event: 'made' })).toEqual([
      'ws:own: 2 1',
    ])
  })

  test('a condition on the company at the start applies to the start that counts, not to a later one', async ({
    given,
  }) => {
    const { ask } = await given(movers)
    const sizes = async (account: string) =>
      (
        await ask({
          metrics: ['user_cohort_size'],
          where: [{ dimension: 'account', operator: 'eq', value: account }],
          grain: 'week',
          asOf: '2025-02-03',
          options: { retention_start_event: 'made', retention_attribute_time: 'at_event' },
        })
      ).length
    // ada’s first event was at acme: none of her first events was at globex
    expect(await sizes('acme')).toBe(3)
    expect(await sizes('globex')).toBe(0)
  })

  test('sign-up attributes are equal at any time; attributes without history are rejected', async ({
    given,
  }) => {
    const warehouse = await given(movers)
    const options = { retention_attribute_time: 'at_event' }
    expect(await oneWeekOn(warehouse, 'signup_source', options)).toEqual(['ads: 2 1'])
    for (const dimension of ['industry', 'icp_segment', 'user_country'])
      expect(
        await warehouse.rejection({ metrics: ['user_retention_rate'], by: [dimension], options }),
      ).toMatchObject({ code: 'DIMENSION_NOT_AVAILABLE', details: { subject: dimension } })
    expect(
      await warehouse.rejection({ metrics: ['user_retention_rate'], by: ['workspace_plan'], options }),
    ).toMatchObject({ code: 'FAN_OUT' })
    const refused = await warehouse.rejection({ metrics: ['user_retention_rate'], by: ['industry'], options })
    expect(refused.message).toContain('The data have no history of industry')
    expect(refused.details.valid).toEqual(
      expect.arrayContaining(['account', 'signup_source', 'account_plan']),
    )
  })

  test('a user can be in many workspaces now, and was in one at the start', async ({ given }) => {
    const warehouse = await given({
      workspaces: ['red', 'blue'].map((workspace_id) => ({
        workspace_id,
        name: workspace_id,
        created_at: '2025-01-01',
      })),
      users: [{ user_id: 'ada', created_at: '2025-01-01' }],
      product_events: [
        event('1', 'ada', '2025-01-06', { workspace_id: 'red' }),
        event('2', 'ada', '2025-01-07', { workspace_id: 'blue' }),
        event('3', 'ada', '2025-01-14', { workspace_id: 'blue' }),
      ],
    })
    const options = { retention_start_event: 'made', retention_attribute_time: 'at_event' }
    expect(await oneWeekOn(warehouse, 'workspace_name', options)).toEqual(['red: 1 1'])
    expect(
      await warehouse.rejection({ metrics: ['user_retention_rate'], by: ['workspace_name'] }),
    ).toMatchObject({ code: 'DIMENSION_NOT_AVAILABLE', details: { subject: 'workspace_name' } })
  })

  test('the plan is the account’s current one, or that of the month of the start', async ({ given }) => {
    const period = (period_id: string, plan: string, started_at: string, ended_at: string | null) => ({
      period_id,
      customer_id: 'acme pays',
      subscription_id: 'one',
      plan,
      amount: 100,
      started_at,
      ended_at,
    })
    const warehouse = await given({
      ...movers,
      billing_customers: [{ customer_id: 'acme pays', account_id: 'globex' }],
      subscription_periods: [
        period('1', 'starter', '2025-01-01', '2025-02-01'),
        period('2', 'team', '2025-02-01', null),
      ],
    })
    expect(await oneWeekOn(warehouse, 'account_plan', {})).toEqual(['team: 2 1'])
    expect(await oneWeekOn(warehouse, 'account_plan', { retention_attribute_time: 'at_event' })).toEqual([
      'starter: 1 0',
      'null: 1 1',
    ])
  })

  test('a property of the start is that of the start that counts, and every user is in one group', async ({
    given,
  }) => {
    const warehouse = await given(browsers)
    expect(await oneWeekOn(warehouse, 'start_property', byBrowser)).toEqual([
      'Chrome: 1 0',
      'Safari: 1 1',
      'null: 1 0',
    ])
    // in either order of the rows
    const turned = await given({ product_events: [...browsers.product_events].reverse() })
    expect(await oneWeekOn(turned, 'start_property', byBrowser)).toEqual([
      'Chrome: 1 0',
      'Safari: 1 1',
      'null: 1 0',
    ])
  })

  test('the largest groups by entries are separate, and the others are one group', async ({ given }) => {
    const warehouse = await given(browsers)
    expect(
      await oneWeekOn(warehouse, 'start_property', byBrowser, {
        top: { dimension: 'start_property', count: 1 },
      }),
    ).toEqual(['(other): 2 1', 'Chrome: 1 0'])
    expect(
      await warehouse.rejection({
        metrics: ['user_retention_rate'],
        by: ['start_property'],
        options: byBrowser,
        top: { dimension: 'start_property', count: 1 },
      }),
    ).toMatchObject({ code: 'NON_ADDITIVE' })
  })

  test('grouping by a start property requires the option with its name', async ({ given }) => {
    const { rejection } = await given(browsers)
    expect(
      await rejection({
        metrics: ['user_retention_rate'],
        by: ['start_property'],
        options: { retention_start_event: 'made' },
      }),
    ).toMatchObject({ code: 'OPTION_REQUIRED', details: { subject: 'retention_start_property' } })
  })

  test('the groups at either time add up to all users', async ({ given }) => {
    const { ask } = await given(movers)
    const total = async (by: readonly string[], options: Record<string, unknown>) =>
      (await ask({ metrics: ['retained_users_by_age'], by: [...by], asOf: '2025-02-03', options })).reduce(
        (sum, row) => sum + Number(row['retained_users_by_age']),
        0,
      )
    for (const retention_attribute_time of ['current', 'at_event'])
      for (const retention_start_event of [null, 'made'])
        expect(await total(['account'], { retention_attribute_time, retention_start_event })).toBe(
          await total([], { retention_start_event }),
        )
  })
})

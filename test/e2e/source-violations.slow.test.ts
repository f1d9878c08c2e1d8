import { afterAll, beforeAll, expect, test } from 'vitest'
import { lines } from '../contract/data-set.ts'
import { at, startServerUnderTest } from './server-under-test.ts'
import type { ServerUnderTest } from './server-under-test.ts'

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServerUnderTest({
    'users.csv': lines('user_id,created_at,country', 'u1,2024-01-01T00:00:00Z,"\t"'),
    'subscription_periods.csv': lines(
      'period_id,subscription_id,customer_id,started_at,ended_at,amount,interval',
      'p1,s1," ",2024-01-01T00:00:00Z,,10,month',
      'p2,s2,c2,2024-01-01T00:00:00Z,2023-12-01T00:00:00Z,10,month',
    ),
  })
})

afterAll(() => server.stop())

const found = '{ rule severity message count examples rowsQuery falsifies source { name isProvided } }'

test('the catalog lists the rows that violate the source contract, as stored in the warehouse', async () => {
  const { data, errors } = await server.ask(
    `{ catalog { sourceViolations ${found} sources { name violations { rule } } } }`,
  )
  expect(errors).toBeUndefined()
  const noted = await server.engine.query<Record<string, unknown>>({
    sql: `select
        rule, upper(severity) as severity, message, violations::text as count, examples, rows_query as "rowsQuery",
        table_name
      from plumbline.source_violations
      order by table_name, rule`,
    parameters: [],
  })
  const shown = at(data, 'catalog.sourceViolations') as readonly Record<string, unknown>[]
  expect(
    shown.map(({ falsifies: _, source, count, ...rest }) => ({
      ...rest,
      count: String(count),
      table_name: at(source, 'name'),
    })),
  ).toEqual(noted)
  expect(shown.map(({ source, rule, severity }) => [at(source, 'name'), rule, severity])).toEqual([
    ['subscription_periods', 'order started_at ended_at', 'WARNING'],
    ['subscription_periods', 'required customer_id', 'ERROR'],
    ['users', 'blank country', 'NOTE'],
  ])
  const bySource = at(data, 'catalog.sources') as readonly { name: string; violations: unknown[] }[]
  expect(bySource.filter(({ violations }) => violations.length > 0)).toEqual([
    {
      name: 'subscription_periods',
      violations: [{ rule: 'order started_at ended_at' }, { rule: 'required customer_id' }],
    },
    { name: 'users', violations: [{ rule: 'blank country' }] },
  ])
})

test('a violation lists exactly the metrics that are rejected because of it', async () => {
  const { data } = await server.ask(
    `{ catalog { sourceViolations { rule falsifies } metrics { metric isAvailable unavailableBecause } } }`,
  )
  const violations = at(data, 'catalog.sourceViolations') as readonly { rule: string; falsifies: string[] }[]
  const metrics = at(data, 'catalog.metrics') as readonly {
    metric: string
    isAvailable: boolean
    unavailableBecause: string[]
  }[]
  const refused = metrics
    .filter(({ unavailableBecause }) =>
      unavailableBecause.some((reason) => reason.includes('without customer_id')),
    )
    .map(({ metric }) => metric)
  expect(refused).toEqual(expect.arrayContaining(['MRR', 'NET_REVENUE_RETENTION', 'PAYING_ACCOUNTS']))
  expect(refused).not.toContain('SIGNUPS')
  const falsifies = new Map(violations.map((violation) => [violation.rule, violation.falsifies]))
  // a metric with a missing table as well is rejected for the table
  const available = new Set(
    metrics.filter(({ unavailableBecause }) => unavailableBecause.length === 0).map(({ metric }) => metric),
  )
  expect(falsifies.get('required customer_id')).toEqual(expect.arrayContaining(refused))
  expect(falsifies.get('required customer_id')?.filter((metric) => available.has(metric))).toEqual([])
  expect([falsifies.get('order started_at ended_at'), falsifies.get('blank country')]).toEqual([[], []])
})

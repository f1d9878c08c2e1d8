import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Statement } from '../../src/warehouse/engine/engine.ts'
import { at, startServerUnderTest } from './server-under-test.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import { smallCompany } from './small-company.ts'

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServerUnderTest(smallCompany)
})

afterAll(() => server.stop())

test('several metrics combine by a common dimension and by month', async () => {
  const { data, errors } = await server.ask(`{
    metrics(input: { metrics: [SIGNUPS, MRR], by: [ACCOUNT], grain: MONTH, period: { from: "2025-02-10" } }) {
      columns { name kind type unit metric dimension }
      rows
      totals
      pageInfo { hasNextPage }
    }
  }`)
  expect(errors).toBeUndefined()
  expect(at(data, 'metrics')).toEqual({
    columns: [
      { name: 'period', kind: 'PERIOD', type: 'date', unit: null, metric: null, dimension: null },
      { name: 'account', kind: 'DIMENSION', type: 'text', unit: null, metric: null, dimension: 'account' },
      { name: 'signups', kind: 'METRIC', type: 'bigint', unit: 'COUNT', metric: 'SIGNUPS', dimension: null },
      { name: 'mrr', kind: 'METRIC', type: 'numeric', unit: 'MONEY', metric: 'MRR', dimension: null },
    ],
    rows: [
      ['2025-02-01', 'acme', '1', '150'],
      ['2025-02-01', 'globex', '1', '0'],
      ['2025-02-01', 'ws:w4', '0', '0'],
      ['2025-03-01', 'acme', '0', '150'],
      ['2025-03-01', 'globex', '0', '0'],
      ['2025-03-01', 'ws:w4', '1', '0'],
    ],
    totals: null,
    pageInfo: { hasNextPage: false },
  })
})

test('a result has its definitions and deviations', async () => {
  const ask = async (options: string) => {
    const { data } = await server.ask(`{
      metrics(input: { metrics: [ACTIVATION_RATE], options: [${options}] }) {
        provenance { asOf dataAsOf timeZone servedFrom metrics { metric description version definitionHash deviations { option canonical used } } }
      }
    }`)
    return at(data, 'metrics.provenance')
  }
  const canonical = await ask('')
  const deviating = await ask('{ name: "activation_min_count", value: 2 }')

  expect(canonical).toMatchObject({
    asOf: '2025-03-31T11:00:00.001Z', // the newest moment is within it
    dataAsOf: '2025-03-31T11:00:00Z',
    timeZone: 'UTC',
  })
  expect(at(canonical, 'metrics')).toMatchObject([{ metric: 'ACTIVATION_RATE', version: 1, deviations: [] }])
  expect(at(deviating, 'metrics.0.deviations')).toEqual([
    { option: 'activation_min_count', canonical: 1, used: 2 },
  ])
  expect(at(deviating, 'metrics.0.definitionHash')).not.toBe(at(canonical, 'metrics.0.definitionHash'))
})

test('a metric can occur twice, with an alias and a condition of its own', async () => {
  const { data } = await server.ask(`{
    metrics(input: {
      metrics: [SIGNUPS]
      columns: [{ metric: SIGNUPS, alias: "german", where: [{ dimension: COUNTRY, is: { eq: "DE" } }] }]
    }) { columns { name } rows }
  }`)
  expect(at(data, 'metrics')).toEqual({
    columns: [{ name: 'signups' }, { name: 'german' }],
    rows: [['5', '3']],
  })
})

test.each([
  ['{ in: ["DE", "US"] }', '4'],
  ['{ notIn: ["DE"] }', '2'],
  ['{ ne: "US" }', '4'],
  ['{ startsWith: "d" }', '3'],
  ['{ isNull: true }', '1'],
])('signups whose country %s are %s', async (comparison, signups) => {
  const { data } = await server.ask(`{
    metrics(input: { metrics: [SIGNUPS], where: [{ dimension: COUNTRY, is: ${comparison} }] }) { rows }
  }`)
  expect(at(data, 'metrics.rows')).toEqual([[signups]])
})

test('pages of a result are consecutive without gap or repetition', async () => {
  const page = `query Page($after: String) {
    metrics(input: { metrics: [SIGNUPS], by: [ACCOUNT], orderBy: [{ column: "signups", direction: DESC }], first: 2, after: $after }) {
      rows
      pageInfo { hasNextPage endCursor }
    }
  }`
  const first = await server.ask(page)
  expect(at(first, 'data.metrics')).toMatchObject({
    rows: [
      ['acme', '3'],
      ['globex', '1'],
    ],
    pageInfo: { hasNextPage: true },
  })
  const second = await server.ask(page, { after: at(first, 'data.metrics.pageInfo.endCursor') })
  expect(at(second, 'data.metrics')).toMatchObject({
    rows: [['ws:w4', '1']],
    pageInfo: { hasNextPage: false },
  })
})

test('as_of a past time returns the result of that time', async () => {
  const { data } = await server.ask(
    '{ metrics(input: { metrics: [SIGNUPS, MRR], asOf: "2025-02-01" }) { rows provenance { asOf } } }',
  )
  expect(at(data, 'metrics')).toEqual({ rows: [['2', '100']], provenance: { asOf: '2025-02-01T00:00:00Z' } })
})

test('totals cover all groups, and are null unless requested', async () => {
  const { data } = await server.ask(
    '{ metrics(input: { metrics: [SIGNUPS], by: [ACCOUNT], totals: true }) { totals } }',
  )
  expect(at(data, 'metrics.totals')).toEqual([null, '5'])
})

test('a query can have windows, comparisons, conditions on numbers and subtotals', async () => {
  const { data, errors } = await server.ask(`{
    metrics(input: {
      columns: [{ metric: SIGNUPS, alias: "so_far", over: "all_time" }]
      by: [ACCOUNT]
      keep: [{ dimension: ACCOUNT, values: ["acme"] }]
      grain: MONTH
      period: { relative: "this month" }
      compareTo: ["previous"]
      having: [{ column: "so_far", is: { gte: 1 } }]
      subtotals: true
    }) { columns { name kind } rows subtotals { by rows } }
  }`)
  expect(errors).toBeUndefined()
  expect(at(data, 'metrics')).toEqual({
    columns: [
      { name: 'period', kind: 'PERIOD' },
      { name: 'account', kind: 'DIMENSION' },
      { name: 'so_far', kind: 'METRIC' },
      { name: 'so_far.1_month_ago', kind: 'EARLIER' },
      { name: 'so_far.1_month_change', kind: 'CHANGE' },
      { name: 'so_far.1_month_growth', kind: 'GROWTH' },
    ],
    rows: [
      ['2025-03-01', '(other)', '2', '1', '1', '1'],
      ['2025-03-01', 'acme', '3', '3', '0', '0'],
    ],
    subtotals: [{ by: [], rows: [['2025-03-01', null, '5', '4', '1', '0.25']] }],
  })
})

test('the largest values are separate, and all others are one row', async () => {
  const { data } = await server.ask(`{
    metrics(input: { metrics: [SIGNUPS], by: [ACCOUNT], top: { dimension: ACCOUNT, count: 1 } }) { rows }
  }`)
  expect(at(data, 'metrics.rows')).toEqual([
    ['(other)', '2'],
    ['acme', '3'],
  ])
})

test('explain shows the SQL and the plan of a query, and the SQL gives the same result', async () => {
  const input = '{ metrics: [SIGNUPS], by: [COUNTRY] }'
  const { data } = await server.ask(
    `{ explain(input: ${input}) { sql parameters plan provenance { metrics { metric } } } metrics(input: ${input}) { rows } }`,
  )
  const statement = at(data, 'explain') as Statement
  expect(at(statement, 'plan')).toMatchObject({
    resultShape: 'series',
    dimensions: ['country'],
    reusableViews: expect.arrayContaining(['entities.users']) as unknown,
  })
  expect((await server.engine.queryArrays(statement)).rows).toEqual(at(data, 'metrics.rows'))
})

test('the catalogue has the points on which sources disagree, with what selects another answer', async () => {
  const { data, errors } = await server.ask(`{
    catalog {
      view(name: "metrics.revenue") {
        edgeCases
        choices { question answer because others { source answer } options { name } metrics }
      }
    }
  }`)
  expect(errors).toBeUndefined()
  expect(at(data, 'catalog.view.edgeCases.0')).toContain('end of the data is not churn')
  expect(at(data, 'catalog.view.choices')).toContainEqual({
    question: 'When is a return a reactivation?',
    answer: expect.any(String) as unknown,
    because: expect.any(String) as unknown,
    others: expect.arrayContaining([{ source: 'dbt mrr-playbook', answer: 'After any gap.' }]) as unknown,
    options: [{ name: 'reactivation_min_gap' }, { name: 'late_renewal_grace_days' }],
    metrics: ['REACTIVATION_MRR', 'EXPANSION_MRR'],
  })
})

test('the catalogue describes each metric, and why it is unavailable', async () => {
  const { data, errors } = await server.ask(`{
    catalog {
      dataAsOf
      mrr: metric(name: MRR) { name family kind unit isAvailable unavailableBecause dimensions { dimension } view { name layer key grain } }
      cac: metric(name: CAC) { isAvailable unavailableBecause }
      newMrr: metric(name: NEW_MRR) { isAvailable unavailableDimensions { dimension name because } }
      dimensions { name type description values }
      parameters { name type values canonical }
      entities { name key dimensions { name } }
      view(name: "entities.users") { isStored lineage columns { name isPersonal description } }
      sources { name isProvided columns { name type isRequired } }
    }
  }`)
  expect(errors).toBeUndefined()
  const catalog = at(data, 'catalog')
  expect(at(catalog, 'mrr')).toMatchObject({
    name: 'mrr',
    family: 'revenue',
    kind: 'BALANCE',
    unit: 'MONEY',
    isAvailable: true,
    unavailableBecause: [],
  })
  expect(at(catalog, 'cac.isAvailable')).toBe(false)
  expect(at(catalog, 'cac.unavailableBecause.0')).toContain('spend')
  expect(at(catalog, 'newMrr.isAvailable')).toBe(true)
  expect(at(catalog, 'newMrr.unavailableDimensions')).toContainEqual({
    dimension: 'MOVEMENT_MOTION',
    name: 'movement_motion',
    because: expect.stringContaining('needs the source table opportunities or sales_touches') as unknown,
  })
  expect(at(catalog, 'entities.*.name')).toEqual(['users', 'workspaces', 'buyers', 'accounts'])
  expect(at(catalog, 'parameters')).toContainEqual({
    name: 'week_start',
    type: 'text',
    values: expect.arrayContaining(['monday']) as unknown,
    canonical: 'monday',
  })
  expect(at(catalog, 'view.columns')).toContainEqual({
    name: 'email',
    isPersonal: true,
    description: expect.stringContaining('mail address') as unknown,
  })
  expect(at(catalog, 'view.lineage')).toContain('source.users')
  expect(at(catalog, 'sources')).toContainEqual(expect.objectContaining({ name: 'users', isProvided: true }))
  expect(at(catalog, 'sources')).toContainEqual(expect.objectContaining({ name: 'spend', isProvided: false }))
})

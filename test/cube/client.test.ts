import cubeClient from '@cubejs-client/core'
import type { CubeApi, Filter, Query, ResultSet } from '@cubejs-client/core'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { followPolicies } from '../../src/policy/follow-policies.ts'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { keyOfRole } from '../harness/key-of-role.ts'

const policies = `
roles:
  analyst: { metrics: '*', entities: '*' }
  rep:
    metrics: [engagement]
    entities: [accounts]
    rows: { accounts: industry = 'mining' }
`

const analyst = keyOfRole('analyst')
const rep = keyOfRole('rep')

let server: ServerUnderTest
let directory: string
let cube: CubeApi

const connect = (key: string): CubeApi => cubeClient(key, { apiUrl: `${server.url}/cubejs-api/v1` })

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plumbline-'))
  await writeFile(join(directory, 'policies.yaml'), policies)
  const keys = new Map([analyst, rep].map(({ stored }) => [stored.id, stored]))
  server = await startServerUnderTest(
    smallCompany,
    undefined,
    {},
    {
      authentication: { readKeys: () => Promise.resolve(keys), readToken: null },
      policies: followPolicies(join(directory, 'policies.yaml'), () => undefined),
    },
  )
  cube = connect(analyst.key)
})

afterAll(async () => {
  await server.stop()
  await rm(directory, { recursive: true })
})

/** The values of a member, row by row. */
const valuesOf = (result: ResultSet, member: string): readonly unknown[] =>
  result.rawData().map((row: Readonly<Record<string, unknown>>) => row[member])

const byMonth: Query = {
  measures: ['revenue.mrr'],
  timeDimensions: [
    { dimension: 'revenue.period', granularity: 'month', dateRange: ['2025-01-01', '2025-03-31'] },
  ],
}

describe('the client of Cube, unmodified', () => {
  test('finds every metric with its definition', async () => {
    const meta = await cube.meta()
    const { title, description, type } = meta.resolveMember('revenue.mrr', 'measures') as Record<
      string,
      unknown
    >
    expect([title, type]).toEqual(['Revenue Mrr', 'number'])
    expect(description).toMatch(/monthly/i)
    expect(meta.resolveMember('revenue.period', 'dimensions')).toMatchObject({ type: 'time' })
  })

  test('loads values by month, and draws them', async () => {
    const result = await cube.load(byMonth)
    // 100 a month from 10 January, 600 a year from 10 February
    expect(result.tablePivot()).toEqual([
      { 'revenue.period.month': '2025-01-01T00:00:00.000', 'revenue.mrr': '100' },
      { 'revenue.period.month': '2025-02-01T00:00:00.000', 'revenue.mrr': '150' },
      { 'revenue.period.month': '2025-03-01T00:00:00.000', 'revenue.mrr': '150' },
    ])
    expect(
      result
        .series()
        .map(({ title, series }) => [title, series.map((point: { readonly value: number }) => point.value)]),
    ).toEqual([['Revenue Mrr', [100, 150, 150]]])
  })

  test.each(['compact', 'columnar'] as const)('reads the rows of the format %s', async (format) => {
    const result = await cube.load(byMonth, undefined, undefined, format)
    expect(valuesOf(result, 'revenue.mrr')).toEqual(['100', '150', '150'])
  })

  test('compares ranges of dates', async () => {
    const result = await cube.load({
      measures: ['revenue.mrr'],
      timeDimensions: [
        {
          dimension: 'revenue.period',
          granularity: 'month',
          compareDateRange: [
            ['2025-01-01', '2025-01-31'],
            ['2025-02-01', '2025-02-28'],
          ],
        },
      ],
    })
    expect(result.decompose().map((one) => valuesOf(one, 'revenue.mrr'))).toEqual([['100'], ['150']])
  })

  test('reads the SQL and how a query was understood', async () => {
    const sql = await cube.sql(byMonth)
    expect(sql.sql()).toMatch(/^with/)
    const { normalizedQueries } = await cube.dryRun(byMonth)
    expect(normalizedQueries[0]?.timezone).toBe('UTC')
    expect(normalizedQueries[0]?.timeDimensions?.[0]?.dateRange).toEqual([
      '2025-01-01T00:00:00.000',
      '2025-03-31T23:59:59.999',
    ])
  })
})

describe('a query', () => {
  const usersOf = async (filters: readonly Filter[]) => {
    const result = await cube.load({
      measures: ['engagement.active_users'],
      dimensions: ['engagement.industry'],
      filters,
      timeDimensions: [{ dimension: 'engagement.period', dateRange: ['2025-01-01', '2025-03-31'] }],
    })
    return Object.fromEntries(
      result.rawData().map((row) => [String(row['engagement.industry']), row['engagement.active_users']]),
    ) as Readonly<Record<string, string>>
  }

  test('is grouped and filtered, with nulls as in Cube', async () => {
    // ada and bob of acme, whose cy only viewed a page; dee of globex; eve of no company
    expect(await usersOf([])).toEqual({ software: '2', mining: '1', null: '1' })
    const member = 'engagement.industry'
    expect(await usersOf([{ member, operator: 'equals', values: ['software'] }])).toEqual({ software: '2' })
    expect(await usersOf([{ member, operator: 'notEquals', values: ['software'] }])).toEqual({
      mining: '1',
      null: '1',
    })
    expect(await usersOf([{ member, operator: 'notContains', values: ['soft', 'x'] }])).toEqual({
      mining: '1',
      null: '1',
    })
    expect(await usersOf([{ member, operator: 'set' }])).toEqual({ software: '2', mining: '1' })
    expect(
      await usersOf([
        {
          or: [
            { member, operator: 'notSet' },
            { and: [{ member, operator: 'startsWith', values: ['MIN'] }] },
          ],
        },
      ]),
    ).toEqual({ mining: '1', null: '1' })
    expect(await usersOf([{ member: 'engagement.active_users', operator: 'gt', values: ['1'] }])).toEqual({
      software: '2',
    })
  })

  test('has the rows of its limit and offset, and their total', async () => {
    const result = await cube.load({
      ...byMonth,
      limit: 1,
      offset: 1,
      total: true,
      order: [['revenue.period', 'desc']],
    })
    expect(valuesOf(result, 'revenue.period')).toEqual(['2025-02-01T00:00:00.000'])
    expect(result.totalRows()).toBe(3)
  })

  test('has cohorts by age, equal to those of an export', async () => {
    const cohorts = await cube.load({
      measures: ['user_retention.retained_users_by_age'],
      dimensions: ['user_retention.age'],
      timeDimensions: [{ dimension: 'user_retention.cohort', granularity: 'month' }],
      filters: [{ member: 'user_retention.age', operator: 'lte', values: ['2'] }],
    })
    const response = await fetch(`${server.url}/export?format=ndjson&provenance=false`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${analyst.key}` },
      body: JSON.stringify({
        metrics: ['RETAINED_USERS_BY_AGE'],
        grain: 'MONTH',
        where: [{ dimension: 'AGE', is: { lte: 2 } }],
      }),
    })
    const exported = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
      .map(({ cohort, age, retained_users_by_age: users }) => [cohort, age, users].map(String))
    expect(exported.length).toBeGreaterThan(3)
    expect(
      cohorts
        .rawData()
        .map((row) => [
          String(row['user_retention.cohort']).slice(0, 10),
          row['user_retention.age'],
          row['user_retention.retained_users_by_age'],
        ]),
    ).toEqual(exported)
  })

  test('counts within a range that cuts a period, as Cube does', async () => {
    const result = await cube.load({
      measures: ['engagement.active_users'],
      timeDimensions: [
        { dimension: 'engagement.period', granularity: 'month', dateRange: ['2025-03-21', '2025-03-31'] },
      ],
    })
    // bob, dee and eve; ada came on the 20th
    expect(result.rawData().map((row) => row['engagement.active_users'])).toEqual(['3'])
  })

  test('has a range that only begins', async () => {
    const result = await cube.load({
      measures: ['engagement.active_users'],
      timeDimensions: [{ dimension: 'engagement.period', granularity: 'month' }],
      filters: [{ member: 'engagement.period', operator: 'afterOrOnDate', values: ['2025-03-21'] }],
    })
    expect(result.rawData().map((row) => row['engagement.active_users'])).toEqual(['3'])
  })
})

describe('what has no correct answer is rejected in one sentence', () => {
  test.each<[string, Query, RegExp]>([
    ['a misspelt measure', { measures: ['revenue.mrrr'] }, /no member mrrr\. Similar: revenue\.mrr/],
    ['no measure', { dimensions: ['revenue.plan'] }, /no measure/],
    ['a segment', { measures: ['revenue.mrr'], segments: ['revenue.paying'] }, /no segments; use filters/],
    [
      'the time without a granularity',
      { measures: ['revenue.mrr'], dimensions: ['revenue.period'] },
      /needs a granularity/,
    ],
    [
      'cohorts without their age',
      {
        measures: ['user_retention.retained_users_by_age'],
        timeDimensions: [{ dimension: 'user_retention.cohort', granularity: 'month' }],
      },
      /add user_retention\.age to dimensions/,
    ],
    [
      'a day that is cut',
      {
        measures: ['revenue.mrr'],
        timeDimensions: [{ dimension: 'revenue.period', dateRange: ['2025-01-01T12:00:00', '2025-01-31'] }],
      },
      /cuts a day/,
    ],
    [
      'a month that is cut, for a measure that is known by months',
      {
        measures: ['revenue.new_mrr'],
        timeDimensions: [{ dimension: 'revenue.period', dateRange: ['2025-01-15', '2025-01-20'] }],
      },
      /known by whole months/,
    ],
    [
      'a measure within or',
      {
        measures: ['revenue.mrr'],
        filters: [
          {
            or: [
              { member: 'revenue.mrr', operator: 'gt', values: ['1'] },
              { member: 'revenue.plan', operator: 'set' },
            ],
          },
        ],
      },
      /cannot be a part of or/,
    ],
  ])('%s', async (_name, query, sentence) => {
    await expect(cube.load(query)).rejects.toThrow(sentence)
  })
})

describe('a role', () => {
  test('sees its metrics only, and no hint at others', async () => {
    const { cubes } = (await connect(rep.key).meta()) as unknown as {
      readonly cubes: readonly { readonly name: string }[]
    }
    const names = cubes.map(({ name }) => name)
    expect(names).toContain('engagement')
    expect(names).not.toContain('revenue')
    await expect(connect(rep.key).load(byMonth)).rejects.toThrow(/There is no cube revenue\./)
  })

  test('gets the numbers of its accounts', async () => {
    const result = await connect(rep.key).load({
      measures: ['engagement.active_users'],
      timeDimensions: [{ dimension: 'engagement.period', dateRange: ['2025-01-01', '2025-03-31'] }],
    })
    // dee, of the only mining company
    expect(result.rawData()).toEqual([{ 'engagement.active_users': '1' }])
  })

  test('needs a key, with or without the word Bearer', async () => {
    const url = `${server.url}/cubejs-api/v1/meta`
    const statusOf = async (authorization?: string) =>
      (await fetch(url, authorization === undefined ? {} : { headers: { authorization } })).status
    expect(
      await Promise.all([statusOf(), statusOf('wrong'), statusOf(rep.key), statusOf(`Bearer ${rep.key}`)]),
    ).toEqual([401, 401, 200, 200])
  })
})

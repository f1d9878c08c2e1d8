import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { followPolicies } from '../../src/policy/follow-policies.ts'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { keyOfRole } from '../harness/key-of-role.ts'
import { sdkDocuments } from './sdk-documents.ts'
import { arrowRows, semanticLayerClient, variablesOf, type SdkQuery } from './semantic-layer-client.ts'

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
let sdk: ReturnType<typeof semanticLayerClient>

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
  sdk = semanticLayerClient(server.url, analyst.key)
})

afterAll(async () => {
  await server.stop()
  await rm(directory, { recursive: true })
})

/** A value of a row in NDJSON. */
type Cell = string | number | boolean | null | undefined

/** Columns of the rows of the same question at `/export`, with every value as text. */
async function exported(
  question: object,
  columns: readonly string[],
): Promise<readonly (readonly (string | null)[])[]> {
  const response = await fetch(`${server.url}/export?format=ndjson&provenance=false`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${analyst.key}` },
    body: JSON.stringify(question),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, Cell>>)
    .map((row) => columns.map((name) => trimmed(row[name])))
}

/** A value as text, without the zeros at the end of a number, which Arrow does not keep. */
function trimmed(value: Cell): string | null {
  if (value === null || value === undefined) return null
  const text = String(value)
  return /^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0*$/, '') : text
}

const usersByMonth: SdkQuery = {
  metrics: ['active_users'],
  groupBy: [{ name: 'metric_time', timeGranularity: 'month' }],
}

describe('the documents of the SDK', () => {
  test('list every metric with its dimensions', async () => {
    const { metrics } = await sdk.dataOf(sdkDocuments.metrics)
    const found = metrics as readonly Readonly<Record<string, unknown>>[]
    const mrr = found.find(({ name }) => name === 'mrr')
    expect(mrr).toMatchObject({
      label: 'Mrr',
      type: 'SIMPLE',
      queryableTimeGranularities: ['month', 'quarter', 'year'],
      requiresMetricTime: false,
      measures: [],
      entities: [],
    })
    expect(mrr?.['dimensions']).toContainEqual(
      expect.objectContaining({
        name: 'metric_time',
        type: 'TIME',
        queryableGranularities: ['MONTH', 'QUARTER', 'YEAR'],
      }),
    )
    expect(mrr?.['dimensions']).toContainEqual(
      expect.objectContaining({ name: 'plan', qualifiedName: 'plan', type: 'CATEGORICAL' }),
    )
    expect(found.find(({ name }) => name === 'retained_users_by_age')).toMatchObject({
      requiresMetricTime: true,
    })
  })

  test('list what several metrics share', async () => {
    const variables = { metrics: [{ name: 'mrr' }, { name: 'active_users' }] }
    const { dimensions } = await sdk.dataOf(sdkDocuments.dimensions, variables)
    const names = (dimensions as readonly { readonly name: string }[]).map(({ name }) => name)
    expect(names).toContain('industry')
    expect(names).not.toContain('plan')
    expect(await sdk.dataOf(sdkDocuments.measures, variables)).toEqual({ measures: [] })
    expect(await sdk.dataOf(sdkDocuments.entities, variables)).toEqual({ entities: [] })
  })

  test('find no saved queries, and PostgreSQL', async () => {
    expect(await sdk.dataOf(sdkDocuments.savedQueries)).toEqual({ savedQueries: [] })
    expect(await sdk.dataOf(sdkDocuments.environmentInfo)).toEqual({
      environmentInfo: {
        sqlDialect: 'POSTGRES',
        dialect: 'POSTGRES',
        hasMetricsDefined: true,
        dialectSupportedBySlg: true,
      },
    })
  })

  test('compile the statement that runs', async () => {
    const { compileSql } = await sdk.dataOf(sdkDocuments.compileSql, variablesOf(usersByMonth))
    const { sql } = compileSql as { readonly sql: string }
    const [first] = await server.engine.query<{ active_users: string }>({ sql, parameters: [] })
    expect(first?.active_users).toBe('2')
  })
})

describe('a result', () => {
  test('is counted on the fingers', async () => {
    // ada and bob; dee, while cy only viewed a page; ada, bob, dee and eve
    expect(await sdk.rows(usersByMonth)).toEqual([
      { metric_time__month: '2025-01-01', active_users: '2' },
      { metric_time__month: '2025-02-01', active_users: '1' },
      { metric_time__month: '2025-03-01', active_users: '4' },
    ])
  })

  test.each<[string, SdkQuery, { readonly metrics: readonly string[] } & Readonly<Record<string, unknown>>]>([
    [
      'several metrics by a dimension and quarter',
      { metrics: ['mrr', 'arr'], groupBy: ['metric_time__quarter', 'plan'] },
      { metrics: ['MRR', 'ARR'], by: ['PLAN'], grain: 'QUARTER' },
    ],
    [
      'a ratio by week, largest first',
      {
        metrics: ['stickiness_ratio'],
        groupBy: ['metric_time__week'],
        orderBy: ['-stickiness_ratio'],
        limit: 5,
      },
      {
        metrics: ['STICKINESS_RATIO'],
        grain: 'WEEK',
        orderBy: [{ column: 'stickiness_ratio', direction: 'DESC' }],
        first: 5,
      },
    ],
    [
      'a granularity that is not given, as the shortest',
      { metrics: ['mrr'], groupBy: ['metric_time'], orderBy: ['-metric_time'] },
      { metrics: ['MRR'], grain: 'MONTH', orderBy: [{ column: 'period', direction: 'DESC' }] },
    ],
    [
      'cohorts by age',
      { metrics: ['retained_users_by_age'], groupBy: ['metric_time__month', 'age'] },
      { metrics: ['RETAINED_USERS_BY_AGE'], grain: 'MONTH' },
    ],
    [
      'conditions on dimensions and on the time',
      {
        metrics: ['active_users'],
        groupBy: ['metric_time__month', 'industry'],
        where: [
          "{{ Dimension('industry') }} in ('software', 'mining') and {{ TimeDimension('metric_time', 'month') }} >= '2025-02-01'",
        ],
      },
      {
        metrics: ['ACTIVE_USERS'],
        by: ['INDUSTRY'],
        grain: 'MONTH',
        period: { from: '2025-02-01' },
        where: [{ dimension: 'INDUSTRY', is: { in: ['software', 'mining'] } }],
      },
    ],
    [
      'a range that cuts its first month',
      {
        metrics: ['active_users'],
        groupBy: ['metric_time__month'],
        where: ["{{ Dimension('metric_time').grain('day') }} between '2025-02-20' and '2025-03-31'"],
      },
      {
        metrics: ['ACTIVE_USERS'],
        grain: 'MONTH',
        period: { from: '2025-02-20', to: '2025-03-31' },
        partial: 'KEEP',
      },
    ],
  ])('equals that of an export: %s', async (_name, asked, question) => {
    const rows = await sdk.rows(asked)
    expect(rows.length).toBeGreaterThan(0)
    const time = question.metrics[0] === 'RETAINED_USERS_BY_AGE' ? 'cohort' : 'period'
    const columns = Object.keys(rows[0] ?? {}).map((name) => name.replace(/^metric_time__.*/, time))
    expect(rows.map((row) => Object.values(row))).toEqual(await exported(question, columns))
  })

  test('has the same numbers in Arrow and in every form of JSON', async () => {
    const asked = { metrics: ['mrr'], groupBy: ['metric_time__month', 'plan'] }
    const queryId = await sdk.create(asked)
    const { query } = await sdk.dataOf(
      `query ($environmentId: BigInt!, $queryId: String!) {
        query(environmentId: $environmentId, queryId: $queryId) {
          arrowResult
          encoded: jsonResult
          table: jsonResult(encoded: false)
          records: jsonResult(orient: RECORDS, encoded: false)
          split: jsonResult(orient: SPLIT, encoded: false)
          values: jsonResult(orient: VALUES, encoded: false)
          index: jsonResult(orient: INDEX, encoded: false)
          columns: jsonResult(orient: COLUMNS, encoded: false)
        }
      }`,
      { queryId },
    )
    const { arrowResult, encoded, ...texts } = query as Readonly<Record<string, string>>
    expect(Buffer.from(encoded ?? '', 'base64').toString()).toBe(texts['table'])
    const forms = Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, JSON.parse(text) as unknown]),
    )
    const rows = arrowRows(arrowResult ?? null).map((row) => ({
      metric_time__month: `${row['metric_time__month'] ?? ''}T00:00:00.000`,
      plan: row['plan'],
      mrr: Number(row['mrr']),
    }))
    expect(rows.length).toBeGreaterThan(2)
    expect(forms['records']).toEqual(rows)
    expect(forms['table']).toMatchObject({
      schema: {
        fields: [
          { name: 'index', type: 'integer' },
          { name: 'metric_time__month', type: 'datetime' },
          { name: 'plan', type: 'string' },
          { name: 'mrr', type: 'number' },
        ],
        primaryKey: ['index'],
      },
      data: rows.map((row, index) => ({ index, ...row })),
    })
    const values = rows.map((row) => Object.values(row))
    const columns = Object.keys(rows[0] ?? {})
    expect(forms['values']).toEqual(values)
    expect(forms['split']).toEqual({ columns, index: rows.map((_, index) => index), data: values })
    expect(forms['index']).toEqual(Object.fromEntries(rows.entries()))
    expect(forms['columns']).toEqual(
      Object.fromEntries(
        columns.map((name, place) => [
          name,
          Object.fromEntries(values.map((row, index) => [index, row[place]])),
        ]),
      ),
    )
  })

  test('has the pages of all its rows, once each', async () => {
    const asked = { metrics: ['active_users'], groupBy: ['metric_time__hour', 'industry'] }
    const { totalPages } = await sdk.result(await sdk.create(asked))
    expect(totalPages).toBe(2)
    const rows = (await sdk.rows(asked)).map((row) => Object.values(row).join())
    const same = await exported({ metrics: ['ACTIVE_USERS'], by: ['INDUSTRY'], grain: 'HOUR' }, [
      'active_users',
    ])
    expect(new Set(rows).size).toBe(same.length)
    const { error } = await sdk.result(await sdk.create(asked), 3)
    expect(error).toMatch(/no page 3: it has 2/)
  })

  test('has the values of a dimension, with and without a metric', async () => {
    const alone = await sdk.rows({ groupBy: ['industry'] })
    expect(alone.map(({ industry }) => industry)).toEqual(expect.arrayContaining(['software', 'mining']))
    const { createDimensionValuesQuery } = await sdk.dataOf(
      `mutation ($environmentId: BigInt!) {
        createDimensionValuesQuery(environmentId: $environmentId, metrics: [{ name: "mrr" }], groupBy: [{ name: "plan" }]) { queryId }
      }`,
    )
    const { queryId } = createDimensionValuesQuery as { readonly queryId: string }
    expect(arrowRows((await sdk.result(queryId)).arrowResult)).toEqual([{ plan: 'team' }])
  })

  test('has the aliases of its metrics, and no row twice', async () => {
    const { createQuery } = await sdk.dataOf(
      'mutation { createQuery(environmentId: "42", metrics: [{ name: "mrr", alias: "revenue" }], orderBy: [{ metric: { name: "mrr", alias: "revenue" } }]) { queryId } }',
    )
    const { queryId } = createQuery as { readonly queryId: string }
    expect(arrowRows((await sdk.result(queryId)).arrowResult)).toEqual([{ revenue: '150' }])
  })
})

describe('a condition', () => {
  const industriesOf = async (...where: readonly string[]) => {
    const rows = await sdk.rows({ metrics: ['active_users'], groupBy: ['industry'], where })
    return rows.map(({ industry }) => industry ?? null).sort()
  }
  const industry = "{{ Dimension('industry') }}"

  test.each<[string, readonly (string | null)[]]>([
    ['1 = 1', [null, 'mining', 'software'].sort()],
    [`${industry} = 'mining'`, ['mining']],
    [`'mining' = ${industry}`, ['mining']],
    // null is neither equal nor different
    [`${industry} <> 'mining'`, ['software']],
    [`not (${industry} = 'mining')`, ['software']],
    [`${industry} not in ('mining', 'banking')`, ['software']],
    [`${industry} is null or ${industry} ilike 'MIN%'`, ['mining', null]],
    [`${industry} ilike '%soft%'`, ['software']],
    [`${industry} not ilike '%soft%'`, ['mining']],
    [`${industry} is not null`, ['mining', 'software']],
    [`${industry} between 'a' and 'n'`, ['mining']],
    [`${industry} not between 'a' and 'n'`, ['software']],
    [`not (${industry} is null or ${industry} > 'n')`, ['mining']],
  ])('means what it means in SQL: %s', async (sql, industries) => {
    expect(await industriesOf(sql)).toEqual([...industries].sort())
  })

  test('bounds the time by the first days of its granularity', async () => {
    const monthsOf = async (condition: string) => {
      const rows = await sdk.rows({ ...usersByMonth, where: [condition] })
      return rows.map((row) => row['metric_time__month']?.slice(5, 7))
    }
    const month = "{{ TimeDimension('metric_time', 'month') }}"
    expect(await monthsOf(`${month} > '2025-01-15'`)).toEqual(['02', '03'])
    expect(await monthsOf(`${month} <= date '2025-02-01'`)).toEqual(['01', '02'])
    expect(await monthsOf(`${month} < '2025-02-01'`)).toEqual(['01'])
    expect(await monthsOf(`${month} = '2025-02-01 00:00:00'`)).toEqual(['02'])
  })
})

describe('what has no correct answer is rejected in their form', () => {
  const month = ['metric_time__month']
  test.each<[string, SdkQuery, RegExp]>([
    ['a misspelt metric', { metrics: ['mrrr'] }, /There is no metric mrrr/],
    ['a misspelt dimension', { metrics: ['mrr'], groupBy: ['plann'] }, /plann/],
    ['nothing', {}, /neither metrics nor groupBy/],
    ['two granularities', { metrics: ['mrr'], groupBy: [...month, 'metric_time__year'] }, /one granularity/],
    [
      'a granularity that the metric does not have',
      { metrics: ['mrr'], groupBy: ['metric_time__day'] },
      /not defined by day/,
    ],
    [
      'a granularity of a dimension',
      { metrics: ['mrr'], groupBy: [{ name: 'plan', timeGranularity: 'month' }] },
      /plan has no granularity/,
    ],
    [
      'cohorts without their time',
      { metrics: ['retained_users_by_age'], groupBy: ['age'] },
      /group by metric_time/,
    ],
    ['cohorts without their age', { metrics: ['retained_users_by_age'], groupBy: month }, /group by age/],
    [
      'a bad reference',
      { metrics: ['mrr'], where: ["{{ dimension('plan') }} = 'team'"] },
      /\{\{ dimension\('plan'\) \}\} in a condition cannot be read/,
    ],
    [
      'a statement of Jinja',
      { metrics: ['mrr'], where: ["{% if true %} {{ Dimension('plan') }} = 'team' {% endif %}"] },
      /\{% in a condition/,
    ],
    [
      'a metric in a condition',
      { metrics: ['mrr'], where: ["{{ Metric('mrr', group_by=['plan']) }} > 1"] },
      /cannot be read/,
    ],
    ['a plain column', { metrics: ['mrr'], where: ["plan = 'team'"] }, /write \{\{ Dimension\('plan'\) \}\}/],
    [
      'a subselect',
      { metrics: ['mrr'], where: ["{{ Dimension('plan') }} in (select 'team')"] },
      /not available in a condition/,
    ],
    [
      'a second statement',
      { metrics: ['mrr'], where: ["{{ Dimension('plan') }} = 'team'; drop table x"] },
      /SQL after a condition/,
    ],
    ['no SQL', { metrics: ['mrr'], where: ["{{ Dimension('plan') }} ="] }, /not valid SQL/],
    [
      'LIKE, which distinguishes capitals',
      { metrics: ['mrr'], where: ["{{ Dimension('plan') }} like 'te%'"] },
      /write ILIKE/,
    ],
    [
      'the time within or',
      {
        metrics: ['mrr'],
        where: ["{{ Dimension('metric_time') }} > '2025-01-01' or {{ Dimension('plan') }} = 'team'"],
      },
      /within OR or NOT/,
    ],
    [
      'a month that starts on another day',
      { metrics: ['mrr'], where: ["{{ TimeDimension('metric_time', 'month') }} = '2025-02-02'"] },
      /No month starts on 2025-02-02/,
    ],
    [
      'an hour of a day',
      { metrics: ['active_users'], where: ["{{ Dimension('metric_time') }} > '2025-02-02 12:00'"] },
      /is not a day/,
    ],
    [
      'a month that is cut, for a metric that is known by months',
      { metrics: ['new_mrr'], where: ["{{ TimeDimension('metric_time', 'day') }} = '2025-01-15'"] },
      /known by whole months/,
    ],
    [
      'a day that does not exist',
      { metrics: ['mrr'], where: ["{{ TimeDimension('metric_time', 'month') }} <= '2025-02-31'"] },
      /2025-02-31 is not a day/,
    ],
    [
      'a deep condition',
      { metrics: ['mrr'], where: [`${'not '.repeat(2_001)}{{ Dimension('plan') }} = 'team'`] },
      /nested more than/,
    ],
    ['a group by time alone', { groupBy: month }, /needs a metric/],
    [
      'IS DISTINCT FROM',
      { metrics: ['mrr'], where: ["{{ Dimension('plan') }} is distinct from 'team'"] },
      /IS DISTINCT FROM/,
    ],
  ])('%s', async (_name, asked, sentence) => {
    await expect(sdk.rows(asked)).rejects.toThrow(sentence)
  })

  test('with codes and similar names', async () => {
    const { errors } = await sdk.send(sdkDocuments.createQuery, variablesOf({ metrics: ['mrrr'] }))
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/^There is no metric mrrr\. Similar: mrr, /) as unknown,
        extensions: { code: 'UNKNOWN_METRIC', suggestions: expect.arrayContaining(['mrr']) as unknown },
      },
    ])
  })

  test('saved queries, and parts of dates', async () => {
    const { errors: saved } = await sdk.send(sdkDocuments.createQuery, {
      ...variablesOf({}),
      savedQuery: 'weekly',
    })
    expect(saved?.[0]?.message).toMatch(/no saved queries/)
    const { errors: part } = await sdk.send(sdkDocuments.createQuery, {
      ...variablesOf({ metrics: ['mrr'] }),
      groupBy: [{ name: 'metric_time', datePart: 'DOW' }],
    })
    expect(part?.[0]?.message).toMatch(/Parts of dates, such as DOW/)
  })

  test('an id of no query, and one of other data', async () => {
    expect(await sdk.result('QueryID_12345678')).toMatchObject({
      status: 'FAILED',
      error: 'No query has this id.',
    })
    const content = { of: 'earlier', question: { metrics: [{ name: 'mrr' }] } }
    const old = Buffer.from(JSON.stringify(content)).toString('base64url')
    expect(await sdk.result(old)).toMatchObject({
      status: 'FAILED',
      error: expect.stringMatching(/create it again/) as unknown,
    })
  })

  test('documents that are not valid, or ask for too much at once', async () => {
    const { errors: invalid } = await sdk.send('{ metrics(environmentId: 1) { nam } }')
    expect(invalid?.[0]?.extensions.code).toBe('BAD_REQUEST')
    const many = Array.from(
      { length: 30 },
      (_, place) => `m${place}: savedQueries(environmentId: 1) { name }`,
    )
    const { errors: large } = await sdk.send(`{ ${many.join(' ')} }`)
    expect(large?.[0]?.extensions.code).toBe('QUERY_TOO_EXPENSIVE')
  })
})

describe('a role', () => {
  test('sees its metrics only, and no hint at others', async () => {
    const own = semanticLayerClient(server.url, rep.key)
    const { metrics } = await own.dataOf('{ metrics(environmentId: 1) { name } }')
    const names = (metrics as readonly { readonly name: string }[]).map(({ name }) => name)
    expect(names).toContain('active_users')
    expect(names).not.toContain('mrr')
    const { errors } = await own.send(sdkDocuments.createQuery, variablesOf({ metrics: ['mrr'] }))
    expect(errors?.[0]?.message).toMatch(/^There is no metric mrr\./)
  })

  test('gets the numbers of its accounts, also for a query that another created', async () => {
    const own = semanticLayerClient(server.url, rep.key)
    const { arrowResult } = await own.result(await sdk.create({ metrics: ['active_users'] }))
    // dee, of the only mining company
    expect(arrowRows(arrowResult)).toEqual([{ active_users: '1' }])
    const { status, error } = await own.result(await sdk.create({ metrics: ['mrr'] }))
    expect([status, error]).toEqual(['FAILED', 'There is no metric mrr.'])
  })

  test('needs a key, and is told in the words of the SDK', async () => {
    const { errors } = await semanticLayerClient(server.url, 'wrong').send(sdkDocuments.metrics)
    expect(errors).toMatchObject([
      { message: 'User is not authorized', extensions: { code: 'UNAUTHENTICATED' } },
    ])
  })
})

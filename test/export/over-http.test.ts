import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { bytesOf, readExport } from './read-export.ts'

const question = { metrics: ['MRR'], by: ['INDUSTRY'], grain: 'MONTH' }

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServerUnderTest(smallCompany)
})

afterAll(() => server.stop())

const post = (body: unknown, search = '', headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${server.url}/export${search}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

const get = (parameters: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${server.url}/export?${new URLSearchParams(parameters).toString()}`, { headers })

async function codeOf(response: Response): Promise<unknown> {
  const { errors } = (await response.json()) as { errors: readonly { extensions: { code: string } }[] }
  return [response.status, errors[0]?.extensions.code]
}

async function validOf(response: Response): Promise<unknown> {
  const { errors } = (await response.json()) as { errors: readonly { extensions: { valid?: string[] } }[] }
  return errors[0]?.extensions.valid
}

describe('the answer', () => {
  test('is that of GraphQL, over POST and GET', async () => {
    const { data } = await server.ask('query ($input: MetricsInput!) { metrics(input: $input) { rows } }', {
      input: question,
    })
    const { rows } = (data as { metrics: { rows: unknown[][] } }).metrics
    expect(rows.length).toBeGreaterThan(0)
    const posted = await post(question, '?format=csv')
    const got = await get({ format: 'arrow', input: JSON.stringify(question) })
    expect([posted.status, got.status]).toEqual([200, 200])
    expect(readExport('csv', await bytesOf(posted)).rows).toEqual(rows)
    expect(readExport('arrow', await bytesOf(got)).rows).toEqual(rows)
  })

  test('is a file with a name, which caches do not store', async () => {
    const { headers } = await post({ metrics: ['MRR', 'SIGNUPS'] })
    expect(headers.get('content-disposition')).toBe('attachment; filename="mrr_signups_2025-03-31.csv"')
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('vary')).toContain('accept')
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
  })

  test('has a line of provenance unless it is not wanted', async () => {
    const bare = await post(question, '?format=ndjson&provenance=false')
    const full = await post(question, '?format=ndjson')
    const [without, withLine] = [
      readExport('ndjson', await bytesOf(bare)),
      readExport('ndjson', await bytesOf(full)),
    ]
    expect(without.provenance).toBeUndefined()
    expect(withLine.rows).toEqual(without.rows)
    expect(withLine.provenance).toMatchObject({ rows: without.rows.length, metrics: [{ metric: 'mrr' }] })
  })

  test('has no formulas on request', async () => {
    const formula = { metrics: [], columns: [{ metric: 'MRR', alias: '=mrr' }] }
    const text = async (search: string) => (await (await post(formula, search)).text()).split('\n')[0]
    expect(await text('')).toBe('=mrr')
    expect(await text('?escapeFormulas=true')).toBe("'=mrr")
    expect(await codeOf(await post(formula, '?escapeFormulas=true&format=arrow'))).toEqual([
      400,
      'BAD_REQUEST',
    ])
  })
})

describe('the format', () => {
  test.each([
    ['text/csv', 'text/csv'],
    ['application/x-ndjson', 'application/x-ndjson'],
    ['application/vnd.apache.arrow.stream', 'application/vnd.apache.arrow.stream'],
    ['*/*', 'text/csv'],
    ['application/*', 'application/x-ndjson'],
    [
      'text/html, application/vnd.apache.arrow.stream;q=0.5, */*;q=0.1',
      'application/vnd.apache.arrow.stream',
    ],
    ['text/csv;q=0, */*', 'application/x-ndjson'],
    ['text/csv;q=0.5, application/jsonl', 'application/x-ndjson'],
  ])('of a caller that accepts %s is %s', async (accept, type) => {
    const response = await post(question, '', { accept })
    expect(response.headers.get('content-type')?.split(';')[0]).toBe(type)
  })

  test('of the URL decides before the header', async () => {
    const response = await post(question, '?format=ndjson', { accept: 'text/csv' })
    expect(response.headers.get('content-type')).toContain('application/x-ndjson')
  })

  test('that is not available is rejected with the available ones', async () => {
    expect(await codeOf(await post(question, '', { accept: 'text/html' }))).toEqual([406, 'NOT_ACCEPTABLE'])
    expect(await codeOf(await post(question, '?format=xlsx'))).toEqual([400, 'BAD_REQUEST'])
    expect(await validOf(await post(question, '?format=xlsx'))).toEqual(['csv', 'ndjson', 'arrow'])
  })
})

describe('an error before the first byte', () => {
  test('lists the values of the parameter, or the parameters', async () => {
    expect(await validOf(await post(question, '?provenance=no'))).toEqual(['true', 'false'])
    expect(await validOf(await post(question, '?formats=csv'))).toContain('format')
    expect(await validOf(await post(question, '?format=csv&format=csv'))).toBeUndefined()
  })

  test.each<[string, unknown, string]>([
    ['an unknown metric', { metrics: ['NOPE'] }, 'BAD_REQUEST'],
    ['an unknown field', { metrics: ['MRR'], nope: 1 }, 'BAD_REQUEST'],
    [
      'two operators',
      { metrics: ['MRR'], where: [{ dimension: 'COUNTRY', is: { eq: 'DE', ne: 'DE' } }] },
      'BAD_REQUEST',
    ],
    ['no metric', {}, 'BAD_REQUEST'],
    ['no object', [question], 'BAD_REQUEST'],
    ['null', null, 'BAD_REQUEST'],
    ['subtotals', { ...question, subtotals: true }, 'BAD_REQUEST'],
    ['a missing table', { metrics: ['CAC_PAYBACK_MONTHS'] }, 'METRIC_UNAVAILABLE'],
    [
      'a wrong period',
      { metrics: ['SIGNUPS'], grain: 'DAY', period: { from: '2025-02-01', to: '2025-01-01' } },
      'BAD_PERIOD',
    ],
  ])('%s is that of GraphQL, with its status', async (_, body, code) => {
    expect(await codeOf(await post(body))).toEqual([400, code])
  })

  test('names every wrong value with its place', async () => {
    const response = await post({ metrics: ['MRRR', 'MRR'], grain: 'MOON' })
    const { errors } = (await response.json()) as { errors: [{ extensions: { problems: string[] } }] }
    expect(errors[0].extensions.problems).toEqual([
      expect.stringMatching(/^input\.metrics\.0: Value "MRRR" .*Did you mean .*"MRR"/),
      expect.stringMatching(/^input\.grain: Value "MOON" /),
    ])
  })

  test('is one of the URL', async () => {
    expect(await codeOf(await get({}))).toEqual([400, 'BAD_REQUEST'])
    expect(await codeOf(await get({ input: '{' }))).toEqual([400, 'BAD_REQUEST'])
    expect(await codeOf(await get({ input: '{"metrics":["MRR"],"first":9007199254740993}' }))).toEqual([
      400,
      'BAD_REQUEST',
    ])
    expect(await codeOf(await post(question, '?format=csv&format=arrow'))).toEqual([400, 'BAD_REQUEST'])
    expect(await codeOf(await post(question, '?formt=csv'))).toEqual([400, 'BAD_REQUEST'])
    expect(await codeOf(await post(question, '?input={}'))).toEqual([400, 'BAD_REQUEST'])
  })

  test('of ours is opaque, and logged in full', async () => {
    server.logged()
    server.failNext(new Error('disk on fire at host 10.0.0.1'))
    const response = await post(question)
    const text = await response.clone().text()
    expect(await codeOf(response)).toEqual([500, 'INTERNAL'])
    expect(text).not.toContain('10.0.0.1')
    expect(server.logged().find(({ event }) => event === 'failed')).toMatchObject({
      err: { message: 'disk on fire at host 10.0.0.1' },
    })
  })

  test('other methods are named', async () => {
    const response = await fetch(`${server.url}/export`, { method: 'PUT' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST'])
    expect((await fetch(`${server.url}/export`, { method: 'HEAD' })).status).toBe(405)
  })
})

test('the audit has a line for each export: the format, the definitions, the rows', async () => {
  server.logged()
  const { rows } = readExport('csv', await bytesOf(await post(question)))
  await expect
    .poll(() => server.logged().find(({ event }) => event === 'audit'))
    .toMatchObject({
      fields: ['export.csv'],
      status: 200,
      rows: rows.length,
      lane: 'quick',
      metrics: { mrr: expect.stringMatching(/^[0-9a-f]{12}$/) as string },
      errors: [],
    })
})

test('a server that runs listed documents only exports nothing', async () => {
  const listed = await startServerUnderTest(smallCompany, undefined, {
    trustedDocuments: 'test/export/no-documents.json',
  })
  try {
    const response = await fetch(`${listed.url}/export?input={"metrics":["MRR"]}`)
    expect(await codeOf(response)).toEqual([403, 'DOCUMENT_NOT_TRUSTED'])
  } finally {
    await listed.stop()
  }
})

test('without introspection, errors name no values of the schema', async () => {
  const closed = await startServerUnderTest(smallCompany, undefined, { introspection: false })
  try {
    const response = await fetch(`${closed.url}/export?input={"metrics":["MRRR"]}`)
    const text = await response.text()
    expect(text).toContain('MRRR')
    expect(text).not.toContain('Did you mean')
  } finally {
    await closed.stop()
  }
})

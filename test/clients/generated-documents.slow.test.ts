import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { buildSchema, getNamedType, isObjectType, parse, validate } from 'graphql'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { printSchemaSdl } from '../../src/resolvers/schema/print-schema-sdl.ts'
import { startServerUnderTest, type ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { writeClient, type WrittenClient } from './written-client.ts'

/** An application whose documents go through three clients; what the compiler must reject is marked. */
const application = `
import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client'
import { createClient as createUrql, fetchExchange } from '@urql/core'
import { account, accountColumns, createClient, revenue, users, variable, watchSignals, type DataOf } from './index.js'

export const panel = account.document({
  name: 'Panel',
  select: {
    ...accountColumns,
    health: { score: true },
    users: {
      first: variable('count'),
      where: [{ and: [{ deletedAt: { isNull: true } }, { or: [{ name: { eq: 'Ada "A"\\n' } }, { country: { isNull: true } }] }] }],
      orderBy: [{ field: 'NAME', direction: 'DESC' }],
      select: { totalCount: true, nodes: { key: true, name: true } },
    },
    metrics: { names: variable('names'), grain: 'MONTH', period: { relative: 'last 2 months' }, select: { metric: true } },
  },
})
export const byIndustry = revenue.document({ name: 'ByIndustry', metrics: ['mrr'], by: ['industry'] })
export const news = watchSignals.document({ select: { cursor: true, nodes: { account: { name: true } } } })
export const usersDocument = users.document()

type Panel = NonNullable<DataOf<typeof panel>['account']>
const variables = { id: 'acme', count: 2, names: ['MRR'] } as const
const keysOf = ({ users }: Panel): readonly string[] | undefined => users?.nodes.map(({ key }) => key)

export async function ask(uri: string) {
  const apollo = new ApolloClient({ link: new HttpLink({ uri }), cache: new InMemoryCache() })
  const byApollo = await apollo.query({ query: panel, variables })
  apollo.stop()
  const urql = createUrql({ url: uri, preferGetMethod: false, exchanges: [fetchExchange] })
  const byUrql = await urql.query(panel, variables)
  const byClient = await createClient({ url: uri }).request(panel, variables)
  const headers = { 'content-type': 'application/json' }
  const byFetch = await fetch(uri, { method: 'POST', headers, body: JSON.stringify({ query: panel, variables }) })
  const { data } = (await byFetch.json()) as { readonly data: DataOf<typeof panel> }
  const { revenue: found } = await createClient({ url: uri }).request(byIndustry, { grain: 'YEAR' })
  const amount: string | null | undefined = found?.rows[0]?.mrr.amount
  return {
    apollo: byApollo.data?.account && keysOf(byApollo.data.account),
    urql: byUrql.data?.account && keysOf(byUrql.data.account),
    client: byClient.account && keysOf(byClient.account),
    fetch: data.account && keysOf(data.account),
    amount,
  }
}

export async function trusted(url: string) {
  const client = createClient({ url })
  const page = await users(client, { first: 1 })
  const next = await users(client, { first: 1, after: page.pageInfo.endCursor })
  const rejected = await users(client, { select: { totalCount: true } }).catch(({ status }: { status: number }) => status)
  return { keys: [page, next].map(({ nodes }) => nodes[0]?.key), rejected }
}

export async function wrong(uri: string) {
  const apollo = new ApolloClient({ link: new HttpLink({ uri }), cache: new InMemoryCache() })
  const { data } = await apollo.query({ query: panel, variables })
  // @ts-expect-error the field was not selected
  data?.account?.segment
  // @ts-expect-error the argument that the variable stands for is required
  await apollo.query({ query: panel, variables: { id: 'acme' } })
  // @ts-expect-error the argument that the variable stands for is a number
  await createClient({ url: uri }).request(panel, { ...variables, count: 'two' })
  const urql = createUrql({ url: uri, exchanges: [] })
  // @ts-expect-error the id is required
  await urql.query(panel, {})
  // @ts-expect-error a variable is declared by a document
  await account(createClient({ url: uri }), { id: 'acme', select: { users: { first: variable('count'), select: { totalCount: true } } } })
}
`

/** A document, with its text. */
interface Made extends DocumentNode {
  toString(): string
}

interface Application {
  readonly panel: Made
  readonly byIndustry: Made
  readonly news: Made
  readonly usersDocument: Made
  readonly ask: (url: string) => Promise<unknown>
  readonly trusted: (url: string) => Promise<unknown>
}

let written: WrittenClient
let own: Application
let schema: GraphQLSchema

beforeAll(async () => {
  written = await writeClient(application)
  own = (await written.application()) as Application
  schema = buildSchema(printSchemaSdl(await ownCatalog()))
})

afterAll(() => written.remove())

test('documents have types in Apollo Client, urql and the generated client', () => {
  expect(written.compilerMessages()).toEqual([])
})

test('a document is what a parser makes of its text, with constants and variables', () => {
  expect(String(own.panel)).toBe(
    'query Panel($id: ID!, $count: Int, $names: [Metric!]!) { account(id: $id) { id key name kind parentAccountId ' +
      'employeeCount roleHeadcount industry country icpSegment sizeBand ownerRepId createdAt health { score } ' +
      'users(first: $count, where: [{ and: [{ deletedAt: { isNull: true } }, { or: [{ name: { eq: "Ada \\"A\\"\\n" } }, ' +
      '{ country: { isNull: true } }] }] }], orderBy: [{ field: NAME, direction: DESC }]) { totalCount nodes { key name } } ' +
      'metrics(names: $names, grain: MONTH, period: { relative: "last 2 months" }) { metric } } }',
  )
  for (const document of [own.panel, own.byIndustry, own.news, own.usersDocument]) {
    expect(parse(String(document), { noLocation: true })).toEqual({ ...document })
    expect(validate(schema, document)).toEqual([])
  }
})

test('every function has a document that the schema accepts, those of families with all of their metrics', async () => {
  const client = (await import(join(written.directory, 'index.js'))) as Record<string, unknown>
  const makers = Object.entries(client).filter((one): one is [string, Maker] => hasDocument(one[1]))
  const rejected = makers.flatMap(([name, maker]) => {
    const text = String(maker.document({ metrics: metricsOf(name) }))
    return validate(schema, parse(text)).map(({ message }) => `${name}: ${message}`)
  })
  expect(rejected).toEqual([])
  expect(makers.map(([name]) => name)).toEqual(
    expect.arrayContaining(['invoices', 'userRetention', 'watchSignals']),
  )
})

/** The metrics of a family; none for other fields. */
function metricsOf(name: string): readonly string[] {
  const row = schema.getType(`${name.charAt(0).toUpperCase()}${name.slice(1)}Row`)
  if (!isObjectType(row)) return []
  const fields = Object.values(row.getFields())
  return fields.flatMap((field) => (isObjectType(getNamedType(field.type)) ? [field.name] : []))
}

test('a bundle has only what its application imports', async () => {
  const contents = "export { account } from './index.js'"
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: written.directory },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  })
  const text = outputFiles[0]?.text ?? ''
  expect(text).toContain('"account"')
  expect(text).not.toMatch(/activationRate|text\/event-stream|salesOpportunities",type/)
  expect(text.length).toBeLessThan(20_000)
})

describe('on a server', () => {
  let server: ServerUnderTest

  beforeAll(async () => {
    server = await startServerUnderTest(smallCompany)
  })

  afterAll(() => server.stop())

  test('Apollo Client, urql, fetch and the generated client take a document as it is', async () => {
    const keys = ['bob', 'ada']
    expect(await own.ask(`${server.url}/graphql`)).toEqual({
      apollo: keys,
      urql: keys,
      client: keys,
      fetch: keys,
      amount: expect.stringMatching(/^\d/) as string,
    })
  })
})

test('functions run on a server with trusted documents, page by page', async () => {
  const text = String(own.usersDocument)
  const file = join(written.directory, 'trusted.json')
  const hash = createHash('sha256').update(text).digest('hex')
  await writeFile(file, JSON.stringify({ [`sha256:${hash}`]: text }))
  const server = await startServerUnderTest(smallCompany, 'postgres', { trustedDocuments: file })
  server.queries()
  expect(await own.trusted(`${server.url}/graphql`)).toEqual({ keys: ['ada', 'bob'], rejected: 403 })
  // absent arguments are variables, too, and take no page off the fast path
  expect(server.queries()).toHaveLength(2)
  await server.stop()
})

interface Maker {
  document(given: object): { toString(): string }
}

function hasDocument(value: unknown): value is Maker {
  return typeof value === 'function' && 'document' in value
}

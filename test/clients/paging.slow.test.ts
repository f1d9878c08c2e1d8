import { ApolloClient, HttpLink, InMemoryCache, gql, type TypedDocumentNode } from '@apollo/client'
import { relayStylePagination } from '@apollo/client/utilities'
import { createClient, fetchExchange } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { relayPagination } from '@urql/exchange-graphcache/extras'
import relay, { type GraphQLResponse } from 'relay-runtime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { printSchemaSdl } from '../../src/resolvers/schema/print-schema-sdl.ts'
import { at, startServerUnderTest, type ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { compileRelayPage } from './compile-relay.ts'

const everyone = ['ada', 'bob', 'cy', 'dee', 'eve']
const document = `query Users($count: Int, $cursor: String) {
  users(first: $count, after: $cursor) { edges { node { id key } } pageInfo { hasNextPage endCursor } }
}`

let server: ServerUnderTest
let url: string

beforeAll(async () => {
  server = await startServerUnderTest(smallCompany)
  url = `${server.url}/graphql`
})

afterAll(() => server.stop())

test('Apollo Client collects a list page by page', async () => {
  const client = new ApolloClient({
    link: new HttpLink({ uri: url }),
    cache: new InMemoryCache({ typePolicies: { Query: { fields: { users: relayStylePagination() } } } }),
  })
  const query: TypedDocumentNode<unknown> = gql(document)
  for (let hasNext: unknown = true, cursor: unknown = null; hasNext === true;) {
    const { data } = await client.query({
      query,
      variables: { count: 2, cursor },
      fetchPolicy: 'network-only',
    })
    hasNext = at(data, 'users.pageInfo.hasNextPage')
    cursor = at(data, 'users.pageInfo.endCursor')
  }
  const collected = client.readQuery({ query, variables: { count: 2 } })
  expect(at(collected, 'users.edges.*.node.key')).toEqual(everyone)
  client.stop()
})

test('urql collects a list page by page', async () => {
  const client = createClient({
    url,
    // a GET by default
    preferGetMethod: false,
    exchanges: [cacheExchange({ resolvers: { Query: { users: relayPagination() } } }), fetchExchange],
  })
  let collected: unknown
  for (let hasNext: unknown = true, cursor: unknown = null; hasNext === true;) {
    const { data, error } = await client.query<unknown>(document, { count: 2, cursor }).toPromise()
    expect(error).toBeUndefined()
    hasNext = at(data, 'users.pageInfo.hasNextPage')
    cursor = at(data, 'users.pageInfo.endCursor')
    collected = at(data, 'users.edges.*.node.key')
  }
  expect(collected).toEqual(everyone)
})

test('Relay compiles a page with its defaults, and collects the list page by page', async () => {
  const { first, next, list } = await compileRelayPage(printSchemaSdl(await ownCatalog()))
  const environment = new relay.Environment({
    store: new relay.Store(new relay.RecordSource()),
    network: relay.Network.create(async ({ text }, variables) => {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ query: text, variables })
      const response = await fetch(url, { method: 'POST', headers, body })
      return (await response.json()) as GraphQLResponse
    }),
  })
  const opened = relay.createOperationDescriptor(first, { count: 2 })
  await relay.fetchQuery(environment, first, { count: 2 }).toPromise()
  const root = environment.lookup(opened.fragment)
  const collected = () => {
    const selector = relay.getSingularSelector(list, root.data)
    return environment.lookup(selector).data
  }
  while (at(collected(), 'users.pageInfo.hasNextPage') === true) {
    const cursor = at(collected(), 'users.pageInfo.endCursor')
    await relay.fetchQuery(environment, next, { count: 2, cursor }).toPromise()
  }
  expect(at(collected(), 'users.edges.*.node.key')).toEqual(everyone)
})

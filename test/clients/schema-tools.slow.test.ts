import { generate } from '@graphql-codegen/cli'
import { coverage, CriticalityLevel, diff, validate } from '@graphql-inspector/core'
import { buildSchema, Source } from 'graphql'
import { expect, test } from 'vitest'
import { printSchemaSdl } from '../../src/resolvers/schema/print-schema-sdl.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

const document = `query Users($count: Int, $cursor: String) {
  users(first: $count, after: $cursor) { nodes { key createdAt } pageInfo { hasNextPage endCursor } }
}`

test('graphql-inspector validates documents, measures their coverage and finds a removed field', async () => {
  const sdl = printSchemaSdl(await ownCatalog())
  const schema = buildSchema(sdl)
  const source = new Source(document, 'users.graphql')
  expect(validate(schema, [source])).toEqual([])
  expect(coverage(schema, [source]).types['Query']?.children['users']?.hits).toBe(1)
  expect(await diff(schema, schema)).toEqual([])
  const without = buildSchema(sdl.replace('  dataRefreshed(', '  refreshed('))
  const breaking = (await diff(schema, without)).filter(
    ({ criticality }) => criticality.level === CriticalityLevel.Breaking,
  )
  expect(breaking.map(({ path }) => path)).toEqual(['Stream.dataRefreshed'])
})

test('the client preset of graphql-codegen types a document with its defaults', async () => {
  const files = (await generate(
    {
      schema: printSchemaSdl(await ownCatalog()),
      documents: [document],
      silent: true,
      generates: { 'client/': { preset: 'client' } },
    },
    false,
  )) as readonly { readonly filename: string; readonly content: string }[]
  const types = files.find(({ filename }) => filename === 'client/graphql.ts')?.content
  expect(types).toMatch(/export type UsersQueryVariables = Exact<\{\s*count\?: /)
})

import fc from 'fast-check'
import { isObjectType, type GraphQLSchema } from 'graphql'
import { expect } from 'vitest'
import { readSchema } from '../../src/resolvers/schema/read-schema.ts'
import { arbitraryDocument } from '../fuzz/arbitrary-document.ts'
import type { Words } from '../fuzz/arbitrary-value.ts'
import type { EngineKind } from '../harness/engine-kinds.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { roles, startBothWays } from './both-ways.ts'

/** Root fields that lists and objects are read from. */
const roots = /^(?:account|workspace|user|buyer|invoice|subscription)s?$/

/** Fields that no answer ahead has, without which few documents would be. */
const rarely =
  /^(?:metrics|revenue|activeUsers|signals|segment|invitations|invoices|opportunities|subscriptions|tickets|touches|signedContracts|salesOpportunities|sentInvitations)$/

/**
 * Sends generated documents to a server, to be answered with its resolvers and ahead of them, and compares the bytes. The
 * result is the share of documents that were answered ahead.
 */
export async function checkSameAnswers(kind: EngineKind, count: number, seed: number): Promise<number> {
  const server = await startBothWays(kind, seed)
  const words: Words = {
    ids: [...server.accounts, 'u1', 'w1', 'c1', globalId('Account', server.accounts[0] ?? '')],
    texts: ['make', 'share', 'acme', 'Design', 'DE', 'free', `it's`, '"', '\\'],
    columns: [],
    options: [],
  }
  const documents = arbitraryDocument(withEntitiesOnly(readSchema(await ownCatalog())), words)
  let ahead = 0
  try {
    await fc.assert(
      fc.asyncProperty(documents, fc.constantFrom(...roles), async (document, role) => {
        const answers = await server.ask(role, document)
        expect(answers.ahead, document.query).toEqual(answers.resolved)
        if (answers.isAhead) ahead += 1
      }),
      { numRuns: count, seed, endOnFailure: true },
    )
  } finally {
    await server.stop()
  }
  return ahead / count
}

function globalId(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64')
}

function withEntitiesOnly(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    const fields = type.getFields()
    const isQuery = type === schema.getQueryType()
    for (const name of Object.keys(fields))
      if (isQuery ? !roots.test(name) : rarely.test(name)) Reflect.deleteProperty(fields, name)
  }
  return schema
}

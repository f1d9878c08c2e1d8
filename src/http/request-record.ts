import type { ApolloServerPlugin } from '@apollo/server'
import type { FastifyInstance } from 'fastify'
import { Kind } from 'graphql'
import type { DocumentNode, SelectionSetNode } from 'graphql'
import type { Context } from '../context.ts'
import { LostConnectionError } from '../errors.ts'
import { anonymous, type Identity } from '../identity/identity.ts'
import type { Estimate } from './lanes/lanes.ts'
import type { ObservedQuery } from '../query/runtime.ts'

/** What a request did, for the audit log and the metrics. */
export interface RequestRecord {
  /** The name of the GraphQL operation, and its root fields. */
  operation: string | null
  fields: readonly string[]
  /** The hash of the definitions used; null when the request was rejected before. */
  definitions: string | null
  /** The hash of the policies that hold; null without policies. */
  policyHash: string | null
  /** Whether a connection to the warehouse ended during the request. */
  hasLostConnection: boolean
  /** Whether the server closed the connection, because it could not complete the response. */
  isCut: boolean
  /** The rows that the warehouse returned. */
  rows: number
  /** The lane of its last query for metrics; null without one. */
  lane: Estimate['lane'] | null
  /** The highest cost of a statement, as the planner of the database estimates it; null without an estimate. */
  cost: number | null
  readonly queries: ObservedQuery[]
  /** The codes of its errors. */
  readonly errors: string[]
}

declare module 'fastify' {
  interface FastifyRequest {
    record: RequestRecord
    /** The caller. */
    identity: Identity
  }
}

/** The record of what has done nothing yet. */
export function emptyRecord(): RequestRecord {
  return {
    operation: null,
    fields: [],
    definitions: null,
    policyHash: null,
    hasLostConnection: false,
    isCut: false,
    rows: 0,
    lane: null,
    cost: null,
    queries: [],
    errors: [],
  }
}

/** Gives every request a record. Its caller is anonymous until the credentials are checked. */
export function recordRequests(fastify: FastifyInstance): void {
  fastify.decorateRequest('record')
  fastify.decorateRequest('identity')
  fastify.addHook('onRequest', (request, _reply, done) => {
    request.identity = anonymous
    request.record = emptyRecord()
    done()
  })
}

/** Records the fields and errors of an operation. */
export const recordOperation: ApolloServerPlugin<Context> = {
  requestDidStart: ({ contextValue: { record } }) =>
    Promise.resolve({
      didResolveOperation: ({ operation, document }) => {
        record.operation = operation?.name?.value ?? null
        record.fields = operation === undefined ? [] : fieldsIn(operation.selectionSet, document, new Set())
        return Promise.resolve()
      },
      didEncounterErrors: ({ errors }) => {
        record.hasLostConnection ||= errors.some(
          ({ originalError }) => originalError instanceof LostConnectionError,
        )
        return Promise.resolve()
      },
      willSendResponse: ({ response: { body } }) => {
        if (body.kind !== 'single') return Promise.resolve()
        for (const { extensions } of body.singleResult.errors ?? [])
          record.errors.push(String(extensions?.['code']))
        return Promise.resolve()
      },
    }),
}

/**
 * The names of selected fields, with those of fragments.
 *
 * @param read the fragments that were read before: each is read once, however often it is spread
 */
export function fieldsIn(
  { selections }: SelectionSetNode,
  document: DocumentNode,
  read: Set<string>,
): readonly string[] {
  return selections.flatMap((selection) => {
    switch (selection.kind) {
      case Kind.FIELD:
        return [selection.name.value]
      case Kind.INLINE_FRAGMENT:
        return fieldsIn(selection.selectionSet, document, read)
      case Kind.FRAGMENT_SPREAD:
        if (read.has(selection.name.value)) return []
        read.add(selection.name.value)
        return document.definitions.flatMap((definition) =>
          definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value
            ? fieldsIn(definition.selectionSet, document, read)
            : [],
        )
    }
  })
}

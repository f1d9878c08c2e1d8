import { getOperationAST, GraphQLError, OperationTypeNode, parse, specifiedRules, validate } from 'graphql'
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { PlumblineError } from '../../errors.ts'
import { measureDocument } from '../../resolvers/metrics/measure-document.ts'
import { toGraphQLError } from '../../resolvers/to-graphql-error.ts'
import { maxTokens, whyTooLarge as whyDocumentTooLarge } from '../documents/limit-document.ts'
import { checkVariables } from '../documents/limit-variables.ts'
import { noIntrospection } from '../graphql/no-introspection.ts'
import { whyTooLarge as whyResponseTooLarge } from '../limits/limit-response.ts'

/** What a caller sends to open a stream. */
export interface SubscriptionRequest {
  readonly query: string
  readonly operationName?: string | null | undefined
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined
}

/** A subscription that can run. */
export interface ReadSubscription {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Readonly<Record<string, unknown>>
}

/**
 * Reads and checks a subscription, with the limits of every document.
 *
 * @throws PlumblineError or GraphQLError for the caller
 */
export function readSubscription(
  { query, operationName, variables }: SubscriptionRequest,
  schema: GraphQLSchema,
  introspection: boolean,
): ReadSubscription {
  const given = variables ?? {}
  reject(whyDocumentTooLarge(query))
  checkVariables(given, 'variables')
  const document = parse(query, { maxTokens })
  const [error] = validate(schema, document, [...specifiedRules, ...(introspection ? [] : [noIntrospection])])
  if (error !== undefined) throw error
  const operation = getOperationAST(document, operationName)
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION)
    throw new PlumblineError(
      'BAD_REQUEST',
      operation
        ? 'Streams run subscriptions only. Send queries to /graphql.'
        : 'The document has no such operation: name one of its subscriptions in operationName.',
      { subject: 'query' },
    )
  reject(whyResponseTooLarge(measureDocument(schema, document, operation, given)))
  return { document, operation, variables: given }
}

/** An error as its caller gets it. The libraries of the protocols write errors of GraphQL. */
export function errorForCaller(error: unknown, requestId: string): GraphQLError {
  const known = error instanceof GraphQLError ? error : asGraphQLError(error)
  const { message, extensions } = toGraphQLError(known, requestId)
  const { nodes = null, source = null, positions = null, path = null } = known
  return new GraphQLError(message, { nodes, source, positions, path, extensions: extensions ?? {} })
}

function asGraphQLError(error: unknown): GraphQLError {
  const originalError = error instanceof Error ? error : new Error(String(error))
  return new GraphQLError(originalError.message, { originalError })
}

function reject(reason: string | null): void {
  if (reason !== null) throw new PlumblineError('QUERY_TOO_EXPENSIVE', reason, { subject: 'query' })
}

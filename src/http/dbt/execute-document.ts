import {
  execute,
  getOperationAST,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type OperationDefinitionNode,
} from 'graphql'
import type { SemanticLayerContext } from '../../dbt/schema/context.ts'
import { semanticLayerSchema } from '../../dbt/schema/semantic-layer-schema.ts'
import { PlumblineError } from '../../errors.ts'
import { measureDocument } from '../../resolvers/metrics/measure-document.ts'
import { maxTokens } from '../documents/limit-document.ts'
import { whyTooLarge } from '../limits/limit-response.ts'
import { fieldsIn, type RequestRecord } from '../request-record.ts'

/** A request of GraphQL. */
export interface DocumentRequest {
  readonly text: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName: string | null
}

/** A document that may run. */
export interface ReadDocument {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
}

/** The largest number of fields of one request: each may run a query. Clients select one. */
const maxRootFields = 20

/**
 * Reads a document of the schema of dbt's Semantic Layer.
 *
 * @returns errors of its text and of its validation
 * @throws PlumblineError `BAD_REQUEST`, `QUERY_TOO_EXPENSIVE`
 */
export function readDocument(
  { text, variables, operationName }: DocumentRequest,
  record: RequestRecord,
): ReadDocument | readonly GraphQLError[] {
  const document = parsed(text)
  if (document instanceof GraphQLError) return [document]
  const errors = validate(semanticLayerSchema, document)
  if (errors.length > 0) return errors
  const operation = getOperationAST(document, operationName)
  if (!operation)
    throw new PlumblineError('BAD_REQUEST', 'The document has several operations: send operationName.', {
      subject: 'operationName',
    })
  record.operation = operation.name?.value ?? null
  record.fields = fieldsIn(operation.selectionSet, document, new Set()).map((field) => `dbt.${field}`)
  const size = measureDocument(semanticLayerSchema, document, operation, variables)
  const reason =
    record.fields.length > maxRootFields
      ? `The document has ${record.fields.length} fields; the limit is ${maxRootFields}. Send several documents.`
      : whyTooLarge(size)
  if (reason !== null) throw new PlumblineError('QUERY_TOO_EXPENSIVE', reason, { subject: 'query' })
  return { document, operation }
}

function parsed(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text, { maxTokens })
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

/** Runs a document. */
export function executeDocument(
  { document }: ReadDocument,
  { variables, operationName }: DocumentRequest,
  contextValue: SemanticLayerContext,
): Promise<ExecutionResult> {
  return Promise.resolve(
    execute({
      schema: semanticLayerSchema,
      document,
      variableValues: variables,
      operationName,
      contextValue,
    }),
  )
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ExecutionResult, GraphQLError } from 'graphql'
import { PlumblineError, withAlternatives } from '../../errors.ts'
import type { Runtime } from '../../query/runtime.ts'
import { audienceOf, toGraphQLError } from '../../resolvers/to-graphql-error.ts'
import { callerOf, callerSignal } from '../callers/caller.ts'
import { documentOf, parametersOf, variablesOf } from '../documents/document-of.ts'
import { readPerResponse, type AnswerParts } from '../operation/answer.ts'
import { requireOpen, type Openness } from '../operation/require-open.ts'
import { runOperation } from '../operation/run-operation.ts'
import { inSpan } from '../tracing/in-span.ts'
import { inTrace } from '../tracing/trace-requests.ts'
import { executeDocument, readDocument, type DocumentRequest } from './execute-document.ts'

/** The parts of a server that answer clients of dbt's Semantic Layer. */
export type DbtParts = AnswerParts & Openness

/** Answers a GraphQL request of dbt's Semantic Layer as its caller, within one operation. */
export function answerDbt(parts: DbtParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  return inTrace(request, () => handle(parts, request, reply))
}

async function handle(parts: DbtParts, request: FastifyRequest, reply: FastifyReply): Promise<object> {
  requireOpen(parts, "interfaces of dbt's Semantic Layer")
  const given = requestOf(request)
  const document = readDocument(given, request.record)
  if (!('document' in document)) {
    void reply.code(400)
    return formatted({ errors: document }, parts, request)
  }
  const signal = callerSignal(reply.raw)
  const onFailed = (error: Error) =>
    void request.record.errors.push(error instanceof PlumblineError ? error.code : 'INTERNAL')
  const run = (runtime: () => Runtime) => executeDocument(document, given, { runtime, signal, onFailed })
  const place = await inSpan('queue', () => parts.lanes.enter(callerOf(request), signal)).catch(asFull)
  if (place instanceof PlumblineError) {
    const result = await run(() => {
      throw place
    })
    return formatted(result, parts, request)
  }
  try {
    const bounds = { signal, place, maxBytes: parts.maxResponseBytes * readPerResponse }
    const result = await runOperation(parts, request, bounds, (runtime) => run(() => runtime))
    return formatted(result, parts, request)
  } finally {
    place.leave()
  }
}

/** A full server is no error to the field `query`: its clients ask again by themselves. */
function asFull(error: unknown): PlumblineError {
  if (error instanceof PlumblineError && error.code === 'OVERLOADED') return error
  throw error
}

/** @throws PlumblineError `BAD_REQUEST` without a document */
function requestOf(request: FastifyRequest): DocumentRequest {
  const { text } = documentOf(request)
  if (text === null)
    throw new PlumblineError('BAD_REQUEST', 'The request has no document: send {"query": "{ … }"}.', {
      subject: 'query',
    })
  const variables = variablesOf(request)
  const { operationName } = parametersOf(request)
  return {
    text,
    variables: typeof variables === 'object' && variables !== null ? { ...variables } : {},
    operationName: typeof operationName === 'string' ? operationName : null,
  }
}

/** A result with its errors in the form of every interface of GraphQL; those that are not the caller's are logged in full. */
function formatted(
  { data, errors = [] }: ExecutionResult,
  { log }: DbtParts,
  { id: requestId, record }: FastifyRequest,
): object {
  if (errors.length === 0) return { data }
  const written = errors.map((error: GraphQLError) => {
    const answered = toGraphQLError(error, requestId)
    const { originalError: cause } = error
    if (audienceOf(error) === 'us') {
      log.error({ event: 'failed', requestId, err: cause ?? error })
      return answered
    }
    // clients of dbt show the sentence alone
    const details = cause instanceof PlumblineError ? cause.details : {}
    return { ...answered, message: withAlternatives(answered.message, details) }
  })
  record.errors.push(...written.map(({ extensions }) => String(extensions?.['code'])))
  return data === undefined ? { errors: written } : { data, errors: written }
}

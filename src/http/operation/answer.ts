import type { FastifyReply, FastifyRequest } from 'fastify'
import { createContext } from '../../context.ts'
import { callerOf, callerSignal } from '../callers/caller.ts'
import { inSpan } from '../tracing/in-span.ts'
import { inTrace, isTraced } from '../tracing/trace-requests.ts'
import { answerOnFastPath } from './answer-on-fast-path.ts'
import { runOperation } from './run-operation.ts'
import type { Parts } from './run-operation.ts'

/** The parts of a server that answer GraphQL. */
export type AnswerParts = Parts & { readonly maxResponseBytes: number }

/** Rows have hidden columns, and some are only read to check a limit or to rank values. */
export const readPerResponse = 2

/**
 * Handles a request. The fast path answers it with one statement for each root field (`src/fast-path`). What it does not
 * understand, and every error, is left to the resolvers (`src/resolvers`).
 *
 * They run within one operation: all its queries see one state of the data. When a connection to the warehouse is lost,
 * the whole request runs once more in a new operation, because the lost state cannot be read again.
 */
export function answer(parts: AnswerParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  return inTrace(request, () => handle(parts, request, reply))
}

async function handle(parts: AnswerParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { lanes, maxResponseBytes, log } = parts
  const { id: requestId, identity, record } = request
  const signal = callerSignal(reply.raw)
  const enter = () => lanes.enter(callerOf(request), signal)
  let place = await (isTraced(request) ? inSpan('queue', enter) : enter())
  const held = { isShared: false }
  // what another request runs needs no place of its own
  const onShared = () => {
    held.isShared = true
    place.leave()
  }
  const run = (): Promise<unknown> => {
    const bounds = { signal, place, maxBytes: maxResponseBytes * readPerResponse }
    return runOperation(parts, request, bounds, (runtime, served) => {
      const context = createContext(runtime, { requestId, signal, log, identity, record })
      return served.graphql.answer(request, reply, context)
    })
  }
  try {
    const answered = await answerOnFastPath(parts, request, reply, { signal, onShared })
    if (answered !== null) return answered
    signal.throwIfAborted()
    if (held.isShared) place = await enter()
    const body = await run()
    if (signal.aborted || !record.hasLostConnection) return body
    log.warn({ event: 'run_again', requestId })
    record.errors.length = 0
    record.queries.length = 0
    return await run()
  } finally {
    place.leave()
  }
}

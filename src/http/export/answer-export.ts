import type { FastifyReply, FastifyRequest } from 'fastify'
import { LostConnectionError, opaqueCodeOf, PlumblineError } from '../../errors.ts'
import { writersOf } from '../../export/create-writer.ts'
import { writingSink } from '../../export/write-result.ts'
import { streamQuery } from '../../query/stream-query.ts'
import { callerOf, callerSignal } from '../callers/caller.ts'
import { checkVariables } from '../documents/limit-variables.ts'
import type { Log } from '../../log.ts'
import { runOperation } from '../operation/run-operation.ts'
import type { Parts } from '../operation/run-operation.ts'
import { inSpan } from '../tracing/in-span.ts'
import { inTrace } from '../tracing/trace-requests.ts'
import { readOptions } from './read-options.ts'
import { readQuestion } from './read-question.ts'
import { responseTo } from './respond.ts'
import type { ExportResponse, ReaderLimits } from './respond.ts'

/** The parts of a server that export results. */
export type ExportParts = Parts & {
  /** Whether callers may run listed documents only. */
  readonly isTrustedOnly: boolean
  /** Whether callers may learn names of the schema. */
  readonly introspection: boolean
  readonly readerLimits: ReaderLimits
}

/**
 * Exports the result of a question. An error before the first byte is an error of the request like any other. After it,
 * the connection is closed without the end of the response, so that a client reports an incomplete transfer.
 */
export async function answerExport(
  parts: ExportParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  await inTrace(request, () => handle(parts, request, reply))
  // the response has been sent when its last byte has
  await reply
}

async function handle(parts: ExportParts, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { lanes, log, isTrustedOnly, introspection } = parts
  if (isTrustedOnly)
    throw new PlumblineError('DOCUMENT_NOT_TRUSTED', 'The server runs listed documents only, and no exports.')
  const { input, format, ...options } = readOptions(request)
  request.record.fields = [`export.${format}`]
  const question = input === null ? request.body : parsedJson(input)
  checkVariables(question, 'input')
  const signal = callerSignal(reply.raw)
  const createWriter = await writersOf(format, options)
  const response = responseTo(reply, format, signal, parts.readerLimits)
  const run = async (): Promise<void> => {
    const place = await inSpan('queue', () => lanes.enter(callerOf(request), signal))
    try {
      await runOperation(parts, request, { signal, place, maxBytes: Infinity }, (runtime, { schema }) =>
        streamQuery(
          runtime,
          readQuestion(schema, question, introspection),
          writingSink(createWriter, response),
          { signal },
        ),
      )
    } finally {
      place.leave()
    }
  }
  const leave = await inSpan('queue', () => lanes.enterExports(callerOf(request), signal))
  try {
    await run().catch((error: unknown) => {
      if (!(error instanceof LostConnectionError) || response.isOpen() || signal.aborted) throw error
      log.warn({ event: 'run_again', requestId: request.id })
      return run()
    })
  } catch (error) {
    if (!response.isOpen()) throw error
    cut(response, request, error, { signal, log })
  } finally {
    leave()
  }
}

/** Ends a response that cannot be completed. */
function cut(
  response: ExportResponse,
  { id: requestId, record }: FastifyRequest,
  error: unknown,
  { signal, log }: { readonly signal: AbortSignal; readonly log: Log },
): void {
  if (signal.aborted) log.debug({ event: 'caller_gone', requestId })
  else {
    const opaque = opaqueCodeOf(error)
    record.isCut = true
    record.errors.push(opaque ?? (error as PlumblineError).code)
    if (opaque === null) log.info({ event: 'cut', requestId, reason: (error as PlumblineError).message })
    else log.error({ event: 'failed', requestId, err: error })
  }
  response.cut(error)
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new PlumblineError('BAD_REQUEST', 'The parameter input is not valid JSON.', { subject: 'input' })
  }
}

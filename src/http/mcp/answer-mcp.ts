import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { opaqueCodeOf, type PlumblineError } from '../../errors.ts'
import { createMcpServer } from '../../mcp/create-mcp-server.ts'
import type { Runtime } from '../../query/runtime.ts'
import { callerOf, callerSignal } from '../callers/caller.ts'
import type { AnswerParts } from '../operation/answer.ts'
import { readPerResponse } from '../operation/answer.ts'
import { requireOpen, type Openness } from '../operation/require-open.ts'
import { runOperation } from '../operation/run-operation.ts'
import { inSpan } from '../tracing/in-span.ts'
import { inTrace } from '../tracing/trace-requests.ts'

/** The parts of a server that answer agents. */
export type McpServerParts = AnswerParts & Openness

/**
 * Answers a message of the Model Context Protocol, each by itself: the server keeps no sessions. Each call runs within
 * one operation, as the caller of the request.
 */
export function answerMcp(
  parts: McpServerParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  return inTrace(request, () => handle(parts, request, reply))
}

async function handle(parts: McpServerParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  requireOpen(parts, 'tools of agents')
  const signal = callerSignal(reply.raw)
  const mcp = createMcpServer({
    run: (call, work, cancelled) => runCall(parts, request, call, work, AbortSignal.any([signal, cancelled])),
    report: (error) => reportError(parts, request, error),
  })
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
  await mcp.connect(transport)
  try {
    const response = await transport.handleRequest(asWebRequest(request), { parsedBody: request.body })
    void reply.code(response.status)
    const type = response.headers.get('content-type')
    if (type !== null) void reply.type(type)
    return await reply.send(await response.text())
  } finally {
    await mcp.close()
  }
}

async function runCall<Result>(
  parts: McpServerParts,
  request: FastifyRequest,
  call: string,
  work: (runtime: Runtime, signal: AbortSignal) => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  const { lanes, maxResponseBytes } = parts
  request.record.fields = [...request.record.fields, `mcp.${call}`]
  const place = await inSpan('queue', () => lanes.enter(callerOf(request), signal))
  try {
    const bounds = { signal, place, maxBytes: maxResponseBytes * readPerResponse }
    return await runOperation(parts, request, bounds, (runtime) => work(runtime, signal))
  } finally {
    place.leave()
  }
}

/** Notes an error for the audit log; those that are not the fault of the caller are logged in full. */
function reportError(
  { log }: McpServerParts,
  { id: requestId, record }: FastifyRequest,
  error: unknown,
): string {
  const opaque = opaqueCodeOf(error)
  record.errors.push(opaque ?? (error as PlumblineError).code)
  if (opaque !== null) log.error({ event: 'failed', requestId, err: error })
  return requestId
}

/** The request without its body, which is parsed already. */
function asWebRequest({ headers, protocol, host, url }: FastifyRequest): Request {
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, [value].flat().join(', ')] as [string, string]],
  )
  return new Request(`${protocol}://${host}${url}`, { method: 'POST', headers: given })
}

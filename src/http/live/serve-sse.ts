import { Readable } from 'node:stream'
import { once } from 'node:events'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createHandler } from 'graphql-sse'
import { callerSignal } from '../callers/caller.ts'
import { runTrusted } from '../documents/run-trusted.ts'
import type { TrustedDocuments } from '../documents/trusted-documents.ts'
import { readSubscription } from './read-subscription.ts'
import { runSubscription, type LiveParts } from './run-subscription.ts'

/** How long a reader may leave a message unread. */
const maxUnreadMs = 60_000

/** Serves subscriptions at `/graphql/stream` as server-sent events, each in a connection of its own. */
export function serveSse(fastify: FastifyInstance, parts: LiveParts, trusted: TrustedDocuments | null): void {
  const { served, introspection, streams } = parts
  const handle = createHandler<{ readonly request: FastifyRequest; readonly reply: FastifyReply }>({
    // null: a stream has no token, and is not opened by one request and filled by another
    authenticate: () => null,
    onSubscribe: ({ raw: { request, reply } }, params) => {
      const signal = AbortSignal.any([callerSignal(reply.raw), streams.closing])
      const caller = {
        id: request.id,
        ip: request.ip,
        traceContext: request.traceContext,
        record: request.record,
        authorization: request.headers.authorization,
        signal,
        hasRead: () => hasDrained(reply, signal),
      }
      return runSubscription(parts, caller, () =>
        readSubscription(params, served.current().schema, introspection),
      )
    },
  })
  fastify.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    // a compressed stream would be sent in blocks
    compress: false,
    preHandler: (request, _reply, done) => {
      if (trusted !== null) runTrusted(trusted, request)
      done()
    },
    handler: async (request, reply) => {
      const [body, { status, headers }] = await handle({
        method: request.method,
        url: request.url,
        headers: {
          get: (name) => (name === 'accept' ? 'text/event-stream' : String(request.headers[name] ?? '')),
        },
        body: request.body as Record<string, unknown> | null,
        raw: { request, reply },
        context: undefined,
      })
      // a connection that is kept would delay the end of a server that stops
      void reply.code(status).headers({ 'x-accel-buffering': 'no', connection: 'close' })
      if (headers?.['content-type'] !== undefined) void reply.type(headers['content-type'])
      return reply.send(
        typeof body === 'string' || body === null ? body : Readable.from(body, { highWaterMark: 1 }),
      )
    },
  })
}

/** Waits until the connection has taken what was sent; a reader that takes too long is cut off. */
async function hasDrained({ raw }: FastifyReply, signal: AbortSignal): Promise<void> {
  if (!raw.writableNeedDrain) return
  const timeout = AbortSignal.timeout(maxUnreadMs)
  try {
    await once(raw, 'drain', { signal: AbortSignal.any([signal, timeout]) })
  } catch {
    if (timeout.aborted) raw.destroy()
  }
}

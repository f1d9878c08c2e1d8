import websocket from '@fastify/websocket'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ExecutionArgs } from 'graphql'
import { makeHandler, type Extra } from 'graphql-ws/use/@fastify/websocket'
import { PlumblineError } from '../../errors.ts'
import { authenticate } from '../../identity/authenticate.ts'
import { publicRoute } from '../callers/authenticate-requests.ts'
import { findTrusted, type TrustedDocuments } from '../documents/trusted-documents.ts'
import { maxBytes } from '../log-requests.ts'
import { errorForCaller, readSubscription, type ReadSubscription } from './read-subscription.ts'
import { runSubscription, type LiveParts, type StreamCaller } from './run-subscription.ts'

interface Opened {
  readonly asked: ReadSubscription
  readonly caller: StreamCaller
}

/**
 * Serves subscriptions at `/graphql/ws` by the protocol of graphql-ws. A browser cannot send headers with a WebSocket, so
 * the credentials may be the connection parameter `authorization`. A message is sent when the one before is written.
 */
export async function serveWebSocket(
  fastify: FastifyInstance,
  parts: LiveParts & { readonly corsOrigins: readonly string[] },
  trusted: TrustedDocuments | null,
): Promise<void> {
  const { served, introspection, streams, authentication, corsOrigins } = parts
  await fastify.register(websocket, { options: { maxPayload: maxBytes } })
  const handler = makeHandler<Readonly<Record<string, unknown>>>({
    onConnect: async (context) => {
      try {
        const credentials = credentialsOf(context.extra, context.connectionParams)
        context.extra.request.identity = await authenticate(authentication, credentials)
        return true
      } catch (error) {
        if (!(error instanceof PlumblineError)) throw error
        context.extra.request.record.errors.push(error.code)
        return false
      }
    },
    onSubscribe: ({ extra, connectionParams }, _id, { query, operationName, variables, extensions }) => {
      try {
        const hash = (extensions as { persistedQuery?: { sha256Hash?: string } } | null | undefined)
          ?.persistedQuery?.sha256Hash
        const text =
          trusted === null
            ? query
            : findTrusted(trusted, { text: query === '' ? null : query, id: hash ?? null })
        const { schema } = served.current()
        const asked = readSubscription({ query: text, operationName, variables }, schema, introspection)
        const opened: Opened = { asked, caller: callerOn(extra, credentialsOf(extra, connectionParams)) }
        return {
          schema,
          document: asked.document,
          operationName: asked.operation.name?.value,
          contextValue: opened,
        }
      } catch (error) {
        const { id, record } = extra.request
        const rejected = errorForCaller(error, id)
        record.errors.push(String(rejected.extensions['code']))
        return [rejected]
      }
    },
    subscribe: ({ contextValue }: ExecutionArgs) => {
      const { asked, caller } = contextValue as Opened
      return runSubscription(parts, caller, () => asked)
    },
  })
  fastify.get(
    '/graphql/ws',
    { websocket: true, ...publicRoute, preValidation: (request, _reply, done) => done(strange(request)) },
    handler,
  )

  function callerOn({ socket, request }: Extra, authorization: string | undefined): StreamCaller {
    const gone = new AbortController()
    socket.once('close', () => gone.abort())
    return {
      id: request.id,
      ip: request.ip,
      traceContext: request.traceContext,
      record: request.record,
      authorization,
      signal: AbortSignal.any([gone.signal, streams.closing]),
      hasRead: () => Promise.resolve(),
    }
  }

  /** WebSockets have no CORS: a page of any origin may open one, so the origin is checked here. */
  function strange({ headers: { origin, host } }: FastifyRequest): PlumblineError | undefined {
    if (origin === undefined || corsOrigins.includes('*') || corsOrigins.includes(origin)) return undefined
    if (URL.canParse(origin) && new URL(origin).host === host) return undefined
    return new PlumblineError(
      'BAD_REQUEST',
      'Pages of this origin may not open a WebSocket: add it to CORS_ORIGINS.',
      {
        subject: 'origin',
      },
    )
  }
}

/** The credentials of a connection: its header, or a parameter. */
function credentialsOf(
  { request }: Extra,
  parameters: Readonly<Record<string, unknown>> | undefined,
): string | undefined {
  const given = parameters?.['authorization'] ?? parameters?.['Authorization']
  return request.headers.authorization ?? (typeof given === 'string' ? given : undefined)
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { DrainSettings } from './drain-settings.ts'

/** The end of a server. */
export interface Drain {
  /** Whether the server is stopping. Load balancers then send requests to other servers. */
  readonly isStopping: () => boolean
  /** Stops the server. Running requests have the configured time to end. */
  readonly stop: () => Promise<void>
}

/** Stops a server in steps: it is not ready any more, it accepts no more requests, running requests end. */
export function createDrain(
  fastify: FastifyInstance,
  { drainDelaySeconds, drainTimeoutSeconds }: DrainSettings,
): Drain {
  let stopping: Promise<void> | null = null
  let isClosing = false
  const silent = silentConnections(fastify)
  // a connection that is kept for more requests is closed when its running one has ended
  fastify.server.on('request', (_request: IncomingMessage, response: ServerResponse) => {
    response.once('close', () => {
      if (isClosing) setImmediate(() => fastify.server.closeIdleConnections())
    })
  })
  const drain = async (): Promise<void> => {
    await sleep(drainDelaySeconds * 1_000)
    const timer = setTimeout(() => fastify.server.closeAllConnections(), drainTimeoutSeconds * 1_000)
    try {
      for (const socket of silent) socket.destroy()
      isClosing = true
      await fastify.close()
    } finally {
      clearTimeout(timer)
    }
  }
  return {
    isStopping: () => stopping !== null,
    stop: () => (stopping ??= drain()),
  }
}

/** Connections that have not sent a request yet; browsers open some in advance. To Node, they are not idle. */
function silentConnections({ server }: FastifyInstance): ReadonlySet<Socket> {
  const silent = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  server.on('request', ({ socket }: { readonly socket: Socket }) => silent.delete(socket))
  return silent
}

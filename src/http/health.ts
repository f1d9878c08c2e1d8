import type { FastifyInstance, FastifyReply } from 'fastify'
import { PlumblineError } from '../errors.ts'
import type { Log } from '../log.ts'
import { callerSignal } from './caller-signal.ts'
import type { DefinitionsServed } from './definitions-served.ts'

/** How long the warehouse may take to respond. */
const timeoutMs = 5_000

/**
 * `/health` reports that the process is alive. It does not query the warehouse, so that a slow query causes
 * no restart. `/ready` reports that queries can be served: the warehouse responds, and its deployed
 * definitions are those of this server.
 */
export function serveHealth(fastify: FastifyInstance, definitions: DefinitionsServed, log: Log): void {
  fastify.get('/health', () => ({ status: 'ok' }))

  fastify.get('/ready', async (request, reply) => {
    try {
      return { status: 'ready', dataAsOf: await dataAsOf(definitions, reply) }
    } catch (error) {
      log.warn({ event: 'not_ready', requestId: request.id, err: error })
      void reply.code(503)
      if (!(error instanceof PlumblineError) || error.code !== 'DEFINITIONS_CHANGED')
        return { status: 'unavailable' }
      return {
        status: 'definitions_changed',
        definitions: error.details.definitions,
        message: error.message,
      }
    }
  })
}

async function dataAsOf(definitions: DefinitionsServed, reply: FastifyReply): Promise<string | null> {
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(new Error('the warehouse did not respond in time')), timeoutMs)
  const { operation } = await definitions.begin(AbortSignal.any([callerSignal(reply.raw), timeout.signal]))
  try {
    await operation.deployed()
    clearTimeout(timer)
    return (await operation.runtime.state()).dataAsOf
  } finally {
    clearTimeout(timer)
    await operation.end()
  }
}

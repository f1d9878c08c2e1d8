import type { FastifyInstance } from 'fastify'
import type { Runtime } from '../loaders/runtime.ts'
import type { Log } from '../log.ts'

/** How long the warehouse may take to say that it is there. */
const patienceMs = 5_000

/**
 * `/health` says that the process lives and never asks the warehouse, so that a slow query restarts nobody.
 * `/ready` says that questions can be answered: the warehouse is there, and the views are.
 */
export function serveHealth(fastify: FastifyInstance, runtime: Runtime, log: Log): void {
  fastify.get('/health', () => ({ status: 'ok' }))

  fastify.get('/ready', async (request, reply) => {
    try {
      await runtime.engine.query(
        { sql: 'select 1', parameters: [] },
        { signal: AbortSignal.timeout(patienceMs) },
      )
      const { dataAsOf } = await runtime.knowledge()
      return { status: 'ready', dataAsOf }
    } catch (error) {
      log.warn({ event: 'not_ready', requestId: request.id, err: error })
      return reply.code(503).send({ status: 'unavailable' })
    }
  })
}

import type { FastifyInstance } from 'fastify'
import { probeRoute } from '../callers/authenticate-requests.ts'
import type { Log } from '../../log.ts'
import { callerSignal } from '../callers/caller.ts'
import type { Readiness } from './readiness.ts'

/**
 * `/health` reports that the process is alive. It does not query the warehouse, so that a slow query causes
 * no restart. `/ready` reports whether queries can be served, and the reason when they cannot.
 */
export function serveHealth(fastify: FastifyInstance, readiness: Readiness, log: Log): void {
  fastify.get('/health', probeRoute, () => ({ status: 'ok' }))

  fastify.get('/ready', probeRoute, async (request, reply) => {
    const { error, rollups: _rollups, ...report } = await readiness(callerSignal(reply.raw))
    if (report.status === 'ready') return report
    log.warn({ event: 'not_ready', requestId: request.id, status: report.status, err: error })
    void reply.code(503)
    return report
  })
}

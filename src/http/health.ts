import type { FastifyInstance, FastifyReply } from 'fastify'
import { PlumblineError } from '../errors.ts'
import type { Log } from '../log.ts'
import { callerSignal } from './caller-signal.ts'
import type { DefinitionsServed } from './definitions-served.ts'

/** How long the warehouse may take to say that it is there. */
const patienceMs = 5_000

/**
 * `/health` says that the process lives and never asks the warehouse, so that a slow query restarts nobody.
 * `/ready` says that questions can be answered: the warehouse is there, and the views are, and they are those that
 * this server knows.
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
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(new Error('the warehouse did not answer in time')), patienceMs)
  const { operation } = await definitions.begin(AbortSignal.any([callerSignal(reply.raw), late.signal]))
  try {
    await operation.deployed()
    clearTimeout(timer)
    return (await operation.runtime.knowledge()).dataAsOf
  } finally {
    clearTimeout(timer)
    await operation.end()
  }
}

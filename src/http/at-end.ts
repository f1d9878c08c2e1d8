import type { FastifyInstance, FastifyRequest } from 'fastify'

/** The status of a request whose caller closed the connection before it had the response; the same as in nginx. */
const callerGone = 499

/** The status of a request whose response the server could not complete. */
const responseCut = 500

/** How a request ended. */
export interface RequestEnd {
  readonly status: number
  /** The time since its headers were received. */
  readonly ms: number
}

type Work = (request: FastifyRequest, end: RequestEnd) => void

/** What runs at the end of the requests of a server: a listener for each would be added to every response. */
const works = new WeakMap<FastifyInstance, Work[]>()

/**
 * Runs some work at the end of every request: after its response, or when its caller has gone. Fastify's hook for
 * responses does not run then.
 */
export function atEnd(fastify: FastifyInstance, work: Work): void {
  const known = works.get(fastify)
  if (known !== undefined) {
    known.push(work)
    return
  }
  const all = [work]
  works.set(fastify, all)
  fastify.addHook('onRequest', (request, { raw: response }, done) => {
    const begin = performance.now()
    response.once('close', () => {
      const unfinished = request.record.isCut ? responseCut : callerGone
      const end = {
        status: response.writableFinished ? response.statusCode : unfinished,
        ms: performance.now() - begin,
      }
      for (const one of all) one(request, end)
    })
    done()
  })
}

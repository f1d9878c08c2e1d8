import type { FastifyInstance } from 'fastify'
import { PlumblineError } from '../../errors.ts'

/**
 * Rejects requests that a page of another site sends without CORS, as an image or a form does. The page could not read
 * the response, but its visitors would put load on a server that only they can reach.
 */
export function checkSite(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers
    // the route of WebSockets checks their origin
    const isEmbedded = site === 'cross-site' && !['cors', 'navigate', 'websocket'].includes(String(mode))
    done(
      isEmbedded
        ? new PlumblineError('BAD_REQUEST', 'A page of another site sent the request without CORS.', {
            subject: 'sec-fetch-site',
          })
        : undefined,
    )
  })
}

import type { FastifyInstance } from 'fastify'
import { authenticate } from '../identity/authenticate.ts'
import type { Authentication } from '../identity/authenticate.ts'
import type { Identity } from '../identity/identity.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The caller. */
    identity: Identity
  }
}

/** Whether a path reveals no data: the probes of an orchestrator, and the files of the explorer. */
const isPublic = (path: string): boolean => path !== '/graphql' && path !== '/metrics'

/** Identifies the caller before the body of a request is read. */
export function authenticateRequests(fastify: FastifyInstance, authentication: Authentication): void {
  fastify.addHook('onRequest', async (request) => {
    if (isPublic(request.url.split('?', 1)[0] ?? '')) return
    // a browser sends its preflight request without credentials
    if (request.method === 'OPTIONS') return
    request.identity = await authenticate(authentication, request.headers.authorization)
  })
}

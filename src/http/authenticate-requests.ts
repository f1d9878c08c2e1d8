import type { FastifyInstance } from 'fastify'
import { authenticate } from '../identity/authenticate.ts'
import type { Authentication } from '../identity/authenticate.ts'
import { anonymous } from '../identity/identity.ts'
import type { Identity } from '../identity/identity.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sends the request. */
    identity: Identity
  }
}

/** These say nothing of the data: probes of an orchestrator, and the explorer's own files. */
const openTo = (path: string): boolean => path !== '/graphql' && path !== '/metrics'

/** Finds out who sends a request before its body is read. */
export function authenticateRequests(fastify: FastifyInstance, authentication: Authentication): void {
  fastify.decorateRequest('identity')
  fastify.addHook('onRequest', async (request) => {
    request.identity = anonymous
    if (openTo(request.url.split('?', 1)[0] ?? '')) return
    // a browser asks without credentials whether it may send them
    if (request.method === 'OPTIONS') return
    request.identity = await authenticate(authentication, request.headers.authorization)
  })
}

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { authenticate } from '../../identity/authenticate.ts'
import type { Authentication } from '../../identity/authenticate.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route reveals no data: probes of an orchestrator, and files of the explorer. */
    isPublic?: boolean
    /** Whether an orchestrator probes the route, and restarts a process that does not respond. */
    isProbe?: boolean
    /** Whether the header `Authorization` may have the key or token alone, as clients of Cube send it. */
    hasBareCredentials?: boolean
  }
}

/** The options of a route that reveals no data. All other routes identify the caller. */
export const publicRoute = { config: { isPublic: true } } as const

/** The options of a route that an orchestrator probes. */
export const probeRoute = { config: { isPublic: true, isProbe: true } } as const

/** Whether a request is a probe. By its route, not by its path, which may be encoded. */
export function isProbe({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): boolean {
  return routeOptions.config.isProbe === true
}

/** Whether a request reads nothing of the data: a probe, or a file of the explorer. */
export function isPublic({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): boolean {
  return routeOptions.config.isPublic === true
}

/** Identifies the caller before the body of a request is read. */
export function authenticateRequests(fastify: FastifyInstance, authentication: Authentication): void {
  fastify.addHook('onRequest', async (request) => {
    // of the route, not of the path: `/%67raphql` is `/graphql`, too
    if (request.is404 || isPublic(request)) return
    // a browser sends its preflight request without credentials
    if (request.method === 'OPTIONS') return
    const { authorization } = request.headers
    const isBare =
      request.routeOptions.config.hasBareCredentials === true && authorization?.includes(' ') === false
    request.identity = await authenticate(authentication, isBare ? `Bearer ${authorization}` : authorization)
  })
}

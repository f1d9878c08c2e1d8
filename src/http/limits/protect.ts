import compress from '@fastify/compress'
import cors from '@fastify/cors'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { PlumblineError } from '../../errors.ts'
import { isProbe, isPublic } from '../callers/authenticate-requests.ts'
import { callerOf } from '../callers/caller.ts'
import { requestIdHeader } from '../request-id.ts'
import { securityHeaders } from './security-headers.ts'
import type { ProtectionSettings } from './protection-settings.ts'

/** The event loop is measured every second: two samples after the start, a delay is one of requests. */
const startSamplesMs = 2_500

/** Adds security headers, CORS, compression, a request limit for each caller, and 503 under pressure. */
export async function protect(
  fastify: FastifyInstance,
  { corsOrigins, requestsPerMinute, maxEventLoopDelayMs }: ProtectionSettings,
): Promise<void> {
  const headers = securityHeaders()
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers)
    done()
  })
  await fastify.register(cors, {
    origin: corsOrigins.includes('*') ? '*' : [...corsOrigins],
    methods: ['GET', 'POST'],
    exposedHeaders: [requestIdHeader, 'retry-after', 'etag', 'content-disposition'],
    maxAge: 600,
  })
  await fastify.register(compress, {
    threshold: 1_024,
    encodings: ['br', 'gzip'],
    // a megabyte can decompress to a gigabyte
    globalDecompression: false,
  })
  // the start itself blocks the event loop: it is no sign of too many requests
  let measuredFrom = Infinity
  fastify.addHook('onListen', (done) => {
    measuredFrom = performance.now() + startSamplesMs
    done()
  })
  await fastify.register(underPressure, {
    maxEventLoopDelay: maxEventLoopDelayMs,
    pressureHandler: (request) => {
      // probes, and files of the explorer: without one of them its page is broken, and cannot ask again
      if (isPublic(request) || performance.now() < measuredFrom) return
      throw new PlumblineError(
        'OVERLOADED',
        'The server has more requests than it can process. Try again in a second.',
      )
    },
  })
  await fastify.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    // the identity is known after the hook of authentication
    hook: 'preHandler',
    keyGenerator: callerOf,
    allowList: isProbe,
    errorResponseBuilder: (_request, { max, ttl }) =>
      new PlumblineError(
        'TOO_MANY_REQUESTS',
        `More than ${max} requests in a minute. Try again in ${Math.ceil(ttl / 1_000)} seconds.`,
      ),
  })
}

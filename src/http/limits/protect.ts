import compress from '@fastify/compress'
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { PlumblineError } from '../../errors.ts'
import { isProbe } from '../callers/authenticate-requests.ts'
import { callerOf } from '../callers/caller.ts'
import { requestIdHeader } from '../request-id.ts'
import type { ProtectionSettings } from './protection-settings.ts'

/** Adds security headers, CORS, compression, a request limit for each caller, and 503 under pressure. */
export async function protect(
  fastify: FastifyInstance,
  { corsOrigins, requestsPerMinute, maxEventLoopDelayMs }: ProtectionSettings,
): Promise<void> {
  await fastify.register(helmet, { contentSecurityPolicy: { directives: contentPolicy }, hsts: false })
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
  await fastify.register(underPressure, {
    maxEventLoopDelay: maxEventLoopDelayMs,
    pressureHandler: (request) => {
      if (isProbe(request)) return
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

/** The explorer runs from its own files; its editor adds styles and starts workers. */
const contentPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'", 'data:'],
  workerSrc: ["'self'", 'blob:'],
  connectSrc: ["'self'"],
  frameAncestors: ["'none'"],
  formAction: ["'none'"],
  baseUri: ["'none'"],
  objectSrc: ["'none'"],
  // a server on loopback has no TLS
  upgradeInsecureRequests: null,
}

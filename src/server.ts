import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify'
import { fastify } from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'
import { createContext } from './context.ts'
import type { Context } from './context.ts'
import { callerSignal } from './http/caller-signal.ts'
import { serveExplorer } from './http/explorer-files.ts'
import { serveHealth } from './http/health.ts'
import { limitNesting } from './http/limit-nesting.ts'
import { limitSize } from './http/limit-size.ts'
import { answerFault, answerFaults, logRequests, mostBytes } from './http/log-requests.ts'
import { formatError, reportErrors } from './http/report-errors.ts'
import { readJson } from './http/read-json.ts'
import { requestIdOf } from './http/request-id.ts'
import type { Runtime } from './loaders/runtime.ts'
import { createLog } from './log.ts'
import type { Log } from './log.ts'
import { executableSchema } from './resolvers/executable-schema.ts'

/** A document longer than this is not a question any more. */
const mostTokens = 10_000

export interface RunningServer {
  readonly url: string
  /** Takes no more requests, waits for those that run, ten seconds at most. The runtime stays open. */
  stop(): Promise<void>
}

/** Serves GraphQL at `/graphql`, the explorer at `/`, and `/health` and `/ready` for those who look after it. */
export async function startServer(
  runtime: Runtime,
  config: Pick<Config, 'host' | 'port' | 'logLevel'>,
  log: Log = createLog(config.logLevel),
): Promise<RunningServer> {
  const http = fastify({
    bodyLimit: mostBytes,
    genReqId: requestIdOf,
    requestIdHeader: false,
    frameworkErrors: answerFault(log),
  })
  logRequests(http, log)
  answerFaults(http, log)
  readJson(http)
  limitNesting(http, mostTokens)
  serveHealth(http, runtime, log)
  serveExplorer(http)

  const apollo = createApollo(http, runtime, log)
  await apollo.start()
  http.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: fastifyApolloHandler<Context>(apollo, {
      context: (request, reply) =>
        Promise.resolve(
          createContext(runtime, { requestId: request.id, signal: callerSignal(reply.raw), log }),
        ),
    }),
  })

  const url = await http.listen({ host: config.host, port: config.port })
  log.info({ event: 'listening', url })
  let stopping: Promise<void> | null = null
  return {
    url,
    stop: () => {
      stopping ??= apollo.stop().then(() => log.info({ event: 'stopped' }))
      return stopping
    },
  }
}

function createApollo(http: FastifyInstance, runtime: Runtime, log: Log): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema: executableSchema(runtime.catalog),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // whoever starts the server decides when it stops
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: mostTokens },
    formatError,
    logger: {
      debug: (message) => log.debug({ event: 'apollo', message }),
      info: (message) => log.info({ event: 'apollo', message }),
      warn: (message) => log.warn({ event: 'apollo', message }),
      error: (message) => log.error({ event: 'apollo', message }),
    },
    plugins: [
      limitSize,
      reportErrors,
      fastifyApolloDrainPlugin(http),
      ApolloServerPluginLandingPageDisabled(),
      // it would wrap every field of every answer
      ApolloServerPluginCacheControlDisabled(),
    ],
  })
}

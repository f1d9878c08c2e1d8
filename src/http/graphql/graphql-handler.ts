import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import type { Context } from '../../context.ts'
import type { Log } from '../../log.ts'
import type { InterfaceSettings } from '../interface-settings.ts'
import { maxTokens } from '../documents/limit-document.ts'
import { recordOperation } from '../request-record.ts'
import { limitBytes } from '../limits/limit-bytes.ts'
import { limitResponse } from '../limits/limit-response.ts'
import type { ProtectionSettings } from '../limits/protection-settings.ts'
import { namePolicies } from './name-policies.ts'
import { noIntrospection } from './no-introspection.ts'
import { formatErrors, reportErrors, withRequestId } from './report-errors.ts'
import { retryLater } from './retry-later.ts'
import { statusForJson } from './status-for-json.ts'

/** Handles the GraphQL requests of one schema. */
export interface GraphQLHandler {
  readonly answer: (request: FastifyRequest, reply: FastifyReply, context: Context) => Promise<unknown>
  /** Waits for running requests. */
  readonly stop: () => Promise<void>
}

export async function startGraphQL(
  http: FastifyInstance,
  schema: GraphQLSchema,
  settings: GraphQLSettings,
  log: Log,
): Promise<GraphQLHandler> {
  const apollo = createApollo(schema, settings, log)
  await apollo.start()
  const contexts = new WeakMap<FastifyRequest, Context>()
  const handle = fastifyApolloHandler<Context>(apollo, {
    context: (request) => {
      const context = contexts.get(request)
      return context === undefined
        ? Promise.reject(new Error('The request has no context.'))
        : Promise.resolve(context)
    },
  })
  return {
    answer: async (request, reply, context) => {
      contexts.set(request, context)
      return await withRequestId(request.id, async () => handle.call(http, request, reply))
    },
    stop: () => apollo.stop(),
  }
}

type GraphQLSettings = Pick<InterfaceSettings, 'introspection' | 'trustedDocuments'> &
  Pick<ProtectionSettings, 'maxResponseBytes'>

function createApollo(
  schema: GraphQLSchema,
  { introspection, trustedDocuments, maxResponseBytes }: GraphQLSettings,
  log: Log,
): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    // automatic persisted queries, in a cache of 30 MB; a list of documents has ids of its own
    ...(trustedDocuments === null ? {} : { persistedQueries: false }),
    // Apollo's own rule names its options to the caller
    introspection: true,
    validationRules: introspection ? [] : [noIntrospection],
    // "Did you mean" would reveal the schema name by name
    hideSchemaDetailsFromClientErrors: !introspection,
    includeStacktraceInErrorResponses: false,
    // a browser sends JSON or credentials to another origin only after a preflight request; GET requests only read, and
    // check-site.ts rejects embedded ones
    csrfPrevention: false,
    // the owner of the server decides when it stops
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: maxTokens },
    formatError: formatErrors(introspection),
    logger: {
      debug: (message) => log.debug({ event: 'apollo', message }),
      info: (message) => log.info({ event: 'apollo', message }),
      warn: (message) => log.warn({ event: 'apollo', message }),
      error: (message) => log.error({ event: 'apollo', message }),
    },
    plugins: [
      limitResponse,
      limitBytes(maxResponseBytes),
      namePolicies,
      reportErrors,
      recordOperation,
      statusForJson,
      retryLater,
      ApolloServerPluginLandingPageDisabled(),
      // it would wrap every field of every result
      ApolloServerPluginCacheControlDisabled(),
    ],
  })
}

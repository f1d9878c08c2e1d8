import type { FastifyInstance, RouteOptions } from 'fastify'
import { tagResponses } from '../caching.ts'
import { runTrusted } from '../documents/run-trusted.ts'
import type { TrustedDocuments } from '../documents/trusted-documents.ts'

/**
 * Serves GraphQL at `/graphql`, over GET and POST.
 *
 * @param trusted the documents that callers may run; null: any document
 */
export async function serveGraphQL(
  fastify: FastifyInstance,
  trusted: TrustedDocuments | null,
  handler: RouteOptions['handler'],
): Promise<void> {
  const route = {
    url: '/graphql',
    preHandler: ((request, _reply, done) => {
      if (trusted !== null) runTrusted(trusted, request)
      done()
    }) satisfies RouteOptions['preHandler'],
    handler,
  }
  fastify.route({ method: 'POST', ...route })
  await fastify.register(async (scope) => {
    await tagResponses(scope)
    scope.route({ method: 'GET', ...route })
  })
}

import etag from '@fastify/etag'
import type { FastifyInstance } from 'fastify'
import { queryPaths } from './query-paths.ts'

/** The headers of a request on which the result of a query depends. In lower case, as the compression looks for them. */
const vary = 'accept, accept-encoding, authorization, origin'

/** No response is stored unless its route says so. */
export function forbidStoring(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    if (queryPaths.has(request.routeOptions.url ?? '')) void reply.header('vary', vary)
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store')
    done()
  })
}

/**
 * Gives the responses to GET requests a tag made from their body. The caller may store them, and asks each time whether
 * they still hold. The tag is weak: a compressed response has the same.
 *
 * @param scope only its routes get tags
 */
export async function tagResponses(scope: FastifyInstance): Promise<void> {
  scope.addHook('onSend', (request, reply, _payload, done) => {
    // an error is never the stored response
    if (reply.statusCode !== 200) delete request.headers['if-none-match']
    else void reply.header('cache-control', 'private, no-cache')
    done()
  })
  await scope.register(etag, { weak: true })
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** The path of exports. */
export const exportPath = '/export'

/** Serves exports at `/export`: POST with the question as its body, GET with the question in the URL. */
export function serveExport(
  fastify: FastifyInstance,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<void>,
): void {
  fastify.route({ method: 'POST', url: exportPath, handler })
  // HEAD would run the whole query
  fastify.route({ method: 'GET', url: exportPath, handler, exposeHeadRoute: false })
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Serves agents at `/mcp`, by the Model Context Protocol over streamable HTTP: one message for each POST. */
export function serveMcp(
  fastify: FastifyInstance,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  fastify.route({ method: 'POST', url: '/mcp', handler })
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../../log.ts'
import { handleFaults } from '../log-requests.ts'
import { cubePath } from '../query-paths.ts'
import { cubeMethods, type CubeMethod } from './answer-cube.ts'
import { cubeFault } from './cube-fault.ts'

/** Serves the REST API of Cube: its clients work by a change of their address. Errors have its form. */
export async function serveCube(
  fastify: FastifyInstance,
  log: Log,
  handler: (method: CubeMethod, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): Promise<void> {
  await fastify.register((scope, _options, done) => {
    handleFaults(scope, log, cubeFault)
    for (const method of Object.keys(cubeMethods) as CubeMethod[])
      scope.route({
        method: ['GET', 'POST'],
        url: `${cubePath}/${method}`,
        config: { hasBareCredentials: true },
        handler: (request, reply) => handler(method, request, reply),
        exposeHeadRoute: false,
      })
    done()
  })
}

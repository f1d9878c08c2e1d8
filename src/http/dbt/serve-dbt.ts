import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode, ErrorDetails } from '../../errors.ts'
import type { Log } from '../../log.ts'
import { fault, handleFaults } from '../log-requests.ts'
import { dbtPath } from '../query-paths.ts'

/** Serves the GraphQL of dbt's Semantic Layer: its clients work by a change of their address. */
export async function serveDbt(
  fastify: FastifyInstance,
  log: Log,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): Promise<void> {
  await fastify.register((scope, _options, done) => {
    handleFaults(scope, log, dbtFault)
    scope.route({ method: 'POST', url: dbtPath, handler })
    done()
  })
}

/** The sentence by which dbt's SDK knows that the credentials are wrong. */
const unauthorized = 'User is not authorized'

function dbtFault(code: ErrorCode, message: string, requestId: string, details?: ErrorDetails): object {
  return fault(code, code === 'UNAUTHENTICATED' ? unauthorized : message, requestId, details)
}

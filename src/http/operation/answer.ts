import type { FastifyReply, FastifyRequest } from 'fastify'
import { createContext } from '../../context.ts'
import type { Log } from '../../log.ts'
import type { Identity } from '../../identity/identity.ts'
import type { Access } from '../../policy/access.ts'
import { restrictRuntime } from '../../query/restrict-runtime.ts'
import type { Runtime } from '../../query/runtime.ts'
import { callerOf } from '../caller-of.ts'
import { callerSignal } from '../caller-signal.ts'
import type { DefinitionsServed } from '../definitions-served.ts'
import type { Lanes } from '../lanes/lanes.ts'
import { countRows } from './count-rows.ts'

/** What a caller may see of the definitions. */
export type AccessFor = (runtime: Runtime, identity: Identity) => Promise<Access>

interface Parts {
  readonly served: DefinitionsServed
  readonly lanes: Lanes
  readonly accessFor: AccessFor
  readonly log: Log
}

/**
 * Handles a request within one operation: all its queries see one state of the data. When a connection to the warehouse
 * is lost, the whole request runs once more in a new operation, because the lost state cannot be read again.
 */
export async function answer(
  { served: definitions, lanes, accessFor, log }: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { id: requestId, identity, record } = request
  const signal = callerSignal(reply.raw)
  const place = await lanes.enter(callerOf(request), signal)
  const run = async (): Promise<unknown> => {
    const { operation, served } = await definitions.begin(signal)
    try {
      record.definitions = served.runtime.release.hash
      const access = await accessFor(operation.runtime, identity)
      record.policyHash = access.policies?.hash ?? null
      const runtime: Runtime = {
        ...restrictRuntime(operation.runtime, access),
        engine: countRows(
          place.inLane(operation.runtime.engine, (cost) => {
            record.cost = Math.max(record.cost ?? 0, cost)
          }),
          record,
        ),
        observe: (query) => void record.queries.push(query),
      }
      const context = createContext(runtime, { requestId, signal, log, identity, record })
      return await served.graphql.answer(request, reply, context)
    } finally {
      await operation.end()
    }
  }
  try {
    const body = await run()
    if (signal.aborted || !record.hasLostConnection) return body
    log.warn({ event: 'run_again', requestId })
    record.errors.length = 0
    record.queries.length = 0
    return await run()
  } finally {
    place.leave()
  }
}

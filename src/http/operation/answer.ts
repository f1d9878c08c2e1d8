import { trace } from '@opentelemetry/api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { createContext } from '../../context.ts'
import type { Log } from '../../log.ts'
import { accessOf, fullAccess } from '../../policy/access.ts'
import type { PoliciesFor } from '../../policy/follow-policies.ts'
import { restrictRuntime } from '../../query/restrict-runtime.ts'
import type { Runtime } from '../../query/runtime.ts'
import { callerOf } from '../caller-of.ts'
import { callerSignal } from '../caller-signal.ts'
import type { DefinitionsServed } from '../definitions-served.ts'
import type { Estimate, Lanes } from '../lanes/lanes.ts'
import { inSpan, toAttributes } from '../tracing/in-span.ts'
import { inTrace, isTraced } from '../tracing/trace-requests.ts'
import { traceStatements } from '../tracing/trace-statements.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { countRows } from './count-rows.ts'
import type { RequestRecord } from '../request-record.ts'

interface Parts {
  readonly maxResponseBytes: number
  readonly served: DefinitionsServed
  readonly lanes: Lanes
  /** What callers may see; null: everything. */
  readonly policies: PoliciesFor | null
  /** The key of hashes of personal data. */
  readonly hashKey: string | null
  readonly log: Log
}

/** Rows have hidden columns, and some are only read to check a limit or to rank values. */
const readPerResponse = 2

/**
 * Handles a request within one operation: all its queries see one state of the data. When a connection to the warehouse
 * is lost, the whole request runs once more in a new operation, because the lost state cannot be read again.
 */
export function answer(parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  return inTrace(request, () => handle(parts, request, reply))
}

async function handle(
  { served: definitions, lanes, policies, hashKey, maxResponseBytes, log }: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { id: requestId, identity, record } = request
  const signal = callerSignal(reply.raw)
  const place = await inSpan('queue', () => lanes.enter(callerOf(request), signal))
  const engineFor = (engine: Engine): Engine =>
    countRows(
      place.inLane(isTraced(request) ? traceStatements(engine) : engine, (statement) =>
        noteStatement(record, statement),
      ),
      record,
      maxResponseBytes * readPerResponse,
    )
  const run = async (): Promise<unknown> => {
    const { operation, served } = await inSpan('definitions', () => definitions.begin(signal))
    try {
      record.definitions = served.runtime.release.hash
      const access =
        policies === null
          ? fullAccess
          : accessOf(await policies(operation.runtime.catalog), identity, hashKey)
      record.policyHash = access.policies?.hash ?? null
      const restricted = restrictRuntime(operation.runtime, access)
      const runtime: Runtime = {
        ...restricted,
        state: () => inSpan('state', () => restricted.state()),
        engine: engineFor(operation.runtime.engine),
        observe: (query) => void record.queries.push(query),
        ...(isTraced(request) ? { inSpan } : {}),
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

/** Keeps what is known of a statement for the audit log and the trace. */
function noteStatement(record: RequestRecord, { lane, cost }: Estimate): void {
  record.lane = lane
  if (cost !== null) record.cost = Math.max(record.cost ?? 0, cost)
  trace.getActiveSpan()?.setAttributes(toAttributes({ lane, ...(cost === null ? {} : { cost }) }))
}

import { trace } from '@opentelemetry/api'
import type { FastifyRequest } from 'fastify'
import type { Log } from '../../log.ts'
import { accessOf, fullAccess } from '../../policy/access.ts'
import type { PoliciesFor } from '../../policy/follow-policies.ts'
import { restrictRuntime } from '../../query/restrict-runtime.ts'
import type { Runtime } from '../../query/runtime.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import type { DefinitionsServed, Served } from '../definitions-served.ts'
import type { Estimate, Lanes, Place } from '../lanes/lanes.ts'
import type { RequestRecord } from '../request-record.ts'
import { inSpan, toAttributes } from '../tracing/in-span.ts'
import { isTraced } from '../tracing/trace-requests.ts'
import { traceStatements } from '../tracing/trace-statements.ts'
import { countRows } from './count-rows.ts'

/** The parts of a server that run the queries of a request. */
export interface Parts {
  readonly served: DefinitionsServed
  readonly lanes: Lanes
  /** What callers may see; null: everything. */
  readonly policies: PoliciesFor | null
  /** The key of hashes of personal data. */
  readonly hashKey: string | null
  readonly log: Log
}

/** The bounds of a request. */
export interface Bounds {
  /** Aborts when the caller has gone. */
  readonly signal: AbortSignal
  readonly place: Place
  /** The largest size of all values that are read at once, in characters. */
  readonly maxBytes: number
}

/** Runs some work within one operation, as the caller of a request: it sees one state of the data, and what it may see. */
export async function runOperation<Result>(
  { served: definitions, policies, hashKey }: Parts,
  request: Pick<FastifyRequest, 'identity' | 'record' | 'traceContext'>,
  { signal, place, maxBytes }: Bounds,
  work: (runtime: Runtime, served: Served) => Promise<Result>,
): Promise<Result> {
  const { identity, record } = request
  const engineFor = (engine: Engine): Engine =>
    countRows(
      place.inLane(isTraced(request) ? traceStatements(engine) : engine, (statement) =>
        noteStatement(record, statement),
      ),
      record,
      maxBytes,
    )
  const { operation, served } = await inSpan('definitions', () => definitions.begin(signal))
  try {
    record.definitions = served.runtime.release.hash
    const access =
      policies === null ? fullAccess : accessOf(await policies(operation.runtime.catalog), identity, hashKey)
    record.policyHash = access.policies?.hash ?? null
    const restricted = restrictRuntime(operation.runtime, access)
    const runtime: Runtime = {
      ...restricted,
      state: () => inSpan('state', () => restricted.state()),
      engine: engineFor(operation.runtime.engine),
      observe: (query) => void record.queries.push(query),
      ...(isTraced(request) ? { inSpan } : {}),
    }
    return await work(runtime, served)
  } finally {
    await operation.end()
  }
}

/** Keeps what is known of a statement for the audit log and the trace. */
function noteStatement(record: RequestRecord, { lane, cost }: Estimate): void {
  record.lane = lane
  if (cost !== null) record.cost = Math.max(record.cost ?? 0, cost)
  trace.getActiveSpan()?.setAttributes(toAttributes({ lane, ...(cost === null ? {} : { cost }) }))
}

import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Log } from '../../log.ts'
import { inTrace } from '../tracing/trace-requests.ts'
import { atEnd, type RequestEnd } from '../at-end.ts'
import { queryPaths } from '../query-paths.ts'

/** Logs every request that queries the warehouse: the caller, the definitions, and what the warehouse returned. */
export function auditRequests(fastify: FastifyInstance, log: Log): void {
  atEnd(fastify, (request, { status, ms }) => {
    if (!queryPaths.has(request.routeOptions.url ?? '')) return
    logAudit(log, request, { status, ms })
  })
}

/** Logs what a request, or a message of a stream, has queried. */
export function logAudit(
  log: Log,
  request: Pick<FastifyRequest, 'id' | 'identity' | 'record' | 'traceContext'>,
  { status, ms }: RequestEnd,
): void {
  const { id: requestId, identity, record } = request
  const { operation, fields, definitions, policyHash, rows, lane, cost, queries, errors } = record
  const hashes = new Map(
    queries.flatMap(({ metrics }) =>
      metrics.map(({ metric, definitionHash }) => [metric, definitionHash] as const),
    ),
  )
  inTrace(request, () =>
    log.info({
      event: 'audit',
      requestId,
      method: identity.method,
      subject: identity.subject,
      role: identity.role,
      operation,
      fields: [...new Set(fields)],
      definitions,
      metrics: Object.fromEntries(hashes),
      policyHash,
      rows,
      lane,
      cost,
      planMs: sum(queries.map(({ planMs }) => planMs)),
      sqlMs: sum(queries.map(({ sqlMs }) => sqlMs)),
      ms: tenths(ms),
      status,
      errors: [...new Set(errors)],
    }),
  )
}

function sum(times: readonly number[]): number {
  return tenths(times.reduce((total, ms) => total + ms, 0))
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10
}

import { context, isSpanContextValid, propagation, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api'
import type { Context } from '@opentelemetry/api'
import {
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
} from '@opentelemetry/semantic-conventions'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { atEnd } from '../at-end.ts'
import { queryPaths } from '../query-paths.ts'
import type { RequestRecord } from '../request-record.ts'
import { toAttributes, tracer } from './in-span.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The place of the request in a trace. */
    traceContext: Context
  }
}

/** Gives every request that queries the warehouse a span, in the trace of its header `traceparent` or in a new one. */
export function traceRequests(fastify: FastifyInstance): void {
  fastify.decorateRequest('traceContext')
  fastify.addHook('onRequest', (request, _reply, done) => {
    request.traceContext = propagation.extract(ROOT_CONTEXT, request.headers)
    const { url: route = '' } = request.routeOptions
    if (queryPaths.has(route)) {
      const span = tracer().startSpan(
        `${request.method} ${route}`,
        serverSpan(request, route),
        request.traceContext,
      )
      request.traceContext = trace.setSpan(request.traceContext, span)
    }
    done()
  })
  atEnd(fastify, (request, { status }) => {
    if (!queryPaths.has(request.routeOptions.url ?? '')) return
    const span = trace.getSpan(request.traceContext)
    if (span?.isRecording() !== true) return
    span.setAttributes({
      [ATTR_HTTP_RESPONSE_STATUS_CODE]: status,
      ...toAttributes(factsOf(request.record)),
    })
    span.end()
  })
}

/** Runs work as a part of the request: spans and log lines get its trace. */
export function inTrace<Result>(request: Partial<FastifyRequest>, work: () => Result): Result {
  return context.with(request.traceContext ?? ROOT_CONTEXT, work)
}

/** Whether the trace of a request is collected. */
export function isTraced({ traceContext }: Pick<FastifyRequest, 'traceContext'>): boolean {
  return trace.getSpan(traceContext)?.isRecording() === true
}

/** The fields of a log line that name the active trace. */
export function traceFields(): { readonly traceId?: string } {
  const found = trace.getActiveSpan()?.spanContext()
  return found === undefined || !isSpanContextValid(found) ? {} : { traceId: found.traceId }
}

function serverSpan({ method, id }: FastifyRequest, route: string) {
  return {
    kind: SpanKind.SERVER,
    attributes: {
      [ATTR_HTTP_REQUEST_METHOD]: method,
      [ATTR_HTTP_ROUTE]: route,
      ...toAttributes({ request_id: id }),
    },
  }
}

function factsOf({ operation, definitions, policyHash, rows, lane, cost, errors }: RequestRecord) {
  return {
    rows,
    errors: [...new Set(errors)],
    ...(operation === null ? {} : { operation }),
    ...(definitions === null ? {} : { definitions }),
    ...(policyHash === null ? {} : { policy_hash: policyHash }),
    ...(lane === null ? {} : { lane }),
    ...(cost === null ? {} : { cost }),
  }
}

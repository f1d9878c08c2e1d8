import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { DefinitionsServed } from '../definitions-served.ts'
import type { Lanes } from '../lanes/lanes.ts'
import type { Readiness } from './readiness.ts'
import { atEnd } from '../at-end.ts'
import type { RequestRecord } from '../request-record.ts'

/** From a millisecond to the longest statement timeout in use. */
const buckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60]

/** The parts of a server that its metrics measure. */
export interface Measured {
  readonly definitions: DefinitionsServed
  readonly lanes: Lanes
  readonly readiness: Readiness
}

/** Serves the metrics of a server at `/metrics`, for Prometheus. */
export function serveMetrics(fastify: FastifyInstance, measured: Measured): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const count = countersIn(registry)
  gaugesIn(registry, measured)
  const { ready, dataAge, refreshAge, rollupAge, rollupIsTooOld } = freshnessIn(registry)

  atEnd(fastify, (request, { status, ms }) => {
    const path = request.routeOptions.url ?? 'other'
    count.requests.inc({ path, status })
    count.requestSeconds.observe({ path }, ms / 1_000)
    countQueries(count, measured.definitions, request.record)
  })

  fastify.get('/metrics', async (_request, reply) => {
    const {
      status,
      dataAsOf = null,
      refreshedAt = null,
      rollups = [],
    } = await measured.readiness(new AbortController().signal)
    ready.set(status === 'ready' ? 1 : 0)
    if (dataAsOf !== null) dataAge.set(secondsSince(dataAsOf))
    if (refreshedAt !== null) refreshAge.set(secondsSince(refreshedAt))
    rollupAge.reset()
    rollupIsTooOld.reset()
    for (const { rollup, seconds, isTooOld } of rollups) {
      if (seconds !== null) rollupAge.set({ rollup }, seconds)
      rollupIsTooOld.set({ rollup }, isTooOld ? 1 : 0)
    }
    void reply.type(registry.contentType)
    return registry.metrics()
  })
}

function countersIn(registry: Registry) {
  const registers = [registry]
  return {
    requests: new Counter({
      name: 'plumbline_requests_total',
      help: 'Requests by path and status.',
      labelNames: ['path', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'plumbline_request_seconds',
      help: 'Time of a request, by path.',
      labelNames: ['path'],
      buckets,
      registers,
    }),
    errors: new Counter({
      name: 'plumbline_errors_total',
      help: 'Errors in responses, by code.',
      labelNames: ['code'],
      registers,
    }),
    planSeconds: new Histogram({
      name: 'plumbline_plan_seconds',
      help: 'Time to plan and compile a query, by family of metrics.',
      labelNames: ['family'],
      buckets,
      registers,
    }),
    sqlSeconds: new Histogram({
      name: 'plumbline_sql_seconds',
      help: 'Time of the statement of a query with its waiting time in the slow lane, by family of metrics.',
      labelNames: ['family'],
      buckets,
      registers,
    }),
    rows: new Counter({ name: 'plumbline_rows_total', help: 'Rows returned by the warehouse.', registers }),
  }
}

function countQueries(
  { errors, rows, planSeconds, sqlSeconds }: ReturnType<typeof countersIn>,
  definitions: DefinitionsServed,
  record: RequestRecord,
): void {
  for (const code of record.errors) errors.inc({ code })
  rows.inc(record.rows)
  const { metrics } = definitions.current().runtime.catalog
  for (const query of record.queries) {
    for (const family of new Set(query.metrics.map(({ metric }) => metrics.get(metric)?.family ?? 'other'))) {
      planSeconds.observe({ family }, query.planMs / 1_000)
      sqlSeconds.observe({ family }, query.sqlMs / 1_000)
    }
  }
}

/** Values that are read when Prometheus asks for them. */
function gaugesIn(registry: Registry, { definitions, lanes }: Measured): void {
  const registers = [registry]
  new Gauge({
    name: 'plumbline_lane_requests',
    help: 'Requests in the quick and the slow lane, running and waiting.',
    labelNames: ['lane', 'state'],
    registers,
    collect() {
      for (const [lane, queue] of Object.entries(lanes.queues)) {
        this.set({ lane, state: 'running' }, queue.running())
        this.set({ lane, state: 'waiting' }, queue.waiting())
      }
    },
  })
  new Gauge({
    name: 'plumbline_connections',
    help: 'Connections to PostgreSQL, in use and idle.',
    labelNames: ['state'],
    registers,
    collect() {
      const counts = definitions.current().runtime.engine.connections?.()
      if (counts === undefined) return
      this.set({ state: 'used' }, counts.open - counts.idle)
      this.set({ state: 'idle' }, counts.idle)
    },
  })
  new Counter({
    name: 'plumbline_state_reads_total',
    help: 'Requests that reused the cached state of the warehouse, and requests that read it.',
    labelNames: ['result'],
    registers,
    collect() {
      this.reset()
      for (const [result, reads] of Object.entries(definitions.current().runtime.stateReads))
        this.inc({ result }, reads)
    },
  })
}

function secondsSince(moment: string): number {
  return (Date.now() - Date.parse(moment)) / 1_000
}

function freshnessIn(registry: Registry) {
  const registers = [registry]
  return {
    ready: new Gauge({
      name: 'plumbline_ready',
      help: '1 when the server can serve queries, else 0.',
      registers,
    }),
    dataAge: new Gauge({
      name: 'plumbline_data_age_seconds',
      help: 'Time since the newest record of the data.',
      registers,
    }),
    refreshAge: new Gauge({
      name: 'plumbline_refresh_age_seconds',
      help: 'Time since the stored views were refreshed.',
      registers,
    }),
    rollupAge: new Gauge({
      name: 'plumbline_rollup_age_seconds',
      help: 'Time since the rollup was filled; missing while its values are not read.',
      labelNames: ['rollup'],
      registers,
    }),
    rollupIsTooOld: new Gauge({
      name: 'plumbline_rollup_beyond_tolerance',
      help: '1 when the rollup is older than it tolerates, else 0.',
      labelNames: ['rollup'],
      registers,
    }),
  }
}

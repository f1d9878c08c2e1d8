import type { Access } from '../policy/access.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { Plan } from '../semantic/model/plan.ts'
import type { MetricsRequestInput } from '../semantic/model/request/request.ts'
import type { MetricProvenance } from '../semantic/model/result.ts'
import type { WarehouseState } from '../semantic/model/warehouse-state.ts'
import type { Engine } from '../warehouse/engine/engine.ts'

/** The inputs of a query: the definitions, the warehouse, and its state. */
export interface Runtime {
  readonly catalog: Catalog
  /** The engine for queries; within an operation, one state of the data. */
  readonly engine: Engine
  /** What the caller may see. */
  readonly access: Access
  /** The warehouse state behind the engine. Cached until the data change. */
  state(): Promise<WarehouseState>
  /** The state of the source tables as they are now, and the definitions that read it; reading it takes time. */
  readonly fresh?: () => Promise<{ readonly catalog: Catalog; readonly state: WarehouseState }>
  /** Results from stored views that were refreshed longer ago have a note; in seconds. Any age is allowed without it. */
  readonly maxRefreshAgeSeconds?: number | null
  /** Receives every query that has run, for metrics and the audit log. */
  readonly observe?: (query: ObservedQuery) => void
  /** Writes the steps of a query to a trace; missing where there is none. */
  readonly inSpan?: InSpan
}

/** What a step was about: names, hashes and counts. Never values of data or filters, which may be personal data. */
export type StepFacts = Readonly<Record<string, string | number | readonly string[]>>

/** Runs a step of a query within a span of the trace. The step describes itself until it ends. */
export type InSpan = <Result>(step: string, work: (describe: (facts: StepFacts) => void) => Result) => Result

/** Where no trace is written. */
export const withoutSpan: InSpan = (_step, work) => work(() => undefined)

/** A query for metrics that has run. */
export interface ObservedQuery {
  readonly metrics: readonly MetricProvenance[]
  /** The time to plan and compile the query, and the time of its statement. */
  readonly planMs: number
  readonly sqlMs: number
  readonly rows: number
}

/** A query that is ready to compile. */
export interface PreparedQuery {
  readonly state: WarehouseState
  /** The request, with the values of `top` and the names of groups of other values. */
  readonly request: MetricsRequestInput
  readonly plan: Plan
  /** The time that planning took. */
  readonly planMs: number
}

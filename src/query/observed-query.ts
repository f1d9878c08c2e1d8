import type { MetricProvenance } from '../semantic/model/result.ts'

/** A query for metrics that has run. */
export interface ObservedQuery {
  readonly metrics: readonly MetricProvenance[]
  /** The time to plan and compile the query, and the time of its statement. */
  readonly planMs: number
  readonly sqlMs: number
  readonly rows: number
}

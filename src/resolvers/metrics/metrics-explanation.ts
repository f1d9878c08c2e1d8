import type { explainMetrics } from '../../query/run-query.ts'

/** The explanation of a query. */
export type MetricsExplanation = Awaited<ReturnType<typeof explainMetrics>>

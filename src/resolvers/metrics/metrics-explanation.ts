import type { explainMetrics } from '../../query/run-query.ts'

/** How a question would be answered. */
export type MetricsExplanation = Awaited<ReturnType<typeof explainMetrics>>

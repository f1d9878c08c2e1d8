import type { explainMetrics } from '../loaders/answer-metrics.ts'

/** How a question would be answered. */
export type MetricsExplanation = Awaited<ReturnType<typeof explainMetrics>>

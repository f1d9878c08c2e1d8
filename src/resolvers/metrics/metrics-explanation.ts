export type { Explanation as MetricsExplanation } from '../../query/explain-query.ts'

import type { Tool } from '../tool.ts'
import { comparePeriods } from './compare-periods.ts'
import { describeMetric } from './describe-metric.ts'
import { explainQuery } from './explain-query.ts'
import { findMetrics } from './find-metrics.ts'
import { getAccount } from './get-account.ts'
import { listSignals } from './list-signals.ts'
import { queryMetrics } from './query-metrics.ts'

/** All tools, in the order in which an agent needs them. */
export const tools: readonly Tool[] = [
  findMetrics,
  describeMetric,
  queryMetrics,
  comparePeriods,
  explainQuery,
  listSignals,
  getAccount,
]

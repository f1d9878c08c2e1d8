import DataLoader from 'dataloader'
import { PlumblineError } from '../errors.ts'
import type { MetricsResult } from '../semantic/model/result.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'
import { runQuery } from '../query/run-query.ts'
import { batchBy } from './fetch/batch-by.ts'
import type { Runtime } from '../query/runtime.ts'

/** A metric of one account, in its canonical definition, as of the newest loaded moment. */
export interface MetricValue {
  readonly metric: string
  readonly unit: string
  /** Of an amount of money; null otherwise. */
  readonly currency: string | null
  /** An exact decimal; null when the metric has no value here. */
  readonly value: string | null
  readonly asOf: string
  readonly version: number
  readonly definitionHash: string
}

interface AccountMetricKey {
  readonly metric: string
  readonly accountKey: string
}

/** Metrics of accounts, asked from their definitions: one question for each metric, whatever the number of accounts. */
export function findAccountMetrics(
  runtime: Runtime,
  options: QueryOptions,
): DataLoader<AccountMetricKey, MetricValue, string> {
  return new DataLoader<AccountMetricKey, MetricValue, string>(
    (keys) =>
      batchBy(
        keys,
        ({ metric }) => metric,
        async (metric, group) => {
          const accountKeys = group.map(({ accountKey }) => accountKey)
          const answer = await runQuery(
            runtime,
            {
              metrics: [metric],
              by: ['account'],
              where: [{ dimension: 'account', operator: 'in', value: accountKeys }],
            },
            options,
          )
          return accountKeys.map((accountKey) => valueOf(runtime, answer, metric, accountKey))
        },
      ),
    { cacheKeyFn: JSON.stringify },
  )
}

function valueOf(runtime: Runtime, answer: MetricsResult, metric: string, accountKey: string): MetricValue {
  const place = (name: string) => answer.columns.findIndex((column) => column.name === name)
  const row = answer.rows.find((candidate) => candidate[place('account')] === accountKey)
  const provenance = answer.provenance.metrics.find((one) => one.metric === metric)
  const definition = runtime.catalog.metrics.get(metric)
  if (provenance === undefined || definition === undefined) {
    throw new PlumblineError('UNKNOWN_METRIC', `There is no metric ${metric}.`, { subject: metric })
  }
  // an account without any rows has nothing to count, which is zero of it; but no share of nothing
  const empty = definition.unit === 'count' || definition.unit === 'money' ? '0' : null
  const value = row === undefined ? empty : row[place(metric)]
  return {
    metric,
    unit: definition.unit,
    currency: answer.columns[place(metric)]?.currency ?? null,
    value: typeof value === 'string' ? value : null,
    asOf: answer.provenance.asOf,
    version: provenance.version,
    definitionHash: provenance.definitionHash,
  }
}

import DataLoader from 'dataloader'
import { PlumblineError } from '../errors.ts'
import type { MetricsResult } from '../semantic/model/result.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'
import { runQuery } from '../query/run-query.ts'
import { batchBy } from './fetch/batch-by.ts'
import type { Runtime } from '../query/runtime.ts'

/** A metric of one account, in its canonical definition, as of the last loaded moment. */
export interface MetricValue {
  readonly metric: string
  readonly unit: string
  /** The currency of an amount of money; null for other units. */
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

/** Metrics of accounts: one query per metric, for all accounts of one tick. */
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
          const result = await runQuery(
            runtime,
            {
              metrics: [metric],
              by: ['account'],
              where: [{ dimension: 'account', operator: 'in', value: accountKeys }],
            },
            options,
          )
          return accountKeys.map((accountKey) => valueOf(runtime, result, metric, accountKey))
        },
      ),
    { cacheKeyFn: JSON.stringify },
  )
}

function valueOf(runtime: Runtime, result: MetricsResult, metric: string, accountKey: string): MetricValue {
  const indexOf = (name: string) => result.columns.findIndex((column) => column.name === name)
  const row = result.rows.find((candidate) => candidate[indexOf('account')] === accountKey)
  const provenance = result.provenance.metrics.find((one) => one.metric === metric)
  const definition = runtime.catalog.metrics.get(metric)
  if (provenance === undefined || definition === undefined) {
    throw new PlumblineError('UNKNOWN_METRIC', `There is no metric ${metric}.`, { subject: metric })
  }
  // without rows, a count and an amount are zero; a ratio is undefined
  const empty = definition.unit === 'count' || definition.unit === 'money' ? '0' : null
  const value = row === undefined ? empty : row[indexOf(metric)]
  return {
    metric,
    unit: definition.unit,
    currency: result.columns[indexOf(metric)]?.currency ?? null,
    value: typeof value === 'string' ? value : null,
    asOf: result.provenance.asOf,
    version: provenance.version,
    definitionHash: provenance.definitionHash,
  }
}

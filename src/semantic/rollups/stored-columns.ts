import { hash } from '../../catalog/hash.ts'
import { spanName } from '../time/span.ts'
import { maturitiesOf, maturityColumn } from '../kinds/maturity.ts'
import type { Accumulation, Aggregation, BaseMetric, Plan } from '../model/plan.ts'

/** The column of a rollup with the status of a cohort's cell. */
const statusColumn = 'maturity'

/**
 * Column of a compiled aggregation → the column of a rollup with the same values. The names depend on what a column is,
 * not on the query, so that an aggregation of a query finds the columns that another one has filled.
 */
export function storedColumns(
  aggregation: Aggregation,
  plan: Pick<Plan, 'withholding'>,
): ReadonlyMap<string, string> {
  return new Map([
    ...aggregation.baseMetrics.map((baseMetric): [string, string] => [
      baseMetric.column,
      storedMetric(baseMetric),
    ]),
    ...maturitiesOf(aggregation, plan).flatMap(({ immature, all, rule }): [string, string][] =>
      rule.kind === 'cohorts'
        ? [[maturityColumn(aggregation), statusColumn]]
        : [
            [immature, `immature_${hash(rule)}`],
            [all, `all_${hash(rule)}`],
          ],
    ),
  ])
}

function storedMetric({ metric, over }: Pick<BaseMetric, 'metric' | 'over'>): string {
  return over === null ? metric.name : `${metric.name}_over_${accumulationName(over)}`
}

function accumulationName(over: Accumulation): string {
  switch (over.kind) {
    case 'all_time':
      return 'all_time'
    case 'to_date':
      return `${over.unit}_to_date`
    case 'rolling':
      return spanName(over.span)
  }
}

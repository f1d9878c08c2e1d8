import { kindOf } from '../../kinds/registry.ts'
import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import type { Unit } from '../../../catalog/headers/metric-header.ts'
import type { ResultColumn } from '../../model/result.ts'
import type { Output } from '../../model/plan.ts'
import type { Span } from '../../model/request/request.ts'
import type { ResolvedRequest } from '../resolve-request.ts'
import { spanName } from '../../time/span.ts'
import { earlierColumn } from '../../sql/comparison-columns.ts'

/** The column that says of each row whether days of its period are not counted. */
export const partialColumn = 'is_partial'

/** The columns of a result, in their documented order: period, dimensions, metrics and their parts. */
export function resultColumns(
  catalog: Catalog,
  { request, resultShape: shape, grain, dimensions }: ResolvedRequest,
  outputs: readonly Output[],
  comparisons: readonly Span[],
  currency: string | null,
): readonly ResultColumn[] {
  const column = (
    name: string,
    kind: ResultColumn['kind'],
    type: string,
    more: Partial<ResultColumn> = {},
  ): ResultColumn => ({
    name,
    kind,
    type,
    unit: null,
    metric: null,
    dimension: null,
    ...more,
    currency: more.unit === 'money' ? currency : null,
  })
  const isAverage = request.cohorts !== 'each'
  const hasPeriods = shape !== 'distribution' && !isAverage
  const periodType = grain === 'hour' ? 'timestamptz' : 'date'
  return [
    ...(request.grain !== undefined && hasPeriods ? [column('period', 'period', periodType)] : []),
    ...(shape !== 'series' && hasPeriods
      ? [column('cohort', 'dimension', periodType, { dimension: 'cohort' })]
      : []),
    ...(request.partial === 'keep' && hasPeriods && grain !== null
      ? [column(partialColumn, 'partial', 'boolean')]
      : []),
    ...(shape === 'distribution'
      ? [column('active_periods', 'dimension', 'bigint', { dimension: 'active_periods' })]
      : []),
    ...(shape === 'cohort' ? [column('age', 'dimension', 'bigint', { dimension: 'age' })] : []),
    ...dimensions.map((name) =>
      column(name, 'dimension', catalog.dimensions.get(name)?.type ?? 'text', { dimension: name }),
    ),
    ...outputs.flatMap(({ alias, metric, formula }) => [
      column(alias, 'metric', isAveraged(formula) ? 'numeric' : metricType(metric), {
        unit: metric.unit,
        metric: metric.name,
      }),
      ...comparisons.flatMap((span) => [
        column(earlierColumn(alias, span), 'earlier', metricType(metric), {
          unit: metric.unit,
          metric: metric.name,
        }),
        column(`${alias}.${spanName(span)}_change`, 'change', metricType(metric), {
          unit: metric.unit,
          metric: metric.name,
        }),
        column(`${alias}.${spanName(span)}_growth`, 'growth', 'numeric', {
          unit: 'ratio',
          metric: metric.name,
        }),
      ]),
      ...(request.parts && formula.kind === 'quotient'
        ? (['numerator', 'denominator'] as const).map((part) =>
            column(`${alias}.${part}`, part, 'numeric', {
              unit: unitOfPart(catalog, metric, part),
              metric: metric.name,
            }),
          )
        : []),
      ...(request.parts && shape !== 'series' && hasPeriods
        ? [column(`${alias}.maturity`, 'maturity', 'text', { metric: metric.name })]
        : []),
      ...(request.parts && isAverage
        ? [column(`${alias}.cohorts`, 'cohorts', 'bigint', { metric: metric.name })]
        : []),
    ]),
  ]
}

function unitOfPart(catalog: Catalog, metric: Metric, part: 'numerator' | 'denominator'): Unit | null {
  const quotient = kindOf(metric).quotient(metric.header)
  return quotient === null ? null : (catalog.metrics.get(quotient[part])?.unit ?? null)
}

/** Counts are whole numbers; means and percentiles of counts are not. */
function metricType(metric: Metric): string {
  return metric.unit === 'count' && !kindOf(metric).isFractional ? 'bigint' : 'numeric'
}

function isAveraged(formula: Output['formula']): boolean {
  return formula.kind === 'moving' && formula.moving.aggregate === 'average'
}

import type { Metric, View } from '../../catalog/catalog.ts'
import type { MetricHeader } from '../../catalog/headers/metric-header.ts'

/** A measure of a semantic model: what MetricFlow aggregates from the rows of a view. */
export interface Measure {
  readonly name: string
  readonly agg: 'sum' | 'count' | 'average' | 'min' | 'max' | 'count_distinct' | 'percentile'
  /** SQL over a row: null for rows that do not count. */
  readonly expr: string
  readonly agg_params?: {
    readonly percentile: number
    readonly use_discrete_percentile: boolean
    readonly use_approximate_percentile: false
  }
  /** For a balance: only the rows at the end, or at the start, of the period. */
  readonly non_additive_dimension?: { readonly name: string; readonly window_choice: 'min' | 'max' }
}

/** Why values of a metric are not computed from the rows of its view alone; null when they may be. */
export function needsMoreThanRows({ header }: Metric, view: View): string | null {
  if (view.header.needs_options.length > 0)
    return `it requires the option ${view.header.needs_options.join(', ')}.`
  if (view.header.needs_dimensions.length > 0)
    return `its values do not add up over ${view.header.needs_dimensions.join(', ')}.`
  if ('parameters' in header && header.parameters !== undefined) return 'its formula has parameters.'
  return null
}

/** The measure of a metric that is aggregated from rows; null when MetricFlow has none like it. */
export function measureOf({ name, header }: Metric, { header: { time } }: View): Measure | null {
  const rows = conditionOf(header)
  switch (header.kind) {
    case 'count':
      return { name, agg: 'count', expr: within(rows, header.expression ?? '1') }
    case 'sum':
      return { name, agg: 'sum', expr: within(rows, header.expression) }
    case 'avg':
      return { name, agg: 'average', expr: within(rows, header.expression) }
    case 'min':
    case 'max':
      return { name, agg: header.kind, expr: within(rows, header.expression) }
    case 'count_distinct':
      return { name, agg: 'count_distinct', expr: within(rows, header.expression) }
    case 'percentile':
      return {
        name,
        agg: 'percentile',
        expr: within(rows, header.expression),
        agg_params: {
          percentile: header.percentile,
          use_discrete_percentile: header.interpolation === 'discrete',
          use_approximate_percentile: false,
        },
      }
    case 'balance':
      if (time === undefined || header.distinct) return null
      return {
        name,
        agg: 'sum',
        expr: within(rows, header.expression),
        non_additive_dimension: { name: time, window_choice: header.at === 'end' ? 'max' : 'min' },
      }
    default:
      return null
  }
}

/** The rows that count: those that meet the condition, and whose outcome is known. */
function conditionOf(header: MetricHeader): string | null {
  const conditions = [
    ...('where' in header && header.where !== undefined ? [`(${oneLineSql(header.where)})`] : []),
    ...('immature' in header && header.immature !== undefined
      ? [`(${oneLineSql(header.immature)}) is false`]
      : []),
  ]
  return conditions.length === 0 ? null : conditions.join(' and ')
}

function within(condition: string | null, expression: string): string {
  const value = oneLineSql(expression)
  return condition === null ? value : `case when ${condition} then ${value} end`
}

function oneLineSql(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ')
}

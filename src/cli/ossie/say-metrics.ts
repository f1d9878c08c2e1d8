import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { measureOf, needsMoreThanRows, type Measure } from '../dbt/measure.ts'
import { modelName } from '../dbt/models.ts'
import { replaceColumns } from './replace-columns.ts'

/** A metric as one SQL expression over datasets, or why it is none. */
export type Said = { readonly sql: string } | { readonly reason: string }

/** Every metric of a catalogue, by name. PostgreSQL's parser must be loaded. */
export function sayMetrics(catalog: Catalog): ReadonlyMap<string, Said> {
  const said = new Map<string, Said>()
  const say = (name: string): Said => {
    const known = said.get(name)
    const metric = catalog.metrics.get(name)
    if (known !== undefined || metric === undefined) return known ?? { reason: 'it does not exist.' }
    const found = sayMetric(catalog, metric, say)
    said.set(name, found)
    return found
  }
  for (const name of catalog.metrics.keys()) say(name)
  return said
}

function sayMetric(catalog: Catalog, metric: Metric, say: (name: string) => Said): Said {
  const view = catalog.views.get(metric.view)
  if (view === undefined) return { reason: 'its view does not exist.' }
  const reason = needsMoreThanRows(metric, view)
  if (reason !== null) return { reason }
  const { header } = metric
  switch (header.kind) {
    case 'ratio': {
      const [numerator, denominator] = [say(header.numerator), say(header.denominator)]
      if ('reason' in numerator) return missing(header.numerator)
      if ('reason' in denominator) return missing(header.denominator)
      return { sql: `CAST(${numerator.sql} AS DECIMAL) / NULLIF(${denominator.sql}, 0)` }
    }
    case 'derived': {
      const inputs = new Map(header.inputs.map((name) => [name, say(name)] as const))
      for (const [name, input] of inputs) if ('reason' in input) return missing(name)
      return {
        sql: replaceColumns(oneLine(header.expression), (column) => {
          const input = inputs.get(column)
          return input !== undefined && 'sql' in input ? `(${input.sql})` : null
        }),
      }
    }
    default: {
      const measure = measureOf(metric, view)
      if (measure === null)
        return { reason: `one expression over rows cannot say the kind ${header.kind.replaceAll('_', ' ')}.` }
      if (measure.non_additive_dimension !== undefined)
        return {
          reason: 'it is a balance: only the rows of one moment add up, and an expression adds up all.',
        }
      const dataset = modelName(view.name)
      return { sql: aggregateSql(measure, (sql) => replaceColumns(sql, (column) => `${dataset}.${column}`)) }
    }
  }
}

function missing(input: string): Said {
  return { reason: `its input ${input} cannot be said.` }
}

/** A measure as an aggregate over the columns of its dataset. */
function aggregateSql(
  { agg, expr, agg_params: params }: Measure,
  qualified: (sql: string) => string,
): string {
  const sql = qualified(expr)
  switch (agg) {
    case 'count_distinct':
      return `COUNT(DISTINCT ${sql})`
    case 'average':
      return `AVG(${sql})`
    case 'percentile': {
      const kind = params?.use_discrete_percentile === true ? 'DISC' : 'CONT'
      return `PERCENTILE_${kind}(${params?.percentile ?? 0.5}) WITHIN GROUP (ORDER BY ${sql})`
    }
    case 'sum':
    case 'count':
    case 'min':
    case 'max':
      return `${agg.toUpperCase()}(${sql})`
  }
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ')
}

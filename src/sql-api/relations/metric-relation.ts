import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { kindOf } from '../../semantic/kinds/registry.ts'
import type { Plan } from '../../semantic/model/plan.ts'
import type { Grain } from '../../semantic/model/request/request.ts'
import { partialColumn } from '../../semantic/plan/draft/result-columns.ts'
import { cellColumns } from '../../resolvers/families/cell-columns.ts'
import { familiesOf } from '../../resolvers/families/families-of.ts'
import { addsUp, poolsOf, type AddsUp, type Pools } from './adds-up.ts'

/** The schema of the metric relations. */
export const metricSchema = 'plumbline_metrics'

/** The grains with a column of days, finest first. Hours have no column. */
export const dayGrains = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly Grain[]
export type DayGrain = (typeof dayGrains)[number]

/** A column of a metric relation. */
export interface MetricColumn {
  readonly name: string
  /**
   * `time`: the first day of a period; `partial`: whether days of it are not counted; `cell`: cohort or age; else a
   * dimension or a metric.
   */
  readonly role: 'time' | 'partial' | 'cell' | 'dimension' | 'metric'
  readonly type: string
  readonly description: string
  readonly metric: Metric | null
  readonly addsUp: AddsUp | null
  readonly pools: Pools
}

/** A family of metrics as a relation in SQL. */
export interface MetricRelation {
  readonly name: string
  readonly description: string
  readonly shape: Plan['resultShape']
  readonly grains: readonly DayGrain[]
  readonly columns: ReadonlyMap<string, MetricColumn>
  readonly metrics: readonly Metric[]
  /** Dimensions without which values do not add up. */
  readonly needs: readonly string[]
}

/** What a partial row is. */
const partialTexts: Readonly<Record<Plan['resultShape'], string | null>> = {
  series:
    'Whether days of the period are not counted: before or after those of the query, or since it is not over at as_of.',
  cohort: 'Whether members of the cohort have not reached the end of this age, so that the value may change.',
  cohort_summary:
    'Whether the time of the metric has not ended for some members, so that the value may change.',
  distribution: null,
}

/** One relation for each family of metrics, by name. */
export function metricRelations(catalog: Catalog): ReadonlyMap<string, MetricRelation> {
  const relations = familiesOf(catalog).map(
    ({ name, description, shape, grains, dimensions, metrics, view }) => {
      const days = shape === 'series' ? dayGrains.filter((grain) => grains.includes(grain)) : []
      const columns: MetricColumn[] = [
        ...days.map((grain) =>
          column(
            grain,
            'time',
            'date',
            `The first day of the ${grain}. Group by one of the columns of periods.`,
          ),
        ),
        // without periods no row is partial
        ...(partialTexts[shape] === null || (shape === 'series' && days.length === 0)
          ? []
          : [column(partialColumn, 'partial', 'boolean', partialTexts[shape])]),
        ...cellColumns[shape].map((cell) => column(cell.name, 'cell', cell.type, cell.description)),
        ...dimensions.map((one) => column(one.name, 'dimension', one.header.type, one.header.description)),
        ...metrics.map(({ metric }): MetricColumn => {
          const [adds, pools] = [addsUp(metric, shape), poolsOf(metric, shape)]
          return {
            ...column(metric.name, 'metric', 'numeric', metricComment(metric, adds, pools)),
            metric,
            addsUp: adds,
            pools,
          }
        }),
      ]
      const relation: MetricRelation = {
        name,
        description,
        shape,
        grains: days,
        columns: new Map(columns.map((one) => [one.name, one])),
        metrics: metrics.map(({ metric }) => metric),
        needs: view.header.needs_dimensions,
      }
      return relation
    },
  )
  return new Map(relations.map((relation) => [relation.name, relation]))
}

function column(name: string, role: MetricColumn['role'], type: string, description: string): MetricColumn {
  return { name, role, type, description, metric: null, addsUp: null, pools: null }
}

function metricComment(metric: Metric, adds: AddsUp, pools: Pools): string {
  const sums = {
    flow: 'Adds up over periods and dimensions.',
    stock: 'Adds up over dimensions, not over time.',
    never:
      pools === null
        ? 'Does not add up: every group is computed by itself.'
        : `Adds up over cohorts and dimensions at one age${pools === 'complete' ? ', where not is_partial' : ''}.`,
  }[adds]
  const { unit, version, hash, description } = metric
  return `${description.trim()} Unit: ${unit}. Kind: ${kindOf(metric).description.replace(/\.$/, '')}. ${sums} Version ${version}, ${hash}.`
}

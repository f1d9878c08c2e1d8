import type { Metric, View } from '../../catalog/catalog.ts'
import type { MetricHeader } from '../../catalog/headers/metric-header.ts'
import type { Accumulation, Formula, MaturityRule, Plan, PlannedPeriod } from '../model/plan.ts'
import type { Grain } from '../model/request/request.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'
import type { CompiledAggregation, Cte } from '../sql/cte.ts'
import type { AggregationContext, RowSelection } from '../sql/from-clause.ts'
import type { Join } from '../sql/select.ts'
import type { Sql } from '../sql/text/fragment.ts'
import type { Calendar } from '../time/calendar.ts'

/**
 * The definition of a kind of metric. Its header fields are in `catalog/headers/metric-header.ts`, and what it
 * refers to is in `catalog/kind-references.ts`; everything else is in the file of the kind.
 */
export interface Kind<Header extends MetricHeader = MetricHeader> {
  /** One sentence for the GraphQL enum `MetricKind`. */
  readonly description: string
  /** A short formula of a metric in Markdown, for the documentation. */
  formula(header: Header): string

  /** What identifies a row of the result; null: the shape of the metrics from which it is computed. */
  readonly resultShape: Plan['resultShape'] | null
  /** Why it requires a grain, as a sentence after its name; null: it requires none. */
  readonly grainRequired: string | null
  /** The finest grain of the kind; the view may allow only coarser ones. */
  readonly finestGrain: Grain
  /** Whether it is a stock (a balance): it has a value at a moment, and no sum over periods. */
  readonly isStock: boolean
  /** Whether its values are not whole numbers, even if its unit is a count. */
  readonly isFractional: boolean
  /** Whether its value can be recomputed over any time range, also of partial periods. */
  readonly isRecomputable: boolean

  /**
   * Why it has no value in a period that the bounds of a request cut, as a sentence after its name; null: it has the value
   * within the bounds.
   */
  readonly wholePeriods: string | null

  /** Its formula over other metrics; absent when it is aggregated from rows. */
  compute?(header: Header, inputs: FormulaInputs): Formula
  /** The two metrics that it divides; null when it is not a quotient. */
  quotient(header: Header): { readonly numerator: string; readonly denominator: string } | null
  /** The metric that it accumulates over a longer time range; null when it is not cumulative. */
  accumulated(header: Header): string | null

  /** Whether it is an aggregate over the rows of each period; all of one view are computed in one pass. */
  isOnePass(view: View, grain: Grain | null): boolean
  /** Other metrics of one view with equal keys are aggregated from the same rows in the same way, in one CTE. */
  aggregationKey(header: Header): string
  /**
   * Why its values depend on more than the local days on which there are rows, as a sentence after its name; null: its
   * values are those of the first and the last row of each day.
   */
  needsEveryRow(header: Header, parameters: Plan['parameters']): string | null
  /** The rule for the maturity of its rows; null: all rows are mature. */
  maturity(header: Header): MaturityRule | null
  /** The view that it reads in addition to its own, with these parameters. */
  auxiliaryView(header: Header, parameters: Plan['parameters']): string | undefined
  /** The aggregate over rows; null when one pass over rows is not sufficient. */
  readonly rows: RowAggregate<Header> | null
  /**
   * The CTEs of one aggregation; absent when it is always computed in one pass, or from other metrics. Where values of few
   * members are withheld, they also have the number of members behind each value, or a lower bound of it
   * (`semantic/sql/members.ts`); a value without that number is withheld unless it is zero.
   *
   * @param rows the rows of the requested periods; for a recomputable kind without an aggregate over rows, also those of
   * longer windows
   */
  compile?(context: KindContext<Header>, rows: PeriodRows): CompiledAggregation

  /** Notes about metrics of this kind in a result. */
  notes(metrics: readonly MetricOf<Header>[], context: NotesContext): readonly string[]
}

/** A metric whose header is of one kind. */
export type MetricOf<Header extends MetricHeader> = Metric & { readonly header: Header }

/** One metric of the compiled aggregation. */
export interface KindMetric<Header extends MetricHeader = MetricHeader> {
  readonly column: string
  readonly metric: Metric
  readonly header: Header
  readonly kind: Kind<Header>
}

/** The compiled aggregation, with headers typed by kind. */
export interface KindContext<Header extends MetricHeader = MetricHeader> extends AggregationContext {
  readonly baseMetrics: readonly [KindMetric<Header>, ...KindMetric<Header>[]]
}

/** The rows to aggregate, and the period of each. */
export interface PeriodRows extends Required<Pick<RowSelection, 'where' | 'joins'>> {
  /** The column `period_start` in a select over the rows; empty without a grain. */
  readonly period: readonly Sql[]
}

/** The aggregate of a kind over rows: of a period, or of a longer window. */
export interface RowAggregate<Header extends MetricHeader = MetricHeader> {
  /** The aggregate function. */
  measure(baseMetric: KindMetric<Header>, context: KindContext<Header>): Sql
  /** Whether values of parts add up to the value of the whole. */
  isAdditive(header: Header): boolean
  /** The value of a window without rows. */
  empty(header: Header): 'zero' | 'null'
  /** Conditions on the rows to aggregate. */
  where(header: Header): readonly Sql[]
  /**
   * Conditions on the rows that make up the value. The members behind these rows are the group that must not be too
   * small; rows that add nothing do not make it larger.
   */
  contributing(baseMetric: KindMetric<Header>, context: KindContext<Header>): readonly Sql[]
  /** CTEs to join with the rows; `conditions` limit the rows of the view that these CTEs read. */
  joined(
    context: KindContext<Header>,
    conditions: readonly Sql[],
  ): { readonly ctes: readonly Cte[]; readonly joins: readonly Join[] }
}

/** The inputs of a formula. */
export interface FormulaInputs {
  /** The formula of another metric, over the time range of the request, else over the given one. */
  readonly of: (name: string, over?: Accumulation) => Formula
  readonly parameters: Plan['parameters']
}

/** The aggregate of a metric over rows. Planning excludes kinds without one. */
export function rowsOf<Header extends MetricHeader>({
  metric,
  kind,
}: KindMetric<Header>): RowAggregate<Header> {
  if (kind.rows === null) throw new Error(`${metric.name} is not aggregated in one pass over rows`)
  return kind.rows
}

/** The inputs of notes. */
export interface NotesContext {
  readonly period: PlannedPeriod
  readonly calendar: Calendar
  readonly state: WarehouseState
  readonly parameters: Plan['parameters']
}

/** The defaults of a kind: a time series, aggregated from rows that are always mature. */
export const series = {
  resultShape: 'series',
  grainRequired: null,
  finestGrain: 'hour',
  isStock: false,
  isFractional: false,
  isRecomputable: false,
  wholePeriods: null,
  quotient: () => null,
  accumulated: () => null,
  needsEveryRow: () => 'is computed from every row, not from the days with rows.',
  maturity: () => null,
  isOnePass: () => false,
  aggregationKey: () => '',
  auxiliaryView: () => undefined,
  rows: null,
  notes: () => [],
} as const

/** The defaults of a kind that is computed from other metrics: it has their shape and no aggregation of its own. */
export const computed = { ...series, resultShape: null } as const

/** The defaults of an aggregate of rows: it is not additive, and reads all rows of its view. */
export const wholeRows = {
  isAdditive: () => false,
  empty: () => 'null' as const,
  where: () => [],
  joined: () => ({ ctes: [], joins: [] }),
} as const

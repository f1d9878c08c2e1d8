import type { Metric, View } from '../../catalog/catalog.ts'
import type { MetricHeader, MetricKind } from '../../catalog/headers/view-header.ts'
import type { Accumulation, Formula, MaturityRule, Plan, PlannedPeriod } from '../model/plan.ts'
import type { Grain } from '../model/request.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'
import type { CompiledAggregation, Cte } from '../sql/cte.ts'
import type { AggregationContext, RowSelection } from '../sql/from-clause.ts'
import type { Join } from '../sql/select.ts'
import type { Sql } from '../sql/text/fragment.ts'
import type { Calendar } from '../time/calendar.ts'

/** The header of a metric of one kind. */
export type HeaderOf<Name extends MetricKind> = Extract<MetricHeader, { kind: Name }>

/**
 * All that the product knows of a kind of metric. The shape of its header is in `catalog/headers/view-header.ts`, what
 * the catalogue reads from a header alone in `catalog/kinds.ts`; everything else is in the file of the kind.
 */
export interface Kind<Header extends MetricHeader = MetricHeader> {
  /** What it counts, a sentence for the enum `MetricKind`. */
  readonly description: string
  /** What a metric's header says it is, in Markdown, as short as it can be read. */
  formula(header: Header): string

  /** What a row of the result is; null: what it is for the metrics that this one is computed from. */
  readonly resultShape: Plan['resultShape'] | null
  /** Why it has no value without a grain, after its name; null: it has one. */
  readonly grainRequired: string | null
  /** The finest grain that it has, whatever its view has. */
  readonly finestGrain: Grain
  /** A stock, which has a value at a moment, and no sum over periods. */
  readonly isStock: boolean
  /** Whether its values lie between whole numbers, though it counts things. */
  readonly isFractional: boolean
  /** Whether its value can be recomputed over any range of time, whole periods or not. */
  readonly isRecomputable: boolean

  /** How it follows from other metrics; absent where it is counted from rows. */
  compute?(header: Header, inputs: FormulaInputs): Formula
  /** The metrics of which it is the quotient. */
  quotient(header: Header): { readonly numerator: string; readonly denominator: string } | null
  /** The metric that it is over a longer stretch. */
  accumulated(header: Header): string | null

  /** Metrics of one view with an equal key are aggregated from the same rows in the same way: one CTE. */
  aggregationKey(header: Header, view: View, grain: Grain | null): string
  /** What of it may not be known yet; null: every row is known when it exists. */
  maturity(header: Header): MaturityRule | null
  /** The view that it reads in addition to its own, under these parameters. */
  auxiliaryView(header: Header, parameters: Plan['parameters']): string | undefined
  /** What one pass over rows counts; null: it takes more than that. */
  readonly rows: RowAggregate<Header> | null
  /**
   * The CTEs of one group of leaves; absent where it is computed from other metrics. `rows` are those of the periods
   * asked for. A recomputable kind without `rows` of its own gets those of longer ranges too.
   */
  compile?(context: KindContext<Header>, rows: PeriodRows): CompiledAggregation

  /** What an answer has to say of its metrics under a question. */
  notes(metrics: readonly MetricOf<Header>[], context: NotesContext): readonly string[]
}

/** A metric whose header is of one kind. */
export type MetricOf<Header extends MetricHeader> = Metric & { readonly header: Header }

/** One metric of the group that is compiled. */
export interface KindMetric<Header extends MetricHeader = MetricHeader> {
  readonly column: string
  readonly metric: Metric
  readonly header: Header
  readonly kind: Kind<Header>
}

/** The group that is compiled, its headers typed by their kind. */
export interface KindContext<Header extends MetricHeader = MetricHeader> extends AggregationContext {
  readonly baseMetrics: readonly [KindMetric<Header>, ...KindMetric<Header>[]]
}

/** The rows to count, and the period of each. */
export interface PeriodRows extends Required<Pick<RowSelection, 'where' | 'joins'>> {
  /** `period_start`, as a select over the rows names it; nothing without a grain. */
  readonly period: readonly Sql[]
}

/** The aggregate of a kind over rows, whichever rows they are: of a period, or of any longer stretch. */
export interface RowAggregate<Header extends MetricHeader = MetricHeader> {
  /** The aggregate function. */
  measure(leaf: KindMetric<Header>, context: KindContext<Header>): Sql
  /** Whether the values of parts add up to that of the whole. */
  isAdditive(header: Header): boolean
  /** What a stretch without rows has. */
  empty(header: Header): 'zero' | 'null'
  /** The rows that count, of all that are read. */
  where(header: Header): readonly Sql[]
  /** What comes before the rows and is joined to them; `among` are conditions on whom the question is about. */
  joined(
    context: KindContext<Header>,
    among: readonly Sql[],
  ): { readonly ctes: readonly Cte[]; readonly joins: readonly Join[] }
}

/** What a computed metric is made of. */
export interface FormulaInputs {
  /** The formula of another metric, over the question's own stretch or else this one. */
  readonly of: (name: string, over?: Accumulation) => Formula
  readonly parameters: Plan['parameters']
}

/** The aggregate of a leaf over rows; planning lets no other kind come here. */
export function rowsOf<Header extends MetricHeader>({
  metric,
  kind,
}: KindMetric<Header>): RowAggregate<Header> {
  if (kind.rows === null) throw new Error(`${metric.name} is not counted in one pass over rows`)
  return kind.rows
}

/** What notes depend on. */
export interface NotesContext {
  readonly period: PlannedPeriod
  readonly calendar: Calendar
  readonly state: WarehouseState
  readonly parameters: Plan['parameters']
}

/** What is true of a kind unless it says otherwise: a time series, counted from rows that are known when they exist. */
export const series = {
  resultShape: 'series',
  grainRequired: null,
  finestGrain: 'hour',
  isStock: false,
  isFractional: false,
  isRecomputable: false,
  quotient: () => null,
  accumulated: () => null,
  maturity: () => null,
  auxiliaryView: () => undefined,
  rows: null,
  notes: () => [],
} as const

/** What is true of a kind that is computed from other metrics: it has their shape and nothing of its own to count. */
export const computed = { ...series, resultShape: null, aggregationKey: () => '' } as const

/** What is true of an aggregate of rows unless it says otherwise: it does not add up, and reads all rows of its view. */
export const wholeRows = {
  isAdditive: () => false,
  empty: () => 'null' as const,
  where: () => [],
  joined: () => ({ ctes: [], joins: [] }),
} as const

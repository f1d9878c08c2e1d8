import type { BoundCondition } from '../../policy/row-condition.ts'
import type { Parameters } from '../../generated/parameters.ts'
import type { Metric, ViewDimension } from '../../catalog/catalog.ts'
import type { ResultColumn, MetricProvenance } from './result.ts'
import type { RollupChoice } from './rollup-state.ts'
import type { Condition } from './request/condition.ts'
import type { CohortForm, ColumnCondition, Filter, Grain, Span } from './request/request.ts'

/** A comparison with its dimension, resolved for one view. */
export interface PlannedFilter {
  readonly dimension: ViewDimension
  readonly filter: Filter
}

/** Conditions on the dimensions of one view. */
export type PlannedCondition = Condition<PlannedFilter>

/** A metric that is aggregated from rows, with its own conditions. Other metrics are formulas over base metrics. */
export interface BaseMetric {
  /** Its column, in every CTE up to the result. */
  readonly column: string
  readonly metric: Metric
  /** Conditions for this metric only. */
  readonly filters: readonly PlannedCondition[]
  /** The time range of each period's value; null: the period itself. */
  readonly over: Accumulation | null
  /** The rule for its maturity; null: all rows are mature. */
  readonly maturity: MaturityRule | null
}

/** Base metrics that are aggregated from the same rows in the same way. They become one CTE. */
export interface Aggregation {
  readonly name: string
  readonly view: string
  readonly baseMetrics: readonly [BaseMetric, ...BaseMetric[]]
  readonly dimensions: readonly ViewDimension[]
  /** The conditions of the request, and those of its base metrics. */
  readonly filters: readonly PlannedCondition[]
  readonly over: Accumulation | null
}

/** A metric of the result, as a formula over base metrics. */
export interface Output {
  readonly alias: string
  readonly metric: Metric
  readonly formula: Formula
}

/** The computation of a metric from base metrics. */
export type Formula =
  | { readonly kind: 'column'; readonly column: string }
  /** The value of a parameter. */
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'quotient'; readonly numerator: Formula; readonly denominator: Formula }
  /** An aggregate of the values of consecutive periods, the last of which is that of the row. */
  | { readonly kind: 'moving'; readonly moving: Moving; readonly input: Formula }
  /** An expression over the names of its inputs. */
  | {
      readonly kind: 'arithmetic'
      readonly expression: string
      readonly inputs: ReadonlyMap<string, Formula>
    }

/** How the values of consecutive periods are combined; a product compounds rates, such as monthly retention. */
export const movingAggregates = ['average', 'minimum', 'maximum', 'product'] as const

/** An aggregate of the values of consecutive periods. */
export interface Moving {
  readonly aggregate: (typeof movingAggregates)[number]
  /** The periods; their unit is the grain of the request. */
  readonly span: Span
}

/** The group of all values of a dimension that are not named in the request. */
export interface OtherGroup {
  /** The values with groups of their own. */
  readonly namedValues: readonly (string | null)[]
  readonly name: string
}

/** The requested periods, in local dates of the time zone. */
export interface PlannedPeriod {
  readonly grain: Grain | null
  /** The first local day, with a grain the first day of a period; null: from the first row on. */
  readonly from: string | null
  /** The local day after the last one; null: up to `asOf`. */
  readonly until: string | null
  /** The first displayed period, when earlier periods are computed only for comparisons; else null. */
  readonly displayFrom: string | null
  /** Instants instead of days, for a range of hours; else null. */
  readonly instants: { readonly from: string | null; readonly until: string } | null
  /** Whether every period is truncated at the elapsed time of the current one. */
  readonly toDate: boolean
  /** The local day of `asOf`. */
  readonly today: string
  /** The bounds within the first and the last period, where only their days count; null where periods are whole. */
  readonly cut: Cut | null
  /**
   * The first days of the periods with days that are not counted: before or after the bounds, or after `asOf`. Null where
   * they are not marked.
   */
  readonly partial: readonly string[] | null
}

/** Bounds that are no bounds of periods. */
export interface Cut {
  /** The first counted day of the first period; null: the whole period. */
  readonly from: string | null
  /** The day after the last counted one; null: the whole last period. */
  readonly until: string | null
}

/** A validated query: immutable data, sufficient for compilation. */
export interface Plan {
  /**
   * What identifies a row: its period (`series`), its cohort and age (`cohort`), its cohort (`cohort_summary`), or the
   * number of active periods (`distribution`).
   */
  readonly resultShape: 'series' | 'cohort' | 'cohort_summary' | 'distribution'
  /** Whether each cohort has its own rows, or all mature cohorts have one row per age. */
  readonly cohorts: CohortForm
  readonly aggregations: readonly Aggregation[]
  readonly outputs: readonly Output[]
  readonly dimensions: readonly string[]
  readonly period: PlannedPeriod
  readonly timeZone: string
  /** ISO instant. */
  readonly asOf: string
  readonly parameters: Parameters
  /** Stored views whose tables hold the same rows as their SQL with the parameters of this request. */
  readonly reusableViews: ReadonlySet<string>
  /** Whether the tables are spread over the nodes of a distributed database; false when absent. */
  readonly distributed?: boolean
  /** Where the values of each aggregation come from: stored rows, or the base. */
  readonly rollups: readonly RollupChoice[]
  /** The views of which the first and the last row of each day would do, and whether only these are read. */
  readonly dailyRows: readonly DailyRows[]
  /** The accounts whose rows are counted; null: all of them, because the caller may see all. */
  readonly permitted: BoundCondition | null
  /** Absent where every value is shown, however few people are behind it. */
  readonly withholding?: Withholding
  /** The hash of the policies; null without policies. */
  readonly policyHash: string | null
  readonly parts: boolean
  readonly columns: readonly ResultColumn[]
  readonly order: readonly { readonly column: string; readonly direction: 'asc' | 'desc' }[]
  /** Column → the declared order of its values, unless it is the alphabetical order. */
  readonly declared: ReadonlyMap<string, readonly string[]>
  readonly first: number | null
  readonly after: string | null
  /** Conditions on `cohort` and `age`, which are applied after aggregation. */
  readonly cohortFilters: readonly Condition<Filter>[]
  readonly having: readonly ColumnCondition[]
  /** The distances of the earlier periods with which each one is compared. */
  readonly comparisons: readonly Span[]
  /** Whether the statement also selects unrounded values, for differences. */
  readonly keepsUnrounded: boolean
  /** Dimension → the group of its other values. */
  readonly otherGroups: ReadonlyMap<string, OtherGroup>
  /** The counts of immature rows, for the provenance. */
  readonly maturities: readonly Maturity[]
  readonly provenance: readonly MetricProvenance[]
  readonly notes: readonly string[]
}

/** A view of which the first and the last row of each day are stored. */
export interface DailyRows {
  readonly view: string
  /** The stored view. */
  readonly daily: string
  /** Its columns that are true for the rows to read: in UTC, the first row of each day is sufficient. */
  readonly rows: readonly string[]
  /** Why all rows of the view are read, as a sentence; null: the daily rows are. */
  readonly because: string | null
}

/** Which values are withheld, because too few members are behind them. */
export interface Withholding {
  /** Values of fewer members are withheld. */
  readonly minGroupSize: number
  /** The plan whose rows are added up in the same answer: a total over a withheld value is withheld. Null: no total. */
  readonly totalOf: Plan | null
}

/** A plan before it is annotated with provenance and notes. */
export type PlanDraft = Omit<Plan, 'provenance' | 'notes'>

/** A plan before it is known where the values of its aggregations come from. */
export type UnservedPlan = Omit<PlanDraft, 'rollups' | 'dailyRows'>

/** The time range of a period's value: all time up to its end, a calendar period to date, or a rolling window. */
export type Accumulation =
  | { readonly kind: 'all_time' }
  | { readonly kind: 'to_date'; readonly unit: Grain }
  | { readonly kind: 'rolling'; readonly span: Span }

/** Two counts that show how much of some base metrics is immature. They go into the provenance. */
export interface Maturity {
  /** The column with the number of immature rows. */
  readonly immature: string
  /** The column with the number of all rows. */
  readonly all: string
  /** The columns of these base metrics. */
  readonly baseMetrics: readonly string[]
  /** Identifies the counted rows: maturities with equal `rows` have equal counts. */
  readonly rows: string
  /** For cohorts: the column that is COMPLETE or PARTIAL in each row. */
  readonly statusColumn: string
  readonly rule: MaturityRule
}

/** What decides whether a row is mature: a condition, the end of its window, or the age of its cohort. */
export type MaturityRule =
  /** The condition is true for immature rows, false for mature ones, and null for rows without an outcome. */
  | { readonly kind: 'rows'; readonly condition: string }
  /** Eligible rows (all rows when null) are immature until their window ends. */
  | { readonly kind: 'windows'; readonly endsAt: string; readonly eligibleWhere: string | null }
  | { readonly kind: 'cohorts' }

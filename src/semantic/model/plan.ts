import type { Parameters } from '../../generated/parameters.ts'
import type { Metric, ViewDimension } from '../../catalog/catalog.ts'
import type { ResultColumn, MetricProvenance } from './result.ts'
import type { CohortForm, ColumnCondition, Filter, Grain, Span } from './request.ts'

/** A condition, with the dimension it is about resolved for one view. */
export interface PlannedFilter {
  readonly dimension: ViewDimension
  readonly filter: Filter
}

/** One thing to be counted from rows: a metric of a kind that aggregates, with its own conditions. */
export interface BaseMetric {
  /** The column that holds it, in every CTE up to the result. */
  readonly column: string
  readonly metric: Metric
  /** Conditions for this leaf alone. */
  readonly filters: readonly PlannedFilter[]
  /** What each period's value is counted over; null: the period alone. */
  readonly over: Accumulation | null
  /** What of it may not be known yet; null: nothing. */
  readonly maturity: MaturityRule | null
}

/** Leaves that are counted from the same rows in the same way: they become one CTE. */
export interface Aggregation {
  readonly name: string
  readonly view: string
  readonly baseMetrics: readonly [BaseMetric, ...BaseMetric[]]
  readonly dimensions: readonly ViewDimension[]
  /** Conditions for all leaves, own ones included when the group has one leaf. */
  readonly filters: readonly PlannedFilter[]
  readonly over: Accumulation | null
}

/** A column of the answer: a leaf, or a computation over leaves. */
export interface Output {
  readonly alias: string
  readonly metric: Metric
  readonly formula: Formula
}

/** How a number follows from what was counted. */
export type Formula =
  | { readonly kind: 'column'; readonly column: string }
  /** What a parameter says. */
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'quotient'; readonly numerator: Formula; readonly denominator: Formula }
  /** Arithmetic over the names of its inputs. */
  | {
      readonly kind: 'arithmetic'
      readonly expression: string
      readonly inputs: ReadonlyMap<string, Formula>
    }

/** The values of a dimension that stay apart, and the name of the group of all others. */
export interface OtherGroup {
  readonly namedValues: readonly (string | null)[]
  readonly name: string
}

/** The periods asked about, in local dates of the time zone. */
export interface PlannedPeriod {
  readonly grain: Grain | null
  /** First local day, on a period's start when there is a grain; null: from the first fact on. */
  readonly from: string | null
  /** The local day after the last one; null: up to what is known. */
  readonly until: string | null
  /** The first period of the answer, when earlier ones are only there to be compared with. */
  readonly displayFrom: string | null
  /** Instants in the place of the days, where a stretch is known by the hour. */
  readonly instants: { readonly from: string | null; readonly until: string } | null
  /** Each period counts only up to the point that the period of `asOf` has reached. */
  readonly toDate: boolean
  /** The local day of `asOf`. */
  readonly today: string
}

/** A validated query: immutable data, sufficient for compilation. */
export interface Plan {
  /** `series`: by period. `cohort`: by cohort and age. `curve`: by cohort. `distribution`: by number of periods. */
  readonly resultShape: 'series' | 'cohort' | 'cohort_summary' | 'distribution'
  /** Whether each cohort has its rows, or all complete ones together have one for each age. */
  readonly cohorts: CohortForm
  readonly groups: readonly Aggregation[]
  readonly outputs: readonly Output[]
  readonly dimensions: readonly string[]
  readonly period: PlannedPeriod
  readonly timeZone: string
  /** ISO instant. */
  readonly asOf: string
  readonly parameters: Parameters
  /** Stored views whose tables hold exactly what the request's parameters would give. */
  readonly reusableViews: ReadonlySet<string>
  readonly parts: boolean
  readonly columns: readonly ResultColumn[]
  readonly order: readonly { readonly column: string; readonly direction: 'asc' | 'desc' }[]
  /** Column → the order of its values, where it is not that of their letters. */
  readonly declared: ReadonlyMap<string, readonly string[]>
  readonly first: number | null
  readonly after: string | null
  /** Conditions on `age`, which is known only once cohorts are counted. */
  readonly cohortFilters: readonly Filter[]
  readonly having: readonly ColumnCondition[]
  /** How far back the periods lie that stand beside each one. */
  readonly comparisons: readonly Span[]
  /** Whether what a number was before it was rounded stands beside it, so that differences are of that. */
  readonly keepsUnrounded: boolean
  /** Dimension → its values that stay apart; all others are one group. */
  readonly otherGroups: ReadonlyMap<string, OtherGroup>
  /** What may not be known yet, counted for the provenance. */
  readonly maturities: readonly Maturity[]
  readonly provenance: readonly MetricProvenance[]
  readonly notes: readonly string[]
}

/** What a period's value is counted over: everything up to its end, a part of the calendar, or the last so long. */
export type Accumulation =
  | { readonly kind: 'all_time' }
  | { readonly kind: 'to_date'; readonly unit: Grain }
  | { readonly kind: 'rolling'; readonly span: Span }

/** What of some leaves may not be known yet: two counts beside the leaves, which go into the provenance. */
export interface Maturity {
  /** The column that counts what is not known yet. */
  readonly immature: string
  /** The column that counts all of it, known or not. */
  readonly all: string
  /** The leaves that it speaks for. */
  readonly baseMetrics: readonly string[]
  /** What it counts from: maturities of equal rows count the same. */
  readonly rows: string
  /** Of cohorts: the column that says of each cell whether it is COMPLETE or PARTIAL. */
  readonly statusColumn: string
  readonly rule: MaturityRule
}

/** What is open: rows by a condition, rows whose window is not over, or the cells of a cohort. */
export type MaturityRule =
  /** True of rows whose outcome is open, false where it is known. */
  | { readonly kind: 'rows'; readonly condition: string }
  /** Of the rows that are chances (all, when null), those whose window ends after `asOf`. */
  | { readonly kind: 'windows'; readonly endsAt: string; readonly eligibleWhere: string | null }
  | { readonly kind: 'cells' }

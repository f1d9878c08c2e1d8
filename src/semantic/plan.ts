import type { Metric, ViewDimension } from '../catalog/catalog.ts'
import type { AnswerColumn, MetricProvenance } from './answer.ts'
import type { Filter, Grain } from './request.ts'

/** A condition, with the dimension it is about resolved for one view. */
export interface PlannedFilter {
  readonly dimension: ViewDimension
  readonly filter: Filter
}

/** One thing to be counted from rows: a metric of a kind that aggregates, with its own conditions. */
export interface Leaf {
  /** The column that holds it, in every CTE up to the result. */
  readonly column: string
  readonly metric: Metric
  /** Conditions for this leaf alone. */
  readonly filters: readonly PlannedFilter[]
}

/** Leaves that are counted from the same rows in the same way: they become one CTE. */
export interface FactGroup {
  readonly name: string
  readonly view: string
  readonly leaves: readonly [Leaf, ...Leaf[]]
  readonly dimensions: readonly ViewDimension[]
  /** Conditions for all leaves, own ones included when the group has one leaf. */
  readonly filters: readonly PlannedFilter[]
}

/** A column of the answer: a leaf, or a computation over leaves. */
export interface Output {
  readonly alias: string
  readonly metric: Metric
  /** Leaf columns by the name of the input metric; a leaf's own under its own name. */
  readonly inputs: ReadonlyMap<string, string>
}

/** The periods asked about, in local dates of the time zone. */
export interface PlannedPeriod {
  readonly grain: Grain | null
  /** First local day, on a period's start when there is a grain; null: from the first fact on. */
  readonly from: string | null
  /** The local day after the last one; null: up to what is known. */
  readonly until: string | null
}

/** A request understood: plain frozen data, enough to compile without looking anything up but SQL text. */
export interface Plan {
  /** `series`: by period. `cohort`: by cohort and age. `curve`: by cohort. */
  readonly shape: 'series' | 'cohort' | 'curve'
  readonly groups: readonly FactGroup[]
  readonly outputs: readonly Output[]
  readonly dimensions: readonly string[]
  readonly period: PlannedPeriod
  readonly timeZone: string
  /** ISO instant. */
  readonly asOf: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** Stored views whose tables hold exactly what the request's parameters would give. */
  readonly usableStored: ReadonlySet<string>
  readonly parts: boolean
  readonly columns: readonly AnswerColumn[]
  readonly order: readonly { readonly column: string; readonly direction: 'asc' | 'desc' }[]
  readonly first: number | null
  readonly after: string | null
  /** Conditions on `age`, which is known only once cohorts are counted. */
  readonly ageFilters: readonly Filter[]
  readonly provenance: readonly MetricProvenance[]
  readonly notes: readonly string[]
}

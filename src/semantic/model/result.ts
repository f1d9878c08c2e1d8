import type { Unit } from '../../catalog/headers/metric-header.ts'

export type ColumnKind =
  | 'period'
  | 'partial'
  | 'dimension'
  | 'metric'
  | 'numerator'
  | 'denominator'
  | 'maturity'
  | 'cohorts'
  | 'earlier'
  | 'change'
  | 'growth'

/** A column of a result. */
export interface ResultColumn {
  readonly name: string
  readonly kind: ColumnKind
  /** Postgres type name of the values: text, date, timestamp, numeric, bigint, boolean. */
  readonly type: string
  readonly unit: Unit | null
  /** The ISO 4217 code in the data or the parameters; null unless the values are money. */
  readonly currency: string | null
  readonly metric: string | null
  readonly dimension: string | null
}

/** The definition of one metric of a result. */
export interface MetricProvenance {
  readonly metric: string
  readonly description: string
  readonly version: number
  /** Changes with the SQL of the metric, its inputs, and every deviation. */
  readonly definitionHash: string
  /** Options with another value than the canonical one. */
  readonly deviations: readonly {
    readonly option: string
    readonly canonical: unknown
    readonly used: unknown
  }[]
  /** The column of the metric in the result. */
  readonly column: string
  /**
   * The number of immature rows on all pages; for a cohort metric, of immature ages of cohorts. Null when all rows of
   * the metric are mature by definition, where values of small groups are withheld, and before the query runs.
   */
  readonly immatureCount: number | null
  /** Their share of all rows, an exact decimal. */
  readonly immatureShare: string | null
}

export interface Provenance {
  readonly metrics: readonly MetricProvenance[]
  /** ISO instant; later records are ignored. */
  readonly asOf: string
  /** ISO instant of the newest record. */
  readonly dataAsOf: string
  /** When the stored views that the result was read from were refreshed; null when it was computed from the base. */
  readonly refreshedAt: string | null
  readonly timeZone: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** Changes with what any role may see; null where no policies hold. */
  readonly policyHash: string | null
  readonly servedFrom: 'base' | 'stored' | 'rollup'
  /** Assumptions, warnings, and the replacements of deprecated metrics; one sentence each. */
  readonly notes: readonly string[]
}

/** Rows of a coarser level, aggregated again from the data, so that distinct counts are exact. */
export interface Subtotals {
  /** The dimensions of these rows; all other dimensions are null. */
  readonly by: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
}

/** The result: rows as arrays in the order of the columns; numbers as exact decimal strings. */
export interface MetricsResult {
  readonly columns: readonly ResultColumn[]
  /** The dimensions with a group of other values, and the name of the group, which no value has. */
  readonly others: readonly { readonly dimension: string; readonly value: string }[]
  readonly rows: readonly (readonly unknown[])[]
  readonly totals: readonly unknown[] | null
  /** The rows of every coarser level, finest first; empty unless requested. */
  readonly subtotals: readonly Subtotals[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly provenance: Provenance
}

/** A result without its rows. */
export type ResultHeader = Pick<MetricsResult, 'columns' | 'others' | 'provenance'>

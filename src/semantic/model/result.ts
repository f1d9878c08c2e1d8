import type { Unit } from '../../catalog/headers/view-header.ts'

export type ColumnKind =
  | 'period'
  | 'dimension'
  | 'metric'
  | 'numerator'
  | 'denominator'
  | 'maturity'
  | 'cohorts'
  | 'earlier'
  | 'change'
  | 'growth'

/** A column of an answer. */
export interface ResultColumn {
  readonly name: string
  readonly kind: ColumnKind
  /** Postgres type name of the values: text, date, timestamp, numeric, bigint, boolean. */
  readonly type: string
  readonly unit: Unit | null
  /** ISO 4217 code, as the data or the parameters have it; null unless the values are money. */
  readonly currency: string | null
  readonly metric: string | null
  readonly dimension: string | null
}

/** How one metric of an answer was defined. */
export interface MetricProvenance {
  readonly metric: string
  readonly description: string
  readonly version: number
  /** Changes with the SQL behind the metric and with every option that deviates. */
  readonly definitionHash: string
  /** Options whose value is not the canonical one. */
  readonly deviations: readonly {
    readonly option: string
    readonly canonical: unknown
    readonly used: unknown
  }[]
  /** The column of the answer that it is of. */
  readonly column: string
  /**
   * How many rows (of a cohort metric: cells) of the whole question are not known yet, whatever page is shown.
   * Null where nothing can be open, and before anything is computed.
   */
  readonly immatureCount: number | null
  /** Their share of all that could be known one day, an exact decimal. */
  readonly immatureShare: string | null
}

export interface Provenance {
  readonly metrics: readonly MetricProvenance[]
  /** ISO instant: nothing known later was counted. */
  readonly asOf: string
  /** ISO instant of the newest loaded fact. */
  readonly dataAsOf: string
  readonly timeZone: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly servedFrom: 'base' | 'stored' | 'rollup'
  /** What was assumed because an optional table is missing, and what replaces a deprecated metric. */
  readonly notes: readonly string[]
}

/** The rows over all values of some dimensions, counted anew: exact for distinct counts too. */
export interface Subtotals {
  /** The dimensions that these rows still have; those of the rows are null elsewhere. */
  readonly by: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
}

/** What came back: rows as arrays in the order of the columns; numbers as exact decimal strings. */
export interface MetricsResult {
  readonly columns: readonly ResultColumn[]
  /** Of which dimensions some values have become one group, and what it is called: no value has that name. */
  readonly others: readonly { readonly dimension: string; readonly value: string }[]
  readonly rows: readonly (readonly unknown[])[]
  readonly totals: readonly unknown[] | null
  /** The rows of every coarser level, finest first; none unless asked for. */
  readonly subtotals: readonly Subtotals[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly provenance: Provenance
}

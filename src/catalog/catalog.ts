import type { SourceTable } from './files/source-table.ts'
import type { DimensionHeader } from './headers/dimension-header.ts'
import type { MetricHeader, MetricKind, Unit } from './headers/metric-header.ts'
import type { ViewHeader } from './headers/view-header.ts'
import type { Parameter, Subject } from './parameters/parameter.ts'
import type { Board } from './boards/board.ts'
import type { Rollup } from './rollups/rollup.ts'
import type { Segment, Step } from './select/step.ts'

/**
 * The layers of `sql/`, in order; a view reads only from its own layer and earlier ones.
 */
export const layers = [
  'sources',
  'parameters',
  'staging',
  'entities',
  'facts',
  'signals',
  'metrics',
  'pages',
  'checks',
] as const
export type Layer = (typeof layers)[number]

/** A file of `sql/`, parsed and validated. */
export interface View {
  /** `layer.relation`, as in the database. */
  readonly name: string
  readonly layer: Layer
  readonly relation: string
  readonly file: string
  /** The whole file, as written. */
  readonly text: string
  readonly header: ViewHeader
  /** The select, as written. */
  readonly body: string
  /** The same select, split at relation names, so that a compiler can insert CTE names. */
  readonly segments: readonly Segment[]
  /** The same select as a list of steps; the last one is the view. */
  readonly steps: readonly Step[]
  /** Views and `source.*` tables read directly. */
  readonly reads: readonly string[]
  /** Everything read directly or through other views, sources included. */
  readonly lineage: ReadonlySet<string>
  /** Parameters in this view's own SQL. */
  readonly parameters: readonly string[]
  /** Parameters of this view and its lineage: the options that can change its rows. */
  readonly allParameters: readonly string[]
  readonly columns: readonly string[]
  /** A hash over the normalized SQL of this view, its scalar functions and its lineage. */
  readonly hash: string
}

/** Other option → its required values; empty when there is no condition. */
export type OptionCondition = Readonly<Record<string, readonly (string | number)[]>>

export interface Metric {
  readonly name: string
  readonly kind: MetricKind
  readonly unit: Unit
  /** With canonical values of the parameters; the header has their names. */
  readonly description: string
  readonly version: number
  readonly deprecated: { readonly since: string; readonly use: string } | null
  /** The typed GraphQL field it belongs to: the relation name of its view. */
  readonly family: string
  readonly view: string
  readonly header: MetricHeader
  /** The dimensions that all inputs of the metric have. */
  readonly dimensions: readonly string[]
  /** Its options: the parameters that can change its numbers. */
  readonly options: readonly string[]
  /**
   * Option → for each input with it, the values of other options under which it has an effect; one is
   * enough.
   */
  readonly optionsWith: ReadonlyMap<string, readonly OptionCondition[]>
  /** Source tables without which it is unavailable. */
  readonly requires: readonly string[]
  readonly hash: string
}

/** A dimension of a view: a column of the view, or of an entity of its rows. */
export interface ViewDimension {
  readonly name: string
  /** The view whose header describes it. */
  readonly from: string
  readonly column: string
  /**
   * How a row is joined to its entity: columns of the row, and the key of the entity with the column by which its rows
   * are stored together, if the header names it; null for the view's own column.
   */
  readonly join: { readonly columns: readonly string[]; readonly key: readonly string[] } | null
  /** The columns that join the current entity, and the entity at the row's time; null where unknown. */
  readonly joinColumns: {
    readonly current: readonly string[] | null
    readonly at_event: readonly string[] | null
  }
  readonly header: DimensionHeader
}

/** All definitions in `sql/`: plain frozen data. */
export interface Catalog {
  readonly sources: ReadonlyMap<string, SourceTable>
  /** In dependency order: deploy from first to last. */
  readonly views: ReadonlyMap<string, View>
  readonly metrics: ReadonlyMap<string, Metric>
  /** Dimension name → its header, for every dimension of any metric. */
  readonly dimensions: ReadonlyMap<string, DimensionHeader>
  /** View name → its dimensions by name. */
  readonly viewDimensions: ReadonlyMap<string, ReadonlyMap<string, ViewDimension>>
  /** By name, in the order of the files. */
  readonly parameters: ReadonlyMap<string, Parameter>
  /** What parameters are about: one for each file. */
  readonly subjects: ReadonlyMap<string, Subject>
  /** The stored aggregations, by name. */
  readonly rollups: ReadonlyMap<string, Rollup>
  /** Questions that are looked at together, by the names of their files. */
  readonly boards: readonly Board[]
}

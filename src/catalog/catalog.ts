import type { SourceTable } from './files/source-table.ts'
import type {
  DimensionHeader,
  MetricHeader,
  MetricKind,
  ParameterHeader,
  Unit,
  ViewHeader,
} from './headers/view-header.ts'
import type { Segment, Step } from './select/step.ts'

/** The layers of `sql/`, from left to right; a view reads only from layers to its left, or its own. */
export const layers = ['sources', 'parameters', 'staging', 'entities', 'facts', 'metrics', 'checks'] as const
export type Layer = (typeof layers)[number]

/** One file of `sql/`, read and understood. */
export interface View {
  /** `layer.relation`, as in the database. */
  readonly name: string
  readonly layer: Layer
  readonly relation: string
  readonly file: string
  /** The whole file, as written. */
  readonly text: string
  readonly header: ViewHeader
  /** The bare select, as written. */
  readonly body: string
  /** The same select, cut where it names relations, so that a compiler can put CTE names there. */
  readonly segments: readonly Segment[]
  /** The same select as the steps that lead to it, the last of which is the view. */
  readonly steps: readonly Step[]
  /** Views and `source.*` tables read directly. */
  readonly reads: readonly string[]
  /** Everything read directly or through other views, sources included. */
  readonly lineage: ReadonlySet<string>
  /** Parameters that this view's own SQL names. */
  readonly parameters: readonly string[]
  /** Parameters named here or anywhere in the lineage: the options that change what a row says. */
  readonly allParameters: readonly string[]
  readonly columns: readonly string[]
  /** Over the normalised SQL of this view, the scalar functions it calls and all it reads. */
  readonly hash: string
}

/** Other option → the values that it has to have; empty: nothing is asked of others. */
export type OptionCondition = Readonly<Record<string, readonly (string | number)[]>>

export interface Metric {
  readonly name: string
  readonly kind: MetricKind
  readonly unit: Unit
  /** With the canonical values of the parameters that it names; the header has their names. */
  readonly description: string
  readonly version: number
  readonly deprecated: { readonly since: string; readonly use: string } | null
  /** The typed GraphQL field it belongs to: the relation name of its view. */
  readonly family: string
  readonly view: string
  readonly header: MetricHeader
  /** The names of the dimensions that every part of it can be grouped by. */
  readonly dimensions: readonly string[]
  /** Options it takes: the parameters that can change its numbers. */
  readonly options: readonly string[]
  /** Option → with which values of others alone it does, for each part that takes it; any one is enough. */
  readonly optionsWith: ReadonlyMap<string, readonly OptionCondition[]>
  /** Source tables without which it is unavailable. */
  readonly requires: readonly string[]
  readonly hash: string
}

/** A dimension as one view offers it: a column of the view, or of an entity that the view's rows belong to. */
export interface ViewDimension {
  readonly name: string
  /** The view whose header describes it. */
  readonly from: string
  readonly column: string
  /** How a row of the fact finds its entity: columns here and the key's columns there; null for the fact's own column. */
  readonly join: { readonly columns: readonly string[]; readonly key: readonly string[] } | null
  /** The columns that find the entity as it is now, and as it was at the row's time; null where that is not known. */
  readonly found: { readonly current: readonly string[] | null; readonly at_event: readonly string[] | null }
  readonly header: DimensionHeader
}

export interface Parameter {
  readonly name: string
  readonly header: ParameterHeader
}

/** Everything that the files in `sql/` say: plain frozen data. */
export interface Catalog {
  readonly sources: ReadonlyMap<string, SourceTable>
  /** In dependency order: deploy from first to last. */
  readonly views: ReadonlyMap<string, View>
  readonly metrics: ReadonlyMap<string, Metric>
  /** Dimension name → what it is, for every dimension of any metric. */
  readonly dimensions: ReadonlyMap<string, DimensionHeader>
  /** View name → its dimensions by name. */
  readonly viewDimensions: ReadonlyMap<string, ReadonlyMap<string, ViewDimension>>
  readonly parameters: ReadonlyMap<string, Parameter>
}

import type { Metric, View } from '../../catalog/catalog.ts'
import type { Parameter } from '../../catalog/parameters/parameter.ts'
import type { DimensionHeader } from '../../catalog/headers/dimension-header.ts'
import type { Plan } from '../../semantic/model/plan.ts'
import type { Grain } from '../../semantic/model/request/request.ts'
import type { KnownValues } from './known-values.ts'

/**
 * The metrics of one typed field of `Query`: metrics of one view with the same result shape and the same
 * dimensions.
 */
export interface Family {
  /** The name in SQL: of the view, with the suffix of its shape. */
  readonly name: string
  /** The field of `Query`. */
  readonly field: string
  /** The prefix of the names of all its types. */
  readonly type: string
  readonly description: string
  readonly view: View
  readonly shape: Plan['resultShape']
  readonly metrics: readonly FamilyMetric[]
  readonly dimensions: readonly FamilyDimension[]
  readonly options: readonly FamilyOption[]
  /** The valid grains of its periods; empty for point-in-time metrics. */
  readonly grains: readonly Grain[]
}

/** A metric as a field of a row. */
export interface FamilyMetric {
  readonly field: string
  readonly metric: Metric
  /** The GraphQL type of its values. */
  readonly type: string
}

/** A dimension as a field of a row, and of the filter. */
export interface FamilyDimension {
  readonly field: string
  readonly name: string
  readonly header: DimensionHeader
  readonly known: KnownValues | null
}

/** A parameter as a field of the options. */
export interface FamilyOption {
  readonly field: string
  readonly parameter: Parameter
  readonly known: KnownValues | null
}

export const grains = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const
export type Grain = (typeof grains)[number]

export type Value = string | number | boolean | null

/** A condition on a dimension. */
export interface Condition {
  readonly dimension: string
  readonly operator:
    'eq' | 'ne' | 'in' | 'notIn' | 'lt' | 'lte' | 'gt' | 'gte' | 'contains' | 'startsWith' | 'isNull'
  readonly value: string | number | boolean | (string | number | boolean)[]
}

/** One metric of a query, with its alias, conditions and window. */
export interface MetricInput {
  readonly metric: string
  readonly alias?: string
  readonly where?: Condition[]
  readonly over?: string
}

/** An event by name, by several names, or by name and properties; null is the default event. */
export type Matcher =
  null | string | (string | { event: string | null; where?: Record<string, string | number | string[]> })[]

/** A query as the interfaces accept it, in types of the oracle's own. */
export interface Query {
  readonly metrics: MetricInput[]
  readonly by?: string[]
  readonly where?: Condition[]
  readonly grain?: Grain
  readonly from?: string
  readonly to?: string
  readonly asOf?: string
  readonly timeZone?: string
  readonly options?: Record<string, unknown>
  readonly parts?: boolean
  readonly orderBy?: { column: string; direction: 'asc' | 'desc' }[]
  readonly having?: { column: string; operator: Condition['operator']; value: Condition['value'] }[]
  readonly compareTo?: string[]
  readonly toDate?: boolean
  readonly partial?: 'whole' | 'keep' | 'drop' | 'reject'
  readonly keep?: { dimension: string; values: (string | null)[] }[]
  readonly top?: { dimension: string; count: number; by?: string }
  readonly totals?: boolean
  readonly subtotals?: boolean
  readonly cohorts?: 'each' | 'weighted_average' | 'simple_average'
}

import type { Filter } from '../../semantic/model/request.ts'
import type { ColumnOf } from './entity.ts'

/** A condition on a column of an entity; the operators are those of every filter. */
export interface Condition<Row> {
  readonly column: ColumnOf<Row>
  readonly operator: Filter['operator']
  readonly value: Filter['value']
}

/** An order of rows: by a column, nulls last, ties by their key; or by the key alone. */
export interface Order<Row> {
  readonly column: ColumnOf<Row> | 'key'
  readonly direction: 'asc' | 'desc'
}

/** The requested page of a list. */
export interface PageRequest<Row> {
  readonly first: number
  readonly after: string | null
  readonly conditions: readonly Condition<Row>[]
  readonly order: Order<Row>
}

/** A page in the form of Relay. */
export interface Connection<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[]
  readonly nodes: readonly Row[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
  /** Computed on demand; as text, like all whole numbers of the warehouse. */
  readonly totalCount: () => Promise<string>
}

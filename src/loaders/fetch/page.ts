import type { Condition as Joined } from '../../semantic/model/request/condition.ts'
import type { Filter } from '../../semantic/model/request/request.ts'
import type { SignalsAsked } from '../account-signal-rows.ts'
import type { AccountState } from '../account-states.ts'
import type { ColumnOf } from './entity.ts'

/** A test of one value; the operators are those of every filter. */
type Test = Pick<Filter, 'operator' | 'value'>

/** A comparison of something of the rows of an entity. */
export type Comparison<Row> =
  | ({ readonly kind: 'column'; readonly column: ColumnOf<Row> } & Test)
  /** The text is part of one of the columns, or of a text related to the row. */
  | { readonly kind: 'search'; readonly text: string }
  /** On a column of a part of the account's page. */
  | ({ readonly kind: 'state'; readonly state: AccountState } & Test)
  /** On having one of these signals. */
  | { readonly kind: 'signal'; readonly asked: SignalsAsked }
  /** On the value of a metric. */
  | ({ readonly kind: 'metric'; readonly metric: string } & Test)

/** A condition on the rows of an entity. */
export type Condition<Row> = Joined<Comparison<Row>>

/** An order of rows: by columns, nulls last, ties by their key; or by the key alone. */
export interface Order<Row> {
  readonly columns: readonly OrderedColumn<Row>[]
  readonly key: 'asc' | 'desc'
}

export interface OrderedColumn<Row> {
  readonly column: ColumnOf<Row>
  readonly direction: 'asc' | 'desc'
  /** Where the column is, if it is none of the row. */
  readonly state?: AccountState
}

/** The requested page of a list: its first or its last rows between two cursors. */
export interface PageRequest<Row> {
  readonly size: number
  readonly from: 'start' | 'end'
  readonly after: string | null
  readonly before: string | null
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

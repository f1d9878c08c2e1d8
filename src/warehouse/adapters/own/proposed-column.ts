import type { RawType } from '../../../catalog/adapters/adapter.ts'
import type { FoundColumn } from './found-table.ts'

/** A column of the contract, and where its values are. */
export interface ProposedColumn {
  readonly column: string
  /** The column of the company's own table; null for a constant, or an id made of several columns. */
  readonly from: FoundColumn | null
  readonly type: RawType
  /** The select of the value, over the table. */
  readonly expression: string
}

import type { entityColumns } from '../../generated/entities.ts'
import type { ColumnType } from '../fetch/entity.ts'
import type { Connection } from '../fetch/page.ts'

type Columns = typeof entityColumns

/** The values of each type; exact numbers are text. */
type Values = Readonly<Record<Exclude<ColumnType, 'boolean'>, string>> & { readonly boolean: boolean }

/**
 * A row of an entity, with the column names of SQL. The names and types are generated from `sql/entities/`; PostgreSQL
 * does not know which columns of a view are never null, so these are listed here.
 */
type Row<Entity extends keyof Columns, NeverNull extends keyof Columns[Entity]> = {
  readonly [Column in keyof Columns[Entity]]:
    Values[Columns[Entity][Column] & ColumnType] | (Column extends NeverNull ? never : null)
}

export type AccountRow = Row<'accounts', 'account_key' | 'account_kind'>
export type WorkspaceRow = Row<
  'workspaces',
  'workspace_id' | 'account_key' | 'roll_up_method' | 'roll_up_confidence' | 'is_registered'
>
export type UserRow = Row<
  'users',
  'user_id' | 'account_key' | 'account_method' | 'invited_or_self' | 'is_registered'
>
export type BuyerRow = Row<'buyers', 'buyer_id' | 'account_key' | 'is_user' | 'is_deleted'>
export type MembershipRow = Row<'memberships', 'workspace_id' | 'user_id' | 'valid_from' | 'is_current'>

export type AccountPage = Connection<AccountRow>
export type WorkspacePage = Connection<WorkspaceRow>
export type UserPage = Connection<UserRow>
export type BuyerPage = Connection<BuyerRow>
export type MembershipPage = Connection<MembershipRow>

/** A row with its type, because a `Node` can be of any type. */
export interface NodeRow {
  readonly __typename: string
}

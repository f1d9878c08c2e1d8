import { entityColumns } from '../../generated/entities.ts'
import type { Entity } from '../fetch/entity.ts'
import type { Relation } from '../fetch/page-statement.ts'
import type { AccountRow } from './rows.ts'

export const accounts: Entity<AccountRow> = {
  type: 'Account',
  relation: 'entities.accounts',
  grants: ['accounts'],
  shows: 'accounts',
  key: ['account_key'],
  columns: entityColumns.accounts,
}

/** Rows with the key of their account: workspaces, users, buyers. */
export const ofAccount: Relation = { column: 'account_key' }

import { entityColumns } from '../../generated/entities.ts'
import type { Entity } from '../fetch/entity.ts'
import type { Relation } from '../fetch/page-statement.ts'
import type { AccountRow } from './rows.ts'

export const accounts: Entity<AccountRow> = {
  type: 'Account',
  relation: 'entities.accounts',
  grants: ['accounts'],
  shows: ['accounts'],
  key: ['account_key'],
  columns: entityColumns.accounts,
  searched: [
    { column: 'accounts.name' },
    {
      column: 'domain_accounts.domain',
      related: {
        relation: 'entities.domain_accounts',
        refersTo: 'account_id',
        by: 'account_key',
        grant: null,
      },
    },
    {
      column: 'users.email',
      related: { relation: 'entities.users', refersTo: 'account_key', by: 'account_key', grant: 'users' },
    },
  ],
}

/** Rows with the key of their account: workspaces, users, buyers. */
export const ofAccount: Relation = { column: 'account_key' }

import { sql } from 'kysely'
import type { Entity } from '../fetch/entity.ts'
import type { Relation } from '../fetch/page-statement.ts'
import type { AccountRow } from './rows.ts'

export const accounts: Entity<AccountRow> = {
  type: 'Account',
  relation: 'entities.accounts',
  shows: 'accounts',
  key: ['account_key'],
  columns: {
    account_key: 'text',
    account_kind: 'text',
    name: 'text',
    parent_account_id: 'text',
    employee_count: 'bigint',
    role_headcount: 'bigint',
    industry: 'text',
    country: 'text',
    icp_segment: 'text',
    account_size_band: 'text',
    owner_rep_id: 'text',
    created_at: 'timestamptz',
  },
}

/** Rows with the key of their account: workspaces, users, buyers. */
export const ofAccount: Relation = (accountKey) => sql`account_key = ${accountKey}`

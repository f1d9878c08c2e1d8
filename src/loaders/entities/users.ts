import type { Entity } from '../fetch/entity.ts'
import type { UserRow } from './rows.ts'

export const users: Entity<UserRow> = {
  type: 'User',
  relation: 'entities.users',
  shows: 'users',
  key: ['user_id'],
  columns: {
    user_id: 'text',
    account_key: 'text',
    account_method: 'text',
    email: 'text',
    email_domain: 'text',
    name: 'text',
    job_title: 'text',
    signup_source: 'text',
    invited_or_self: 'text',
    country: 'text',
    created_at: 'timestamptz',
    deleted_at: 'timestamptz',
    is_registered: 'boolean',
  },
}

import { entityColumns } from '../../generated/entities.ts'
import type { Entity } from '../fetch/entity.ts'
import type { UserRow } from './rows.ts'

export const users: Entity<UserRow> = {
  type: 'User',
  relation: 'entities.users',
  grants: ['users'],
  shows: ['users'],
  key: ['user_id'],
  columns: entityColumns.users,
  searched: [{ column: 'users.name' }, { column: 'users.email_domain' }, { column: 'users.email' }],
}

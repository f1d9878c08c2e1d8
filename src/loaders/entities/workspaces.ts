import { sql } from 'kysely'
import { entityColumns } from '../../generated/entities.ts'
import type { Entity } from '../fetch/entity.ts'
import type { Relation } from '../fetch/page-statement.ts'
import type { MembershipRow, WorkspaceRow } from './rows.ts'

export const workspaces: Entity<WorkspaceRow> = {
  type: 'Workspace',
  relation: 'entities.workspaces',
  grants: ['workspaces'],
  shows: ['workspaces'],
  key: ['workspace_id'],
  columns: entityColumns.workspaces,
  searched: [{ column: 'workspaces.name' }],
}

export const memberships: Entity<MembershipRow> = {
  type: 'Membership',
  relation: 'entities.memberships',
  grants: ['workspaces', 'users'],
  shows: ['memberships'],
  key: ['valid_from', 'workspace_id', 'user_id'],
  columns: entityColumns.memberships,
  searched: [],
}

/** Memberships in a workspace. */
export const ofWorkspace: Relation = { column: 'workspace_id' }

/** Memberships of a user. */
export const ofUser: Relation = { column: 'user_id' }

/** The current workspaces of a user. */
export const joinedByUser: Relation = {
  column: 'workspace_id',
  links: (userIds) => sql`
    select distinct memberships.user_id as parent_key, memberships.workspace_id as linked_key
    from entities.memberships
    where memberships.user_id = any (${userIds}) and memberships.is_current`,
}

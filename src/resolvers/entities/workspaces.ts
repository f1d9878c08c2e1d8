import type { MembershipResolvers, QueryResolvers, WorkspaceResolvers } from '../../generated/resolvers.ts'
import { accounts } from '../../loaders/entities/accounts.ts'
import type { MembershipRow, WorkspaceRow } from '../../loaders/entities/rows.ts'
import { users } from '../../loaders/entities/users.ts'
import { memberships, ofWorkspace, workspaces } from '../../loaders/entities/workspaces.ts'
import type { Complete } from '../complete.ts'
import { byKeyOf, childrenOf, enumColumn, globalId, listOf, referenceTo } from '../entity-reads.ts'
import { column, reading } from '../reads.ts'
import { toKey } from './global-id.ts'
import { membershipPage } from './lists/membership-list.ts'
import { workspacePage } from './lists/workspace-list.ts'
import { toSeriesRequest } from './series-request.ts'
import { required } from '../required.ts'

export const Query = {
  workspace: reading(byKeyOf(workspaces), (_root, { id }, { loaders }) =>
    loaders.workspace.load(toKey('Workspace', id)),
  ),
  workspaces: reading(listOf(workspaces, workspacePage), (_root, page, { loaders }) =>
    loaders.workspaces.load({ parent: null, page: workspacePage(page, 'root') }),
  ),
} satisfies QueryResolvers

export const Workspace = {
  id: globalId('Workspace', 'workspace_id'),
  key: column('workspace_id'),
  account: reading(referenceTo(accounts, 'account_key'), async ({ account_key }, _arguments, { loaders }) =>
    required(await loaders.account.load(account_key), 'account', account_key),
  ),
  rollUpMethod: enumColumn('roll_up_method'),
  rollUpConfidence: column('roll_up_confidence'),
  // excluded users, such as colleagues and bots, may have created workspaces
  createdBy: reading(
    referenceTo(users, 'created_by_user_id'),
    ({ created_by_user_id }, _arguments, { loaders }) =>
      created_by_user_id === null ? null : loaders.user.load(created_by_user_id),
  ),
  createdAt: column('created_at'),
  deletedAt: column('deleted_at'),
  isRegistered: column('is_registered'),
  members: reading(
    childrenOf(memberships, ofWorkspace, 'workspace_id', membershipPage),
    ({ workspace_id }, page, { loaders }) =>
      loaders.membersOfWorkspace.load({ parent: workspace_id, page: membershipPage(page, 'child') }),
  ),
  metrics: ({ workspace_id: key }, given, { loaders }) =>
    loaders.workspaceMetrics.load({ key, request: toSeriesRequest(given) }),
} satisfies Complete<WorkspaceResolvers, WorkspaceRow>

export const Membership = {
  workspace: reading(
    referenceTo(workspaces, 'workspace_id'),
    async ({ workspace_id }, _arguments, { loaders }) =>
      required(await loaders.workspace.load(workspace_id), 'workspace', workspace_id),
  ),
  // a member may belong to an account that the caller may not see
  user: reading(referenceTo(users, 'user_id'), ({ user_id }, _arguments, { loaders }) =>
    loaders.user.load(user_id),
  ),
  seatType: column('seat_type'),
  joinedAt: column('valid_from'),
  leftAt: column('valid_to'),
} satisfies Complete<MembershipResolvers, MembershipRow>

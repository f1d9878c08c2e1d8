import type { MembershipResolvers, QueryResolvers, WorkspaceResolvers } from '../../generated/resolvers.ts'
import type { MembershipRow, WorkspaceRow } from '../../loaders/entities/rows.ts'
import type { Complete } from '../complete.ts'
import { toEnumValue } from '../sdl/enum-value.ts'
import { toGlobalId, toKey } from './global-id.ts'
import { membershipPage } from './pages/membership-page.ts'
import { workspacePage } from './pages/workspace-page.ts'
import { toSeriesRequest } from './series-request.ts'
import { required } from '../required.ts'

export const Query = {
  workspace: (_root, { id }, { loaders }) => loaders.workspace.load(toKey('Workspace', id)),
  workspaces: (_root, page, { loaders }) =>
    loaders.workspaces.load({ parent: null, page: workspacePage(page, 'root') }),
} satisfies QueryResolvers

export const Workspace = {
  id: ({ workspace_id }) => toGlobalId('Workspace', workspace_id),
  key: ({ workspace_id }) => workspace_id,
  account: async ({ account_key }, _arguments, { loaders }) =>
    required(await loaders.account.load(account_key), 'account', account_key),
  rollUpMethod: ({ roll_up_method }) => toEnumValue(roll_up_method),
  rollUpConfidence: ({ roll_up_confidence }) => roll_up_confidence,
  // excluded users, such as colleagues and bots, may have created workspaces
  createdBy: ({ created_by_user_id }, _arguments, { loaders }) =>
    created_by_user_id === null ? null : loaders.user.load(created_by_user_id),
  createdAt: ({ created_at }) => created_at,
  deletedAt: ({ deleted_at }) => deleted_at,
  isRegistered: ({ is_registered }) => is_registered,
  members: ({ workspace_id }, page, { loaders }) =>
    loaders.membersOfWorkspace.load({ parent: workspace_id, page: membershipPage(page, 'child') }),
  metrics: ({ workspace_id: key }, given, { loaders }) =>
    loaders.workspaceMetrics.load({ key, request: toSeriesRequest(given) }),
} satisfies Complete<WorkspaceResolvers, WorkspaceRow>

export const Membership = {
  workspace: async ({ workspace_id }, _arguments, { loaders }) =>
    required(await loaders.workspace.load(workspace_id), 'workspace', workspace_id),
  // a member may belong to an account that the caller may not see
  user: ({ user_id }, _arguments, { loaders }) => loaders.user.load(user_id),
  seatType: ({ seat_type }) => seat_type,
  joinedAt: ({ valid_from }) => valid_from,
  leftAt: ({ valid_to }) => valid_to,
} satisfies Complete<MembershipResolvers, MembershipRow>

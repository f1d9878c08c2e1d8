import type { QueryResolvers, UserResolvers } from '../../generated/resolvers.ts'
import type { UserRow } from '../../loaders/entities/rows.ts'
import type { Complete } from '../complete.ts'
import { toEnumValue } from '../sdl/enum-value.ts'
import { toGlobalId, toKey } from './global-id.ts'
import { membershipPage } from './pages/membership-page.ts'
import { userPage } from './pages/user-page.ts'
import { workspacePage } from './pages/workspace-page.ts'
import { required } from '../required.ts'

export const Query = {
  user: (_root, { id }, { loaders }) => loaders.user.load(toKey('User', id)),
  users: (_root, page, { loaders }) => loaders.users.load({ parent: null, page: userPage(page, 'root') }),
} satisfies QueryResolvers

export const User = {
  id: ({ user_id }) => toGlobalId('User', user_id),
  key: ({ user_id }) => user_id,
  emailDomain: ({ email_domain }) => email_domain,
  jobTitle: ({ job_title }) => job_title,
  signupSource: ({ signup_source }) => signup_source,
  invitedOrSelf: ({ invited_or_self }) => toEnumValue(invited_or_self),
  account: async ({ account_key }, _arguments, { loaders }) =>
    required(await loaders.account.load(account_key), 'account', account_key),
  accountMethod: ({ account_method }) => account_method,
  workspaces: ({ user_id }, page, { loaders }) =>
    loaders.workspacesOfUser.load({ parent: user_id, page: workspacePage(page, 'child') }),
  memberships: ({ user_id }, page, { loaders }) =>
    loaders.membershipsOfUser.load({ parent: user_id, page: membershipPage(page, 'child') }),
  createdAt: ({ created_at }) => created_at,
  deletedAt: ({ deleted_at }) => deleted_at,
  isRegistered: ({ is_registered }) => is_registered,
} satisfies Complete<UserResolvers, UserRow>

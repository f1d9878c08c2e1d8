import type { QueryResolvers, UserResolvers } from '../../generated/resolvers.ts'
import { accounts } from '../../loaders/entities/accounts.ts'
import type { UserRow } from '../../loaders/entities/rows.ts'
import { users } from '../../loaders/entities/users.ts'
import { joinedByUser, memberships, ofUser, workspaces } from '../../loaders/entities/workspaces.ts'
import type { Complete } from '../complete.ts'
import { byKeyOf, childrenOf, enumColumn, globalId, listOf, referenceTo } from '../entity-reads.ts'
import { column, reading } from '../reads.ts'
import { toKey } from './global-id.ts'
import { membershipPage } from './lists/membership-list.ts'
import { userPage } from './lists/user-list.ts'
import { workspacePage } from './lists/workspace-list.ts'
import { required } from '../required.ts'

export const Query = {
  user: reading(byKeyOf(users), (_root, { id }, { loaders }) => loaders.user.load(toKey('User', id))),
  users: reading(listOf(users, userPage), (_root, page, { loaders }) =>
    loaders.users.load({ parent: null, page: userPage(page, 'root') }),
  ),
} satisfies QueryResolvers

export const User = {
  id: globalId('User', 'user_id'),
  key: column('user_id'),
  emailDomain: column('email_domain'),
  jobTitle: column('job_title'),
  signupSource: column('signup_source'),
  invitedOrSelf: enumColumn('invited_or_self'),
  account: reading(referenceTo(accounts, 'account_key'), async ({ account_key }, _arguments, { loaders }) =>
    required(await loaders.account.load(account_key), 'account', account_key),
  ),
  accountMethod: column('account_method'),
  workspaces: reading(
    childrenOf(workspaces, joinedByUser, 'user_id', workspacePage),
    ({ user_id }, page, { loaders }) =>
      loaders.workspacesOfUser.load({ parent: user_id, page: workspacePage(page, 'child') }),
  ),
  memberships: reading(
    childrenOf(memberships, ofUser, 'user_id', membershipPage),
    ({ user_id }, page, { loaders }) =>
      loaders.membershipsOfUser.load({ parent: user_id, page: membershipPage(page, 'child') }),
  ),
  createdAt: column('created_at'),
  deletedAt: column('deleted_at'),
  isRegistered: column('is_registered'),
} satisfies Complete<UserResolvers, UserRow>

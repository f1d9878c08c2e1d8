import type { BuyerResolvers, QueryResolvers } from '../../generated/resolvers.ts'
import { accounts } from '../../loaders/entities/accounts.ts'
import { buyers } from '../../loaders/entities/buyers.ts'
import type { BuyerRow } from '../../loaders/entities/rows.ts'
import { users } from '../../loaders/entities/users.ts'
import { workspaces } from '../../loaders/entities/workspaces.ts'
import type { Complete } from '../complete.ts'
import { toKey } from './global-id.ts'
import { buyerPage } from './lists/buyer-list.ts'
import { required } from '../required.ts'
import { byKeyOf, globalId, listOf, referenceTo } from '../entity-reads.ts'
import { column, reading } from '../reads.ts'

export const Query = {
  buyer: reading(byKeyOf(buyers), (_root, { id }, { loaders }) => loaders.buyer.load(toKey('Buyer', id))),
  buyers: reading(listOf(buyers, buyerPage), (_root, page, { loaders }) =>
    loaders.buyers.load({ parent: null, page: buyerPage(page, 'root') }),
  ),
} satisfies QueryResolvers

export const Buyer = {
  id: globalId('Buyer', 'buyer_id'),
  key: column('buyer_id'),
  payerEmail: column('payer_email'),
  account: reading(referenceTo(accounts, 'account_key'), async ({ account_key }, _arguments, { loaders }) =>
    required(await loaders.account.load(account_key), 'account', account_key),
  ),
  workspace: reading(referenceTo(workspaces, 'workspace_id'), ({ workspace_id }, _arguments, { loaders }) =>
    workspace_id === null ? null : loaders.workspace.load(workspace_id),
  ),
  // the payer may be an excluded user, such as a colleague or a bot, and then the loader returns null
  user: reading(referenceTo(users, 'user_id'), ({ user_id }, _arguments, { loaders }) =>
    user_id === null ? null : loaders.user.load(user_id),
  ),
  isUser: column('is_user'),
  createdAt: column('created_at'),
  isDeleted: column('is_deleted'),
} satisfies Complete<BuyerResolvers, BuyerRow>

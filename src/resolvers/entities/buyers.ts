import type { BuyerResolvers, QueryResolvers } from '../../generated/resolvers.ts'
import type { BuyerRow } from '../../loaders/entities/rows.ts'
import type { Complete } from '../complete.ts'
import { toGlobalId, toKey } from './global-id.ts'
import { buyerPage } from './pages/buyer-page.ts'
import { required } from '../required.ts'

export const Query = {
  buyer: (_root, { id }, { loaders }) => loaders.buyer.load(toKey('Buyer', id)),
  buyers: (_root, page, { loaders }) => loaders.buyers.load({ parent: null, page: buyerPage(page, 'root') }),
} satisfies QueryResolvers

export const Buyer = {
  id: ({ buyer_id }) => toGlobalId('Buyer', buyer_id),
  key: ({ buyer_id }) => buyer_id,
  payerEmail: ({ payer_email }) => payer_email,
  account: async ({ account_key }, _arguments, { loaders }) =>
    required(await loaders.account.load(account_key), 'account', account_key),
  workspace: ({ workspace_id }, _arguments, { loaders }) =>
    workspace_id === null ? null : loaders.workspace.load(workspace_id),
  // the payer may be an excluded user, such as a colleague or a bot, and then the loader returns null
  user: ({ user_id }, _arguments, { loaders }) => (user_id === null ? null : loaders.user.load(user_id)),
  isUser: ({ is_user }) => is_user,
  createdAt: ({ created_at }) => created_at,
  isDeleted: ({ is_deleted }) => is_deleted,
} satisfies Complete<BuyerResolvers, BuyerRow>

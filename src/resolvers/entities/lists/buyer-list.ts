import type { BuyerFilterInput, BuyerOrderField } from '../../../generated/resolvers.ts'
import type { PageRequest } from '../../../loaders/fetch/page.ts'
import type { BuyerRow } from '../../../loaders/entities/rows.ts'
import { keyOfType } from './to-conditions.ts'
import type { FilterFields } from './to-conditions.ts'
import { toOrderedPageRequest } from './to-page-request.ts'
import type { OrderColumns, OrderedArguments } from './to-page-request.ts'

const filters: FilterFields<BuyerFilterInput, BuyerRow> = {
  id: { column: 'buyer_id', read: keyOfType('Buyer') },
  payerEmail: { column: 'payer_email' },
  account: { column: 'account_key', read: keyOfType('Account') },
  workspace: { column: 'workspace_id', read: keyOfType('Workspace') },
  isUser: { column: 'is_user' },
  isDeleted: { column: 'is_deleted' },
  createdAt: { column: 'created_at' },
}

const orders: OrderColumns<BuyerOrderField, BuyerRow> = {
  KEY: 'key',
  PAYER_EMAIL: 'payer_email',
  CREATED_AT: 'created_at',
}

/** The page requested by the arguments of a list of buyers. */
export function buyerPage(
  page: OrderedArguments<BuyerFilterInput, BuyerOrderField>,
  level: 'root' | 'child',
): PageRequest<BuyerRow> {
  return toOrderedPageRequest(page, filters, orders, level)
}

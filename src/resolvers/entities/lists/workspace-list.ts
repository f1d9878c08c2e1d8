import type { WorkspaceFilterInput, WorkspaceOrderField } from '../../../generated/resolvers.ts'
import type { PageRequest } from '../../../loaders/fetch/page.ts'
import type { WorkspaceRow } from '../../../loaders/entities/rows.ts'
import { enumValue, keyOfType } from './to-conditions.ts'
import type { FilterFields } from './to-conditions.ts'
import { toOrderedPageRequest } from './to-page-request.ts'
import type { OrderColumns, OrderedArguments } from './to-page-request.ts'

const filters: FilterFields<WorkspaceFilterInput, WorkspaceRow> = {
  id: { column: 'workspace_id', read: keyOfType('Workspace') },
  name: { column: 'name' },
  plan: { column: 'plan' },
  account: { column: 'account_key', read: keyOfType('Account') },
  rollUpMethod: { column: 'roll_up_method', read: enumValue },
  createdAt: { column: 'created_at' },
  deletedAt: { column: 'deleted_at' },
}

const orders: OrderColumns<WorkspaceOrderField, WorkspaceRow> = {
  KEY: 'key',
  NAME: 'name',
  CREATED_AT: 'created_at',
}

/** The page requested by the arguments of a list of workspaces. */
export function workspacePage(
  page: OrderedArguments<WorkspaceFilterInput, WorkspaceOrderField>,
  level: 'root' | 'child',
): PageRequest<WorkspaceRow> {
  return toOrderedPageRequest(page, filters, orders, level)
}

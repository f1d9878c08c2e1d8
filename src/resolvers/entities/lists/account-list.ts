import type { AccountFilterInput, AccountOrderField } from '../../../generated/resolvers.ts'
import { latestSignal, stateNamed } from '../../../loaders/account-states.ts'
import type { PageRequest } from '../../../loaders/fetch/page.ts'
import type { AccountRow } from '../../../loaders/entities/rows.ts'
import { enumValue, keyOfType } from './to-conditions.ts'
import type { FilterFields } from './to-conditions.ts'
import { toOrderedPageRequest } from './to-page-request.ts'
import type { OrderColumns, OrderedArguments } from './to-page-request.ts'

const filters: FilterFields<AccountFilterInput, AccountRow> = {
  id: { column: 'account_key', read: keyOfType('Account') },
  name: { column: 'name' },
  kind: { column: 'account_kind', read: enumValue },
  parentAccountId: { column: 'parent_account_id', read: keyOfType('Account') },
  employeeCount: { column: 'employee_count' },
  industry: { column: 'industry' },
  country: { column: 'country' },
  icpSegment: { column: 'icp_segment' },
  sizeBand: { column: 'account_size_band' },
  ownerRepId: { column: 'owner_rep_id' },
  createdAt: { column: 'created_at' },
}

const orders: OrderColumns<AccountOrderField, AccountRow> = {
  KEY: 'key',
  NAME: 'name',
  EMPLOYEE_COUNT: 'employee_count',
  CREATED_AT: 'created_at',
  HEALTH_SCORE: stateNamed('health_score'),
  MRR: stateNamed('mrr'),
  SEGMENT: stateNamed('segment'),
  LATEST_SIGNAL: latestSignal,
}

/** The page requested by the arguments of a list of accounts. */
export function accountPage(
  page: OrderedArguments<AccountFilterInput, AccountOrderField>,
  level: 'root' | 'child',
): PageRequest<AccountRow> {
  return toOrderedPageRequest(page, filters, orders, level)
}

import type { UserFilterInput, UserOrderField } from '../../../generated/resolvers.ts'
import type { PageRequest } from '../../../loaders/fetch/page.ts'
import type { UserRow } from '../../../loaders/entities/rows.ts'
import { enumValue, keyOfType } from './to-conditions.ts'
import type { FilterFields } from './to-conditions.ts'
import { toOrderedPageRequest } from './to-page-request.ts'
import type { OrderColumns, OrderedArguments } from './to-page-request.ts'

const filters: FilterFields<UserFilterInput, UserRow> = {
  id: { column: 'user_id', read: keyOfType('User') },
  email: { column: 'email' },
  emailDomain: { column: 'email_domain' },
  name: { column: 'name' },
  jobTitle: { column: 'job_title' },
  country: { column: 'country' },
  signupSource: { column: 'signup_source' },
  invitedOrSelf: { column: 'invited_or_self', read: enumValue },
  account: { column: 'account_key', read: keyOfType('Account') },
  createdAt: { column: 'created_at' },
  deletedAt: { column: 'deleted_at' },
}

const orders: OrderColumns<UserOrderField, UserRow> = {
  KEY: 'key',
  NAME: 'name',
  EMAIL: 'email',
  CREATED_AT: 'created_at',
}

/** The page requested by the arguments of a list of users. */
export function userPage(
  page: OrderedArguments<UserFilterInput, UserOrderField>,
  level: 'root' | 'child',
): PageRequest<UserRow> {
  return toOrderedPageRequest(page, filters, orders, level)
}

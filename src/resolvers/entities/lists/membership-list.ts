import type { MembershipFilterInput } from '../../../generated/resolvers.ts'
import type { PageRequest } from '../../../loaders/fetch/page.ts'
import type { MembershipRow } from '../../../loaders/entities/rows.ts'
import type { FilterFields } from './to-conditions.ts'
import { toPageRequest } from './to-page-request.ts'
import type { PageArguments } from './to-page-request.ts'

const filters: FilterFields<MembershipFilterInput, MembershipRow> = {
  isCurrent: { column: 'is_current' },
  role: { column: 'role' },
  seatType: { column: 'seat_type' },
}

/** The page requested by the arguments of a list of memberships. */
export function membershipPage(
  page: PageArguments<MembershipFilterInput>,
  level: 'root' | 'child',
): PageRequest<MembershipRow> {
  return toPageRequest(page, filters, level)
}

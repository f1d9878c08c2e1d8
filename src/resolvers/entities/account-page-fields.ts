import type { AccountResolvers } from '../../generated/resolvers.ts'
import type { Context } from '../../context.ts'
import type { AccountPartName } from '../../loaders/account-parts.ts'
import type { AccountRow } from '../../loaders/entities/rows.ts'
import { reading } from '../reads.ts'
import { checkPageSize, defaultSize } from './lists/page-size.ts'

/** The fields of an account that its page shows. */
export const accountPageFields = {
  health: partOf('account_health'),
  segment: partOf('account_segment'),
  recurringRevenue: partOf('account_revenue'),
  seats: partOf('account_seats'),
  people: partOf('account_people'),
  contracts: partOf('account_contracts'),
  signals: ({ account_key: accountKey }, { first: given, after, since, isOpen }, { loaders }) => {
    const first = given ?? defaultSize.child
    checkPageSize(first)
    const page = {
      first,
      after: after ?? undefined,
      since: since ?? undefined,
      isOpen: isOpen ?? undefined,
    }
    return loaders.accountSignals.load({ accountKey, page })
  },
} satisfies AccountResolvers

function partOf(part: AccountPartName) {
  return reading(
    { kind: 'part', part },
    ({ account_key }: AccountRow, _arguments: unknown, { loaders }: Context) =>
      loaders.accountPart.load({ part, accountKey: account_key }),
  )
}

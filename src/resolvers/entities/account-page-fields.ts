import type { Context } from '../../context.ts'
import type { AccountPartName } from '../../loaders/account-parts.ts'
import type { AccountRow } from '../../loaders/entities/rows.ts'
import { findSignals } from '../../query/signals/find-signals.ts'
import { checkPageSize } from './pages/to-page-request.ts'

interface SignalArguments {
  readonly first: number
  readonly after?: string | null
  readonly since?: string | null
  readonly isOpen?: boolean | null
}

/** The fields of an account that its page shows. */
export const accountPageFields = {
  health: partOf('account_health'),
  segment: partOf('account_segment'),
  recurringRevenue: partOf('account_revenue'),
  seats: partOf('account_seats'),
  people: partOf('account_people'),
  contracts: partOf('account_contracts'),
  signals: (
    { account_key }: AccountRow,
    { first, after, since, isOpen }: SignalArguments,
    { runtime, signal }: Context,
  ) => {
    checkPageSize(first)
    return findSignals(
      runtime,
      {
        first,
        accounts: [account_key],
        after: after ?? undefined,
        since: since ?? undefined,
        isOpen: isOpen ?? undefined,
      },
      { signal },
    )
  },
}

function partOf(part: AccountPartName) {
  return ({ account_key }: AccountRow, _arguments: unknown, { loaders }: Context) =>
    loaders.accountPart.load({ part, accountKey: account_key })
}

import DataLoader from 'dataloader'
import type { Runtime } from '../query/runtime.ts'
import { findSignalsOfAccounts } from '../query/signals/find-signals.ts'
import type { SignalsPage, SignalsRequest } from '../query/signals/signals-request.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'
import { batchBy } from './fetch/batch-by.ts'

interface AccountSignalsKey {
  readonly accountKey: string
  readonly page: Omit<SignalsRequest, 'accounts'>
}

/** The signals of accounts: one statement for all accounts of one tick with the same page. */
export function findAccountSignals(
  runtime: Runtime,
  options: QueryOptions,
): DataLoader<AccountSignalsKey, SignalsPage, string> {
  return new DataLoader<AccountSignalsKey, SignalsPage, string>(
    (keys) =>
      batchBy(
        keys,
        ({ page }) => page,
        (page, group) =>
          findSignalsOfAccounts(
            runtime,
            group.map(({ accountKey }) => accountKey),
            page,
            options,
          ),
      ),
    { cacheKeyFn: JSON.stringify },
  )
}

import { pageColumns } from '../generated/entities.ts'
import type { Runtime } from '../query/runtime.ts'
import type { Sql } from '../semantic/sql/text/fragment.ts'
import { accountParts, partRelation, type AccountPartName } from './account-parts.ts'
import { latestOpenSignals } from './account-signal-rows.ts'
import type { ColumnType } from './fetch/entity.ts'

/** Where the states of accounts are: in a part of the account's page, or in the feed of signals. */
export type StateSource = AccountPartName | 'open_signals'

/** A column with one value for each account that lists of accounts can be filtered or ordered by. */
export interface AccountState {
  readonly part: StateSource
  readonly column: string
  readonly type: ColumnType
}

/** Those of the account's page, by column; no two parts have a column of the same name. */
export const accountStates: ReadonlyMap<string, AccountState> = new Map(
  (Object.keys(accountParts) as AccountPartName[]).flatMap((part) =>
    Object.entries(pageColumns[part])
      .filter(([column]) => column !== 'account_key')
      .map(([column, type]) => [column, { part, column, type }] as const),
  ),
)

/** The state in a column of a part. */
export function stateNamed(column: string): AccountState {
  const state = accountStates.get(column)
  if (state === undefined) throw new Error(`No part of an account page has the column ${column}`)
  return state
}

/** When the latest open signal of an account was detected. */
export const latestSignal: AccountState = {
  part: 'open_signals',
  column: 'latest_signal_at',
  type: 'timestamptz',
}

/**
 * The states from one place, as a relation of another statement.
 *
 * @throws PlumblineError as for the part of the page, or for signals
 */
export function statesFrom(runtime: Runtime, source: StateSource): Promise<Sql> {
  return source === 'open_signals' ? latestOpenSignals(runtime) : partRelation(runtime, source)
}

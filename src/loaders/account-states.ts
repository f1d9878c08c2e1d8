import { pageColumns } from '../generated/entities.ts'
import { accountParts, type AccountPartName } from './account-parts.ts'
import type { ColumnType } from './fetch/entity.ts'

/** A column of a part of the account's page that lists of accounts can be filtered by. */
export interface AccountState {
  readonly part: AccountPartName
  readonly column: string
  readonly type: ColumnType
}

/** All of them, by column; no two parts have a column of the same name. */
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

import type { View } from './catalog.ts'

/**
 * How the rows of a table are spread over the nodes of a distributed database. A column: each row is on the node of
 * its value, with the rows of all other tables that are spread by a column of this name. `everywhere`: every node has
 * all rows. `local`: only the coordinator has them.
 */
export type Spread = string

/** The values of a spread that are not the name of a column. */
export const fixedSpreads = ['everywhere', 'local'] as const

/** Whether a spread is the name of a column. */
export function isColumn(spread: Spread): boolean {
  return !(fixedSpreads as readonly string[]).includes(spread)
}

/** The spread of a stored view: of its header, else by account where its rows have an account, else everywhere. */
export function spreadOf({ header, columns }: Pick<View, 'header' | 'columns'>): Spread {
  return header.spread ?? (columns.includes('account_key') ? 'account_key' : 'everywhere')
}

/** Whether each node of a distributed database has other rows of a view. */
export function hasSpreadRows(view: Pick<View, 'header' | 'columns'>): boolean {
  return view.header.stored && isColumn(spreadOf(view))
}

import type { View } from '../catalog/catalog.ts'

/** The people behind the rows of a view, whose number decides whether a value is withheld. */
export interface Members {
  /** The column that identifies them. */
  readonly column: string
  readonly are: 'users' | 'buyers' | 'accounts'
}

/** The first of these that a view has is nearest to people. */
const kinds: readonly (readonly [Members['are'], RegExp])[] = [
  ['users', /^user_id$/],
  ['users', /^\w+_user_id$/],
  ['buyers', /^buyer_id$/],
  ['accounts', /^account_key$/],
]

/** The members of a view: users, else buyers, else accounts; null for rows of no one, such as spend. */
export function membersOf({ columns }: Pick<View, 'columns'>): Members | null {
  for (const [are, pattern] of kinds) {
    const column = columns.find((name) => pattern.test(name))
    if (column !== undefined) return { column, are }
  }
  return null
}

/** A quoted identifier, because columns of the contract are named `interval` and `type`. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A relation with its schema, both quoted. */
export function quoteRelation(name: string): string {
  return name.split('.').map(quoteName).join('.')
}

/** A quoted identifier, because columns of the contract are named `interval` and `type`. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`

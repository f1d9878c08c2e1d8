/** A quoted identifier, because columns of the contract are named `interval` and `type`. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

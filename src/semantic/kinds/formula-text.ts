/** SQL as code on one line, for a formula in Markdown. */
export function code(sql: string): string {
  return `\`${sql.trim().replaceAll(/\s+/g, ' ')}\``
}

/** The condition of a formula, if it has one. */
export function condition(where: string | undefined): string {
  return where === undefined ? '' : ` where ${code(where)}`
}

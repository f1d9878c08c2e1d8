/** A name of another tool as a name of Plumbline: lower case, with underscores. */
export function plainName(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  return /^[a-z]/.test(plain) ? plain : `x_${plain}`
}

/** The SQL of an expression: standard SQL, else the first dialect of SQL; null where it has none. */
export function sqlOf(expression: {
  readonly dialects: readonly { readonly dialect: string; readonly expression: string }[]
}): string | null {
  const isSql = new Set(['ANSI_SQL', 'SNOWFLAKE', 'DATABRICKS', 'BIGQUERY'])
  const found = [...expression.dialects]
    .sort((one, other) => Number(other.dialect === 'ANSI_SQL') - Number(one.dialect === 'ANSI_SQL'))
    .find(({ dialect }) => isSql.has(dialect))
  return found?.expression.trim() ?? null
}

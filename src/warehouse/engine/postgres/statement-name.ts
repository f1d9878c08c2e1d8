import { createHash } from 'node:crypto'

/** Each named statement stays in the memory of every connection that has run it. */
const maxNames = 500

/** The names of repeated statements, in the order of their first use. */
const names = new Map<string, string>()

/** Whether a pooler gives a session the statements of another one. */
let areShared = false

/** Names no more statements when the server does not know one: a pooler has changed the connection behind the session. */
export function noticeUnknownName(error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === '26000') areShared = true
}

/** The name of a repeated statement; undefined for others, and for new ones when there are too many. */
export function nameOf({
  sql,
  isRepeated,
}: {
  readonly sql: string
  readonly isRepeated?: boolean | undefined
}): string | undefined {
  if (isRepeated !== true || areShared) return undefined
  const known = names.get(sql)
  if (known !== undefined || names.size >= maxNames) return known
  const name = `plumbline_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`
  names.set(sql, name)
  return name
}

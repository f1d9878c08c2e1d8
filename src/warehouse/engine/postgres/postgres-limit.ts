import type { PoolClient } from 'pg'

/**
 * The statement timeout of a leased connection. At the start and end of the lease, only the server's own
 * applies.
 */
export interface PostgresLimit {
  /** In milliseconds; undefined without a limit. */
  readonly ms: number | undefined
  /** Applies the limit to the next statement, or removes it; sends a statement only when that changes. */
  readonly set: (isLimited: boolean) => Promise<void>
  /**
   * To be called after a statement of several kinds: a rollback undoes what was set within the transaction.
   */
  readonly notice: (sql: string) => void
}

/** The limit of a connection; without `limitMs` there is none. */
export function createPostgresLimit(client: PoolClient, limitMs: number | undefined): PostgresLimit {
  // null: unknown
  let current: boolean | null = false
  return {
    ms: limitMs,
    set: async (isLimited) => {
      if (limitMs === undefined || current === isLimited) return
      await client.query(`set statement_timeout to ${isLimited ? limitMs : 'default'}`)
      current = isLimited
    },
    notice: (sql) => {
      if (current === false) return
      current = sql === 'rollback' ? false : null
    },
  }
}

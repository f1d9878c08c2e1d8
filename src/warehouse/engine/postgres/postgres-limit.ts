import type { PoolClient } from 'pg'

/** The limit of time on a connection that somebody has leased. When the lease begins and ends, there is only the server's own. */
export interface PostgresLimit {
  /** Sees to it that the next statement has the limit, or that it has none; the server is told where that changes. */
  readonly set: (isLimited: boolean) => Promise<void>
  /** A statement of several kinds was run: a rollback takes back what was set within the transaction. */
  readonly notice: (sql: string) => void
}

/** The limit of a connection; without `limitMs`, whatever runs on it has none. */
export const createPostgresLimit = (client: PoolClient, limitMs: number | undefined): PostgresLimit => {
  // null: nobody knows
  let current: boolean | null = false
  return {
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

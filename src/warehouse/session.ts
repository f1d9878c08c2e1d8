import type { ArrayResult, QueryOptions, Statement } from './engine.ts'

/** One connection to a database: one statement at a time. The caller sees to it that nobody else uses it. */
export interface Session {
  query(statement: Statement, options?: QueryOptions): Promise<readonly unknown[]>
  queryArrays(statement: Statement, options?: QueryOptions): Promise<ArrayResult>
  execute(sql: string): Promise<void>
  /** Not atomic by itself: an engine wraps it in a transaction. */
  copyIn(target: string, columns: readonly string[], csv: AsyncIterable<string>): Promise<number>
}

/** Where sessions come from: the only one there is, behind a lock, or a pool. */
export interface SessionSource {
  /** Runs the work with a session that is nobody else's meanwhile. */
  lease<Result>(work: (session: Session) => Promise<Result>, signal?: AbortSignal): Promise<Result>
  close(): Promise<void>
}

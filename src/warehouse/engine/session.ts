import type { ArrayResult, ConnectionCounts, QueryOptions, SnapshotOptions, Statement } from './engine.ts'

export interface ExecuteOptions extends Pick<QueryOptions, 'signal'> {
  /** The statement ends within the limit of queries; when it does not, the connection counts as lost. */
  readonly isBounded?: boolean
  /** The statement runs a query: it has the time limit of one. */
  readonly isQuery?: boolean
}

/** One connection to a database: one statement at a time. The caller ensures that it is not shared. */
export interface Session {
  query(statement: Statement, options?: QueryOptions): Promise<readonly unknown[]>
  queryArrays(statement: Statement, options?: QueryOptions): Promise<ArrayResult>
  execute(sql: string, options?: ExecuteOptions): Promise<void>
  /** Not atomic by itself: an engine wraps it in a transaction. */
  copyIn(target: string, columns: readonly string[], csv: AsyncIterable<string>): Promise<number>
}

/** Work with a session; its statements are cancelled by the signal. */
type Work<Result> = (session: Session, signal?: AbortSignal) => Promise<Result>

/** Gives a session to one task at a time. */
export type Lease = <Result>(work: Work<Result>, signal?: AbortSignal) => Promise<Result>

/** The source of sessions: the single one of PGlite behind a lock, or a pool. */
export interface SessionSource {
  /** Runs read-only work with an exclusive session. */
  readonly lease: Lease
  /** The same for work that writes: it has no time limit, and on PGlite no snapshot is open meanwhile. */
  readonly leaseToWrite: Lease
  /**
   * Holds one state of the data while the work runs. The work leases a session for each of its statements,
   * and a failed statement does not affect the others.
   */
  leaseSnapshot<Result>(work: (lease: Lease) => Promise<Result>, options: SnapshotOptions): Promise<Result>
  close(): Promise<void>
  /** The connections of a pool. */
  readonly connections?: () => ConnectionCounts
}

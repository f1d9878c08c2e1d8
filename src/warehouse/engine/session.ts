import type { ArrayResult, QueryOptions, SnapshotOptions, Statement } from './engine.ts'

/** One connection to a database: one statement at a time. The caller sees to it that nobody else uses it. */
export interface Session {
  query(statement: Statement, options?: QueryOptions): Promise<readonly unknown[]>
  queryArrays(statement: Statement, options?: QueryOptions): Promise<ArrayResult>
  execute(sql: string, options?: QueryOptions): Promise<void>
  /** Not atomic by itself: an engine wraps it in a transaction. */
  copyIn(target: string, columns: readonly string[], csv: AsyncIterable<string>): Promise<number>
}

/** Work with a session; its statements end with the signal. */
type Work<Result> = (session: Session, signal?: AbortSignal) => Promise<Result>

/** Gives a session to one piece of work at a time. */
export type Lease = <Result>(work: Work<Result>, signal?: AbortSignal) => Promise<Result>

/** Where sessions come from: the only one there is, behind a lock, or a pool. */
export interface SessionSource {
  /** Runs the work, which only reads, with a session that is nobody else's meanwhile. */
  readonly lease: Lease
  /** The same for work that writes: nothing in it has a limit of time, and on PGlite no snapshot is open meanwhile. */
  readonly leaseToWrite: Lease
  /**
   * Keeps one state of the data for as long as the work runs. The work leases a session for each of its
   * statements, and a statement that fails leaves the others as they are.
   */
  leaseSnapshot<Result>(work: (lease: Lease) => Promise<Result>, options: SnapshotOptions): Promise<Result>
  close(): Promise<void>
}

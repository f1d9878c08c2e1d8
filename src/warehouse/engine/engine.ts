/** A statement and its bound values, as Kysely compiles it. */
export interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

/** Rows as arrays, in the order of `columns`. */
export interface ArrayResult {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
}

export interface QueryOptions {
  /** The caller has gone: what waits is not begun, what runs is ended. */
  readonly signal?: AbortSignal | undefined
  /** Work of Plumbline's own and not somebody's question: it has no limit of time. */
  readonly isOwnWork?: boolean | undefined
}

export interface SnapshotOptions extends Pick<QueryOptions, 'signal'> {
  /** A table that whoever changes relations locks first: nobody does as long as the snapshot is open. */
  readonly holding?: string | undefined
}

/**
 * Whatever runs SQL for us: PGlite in process, or a PostgreSQL server.
 *
 * Values come back in one form on every engine: bigint and numeric as decimal strings, date as
 * `YYYY-MM-DD`, timestamptz as ISO 8601 in UTC with `Z`, boolean as boolean, jsonb parsed.
 * `value-form.ts` has the whole list.
 */
export interface Engine {
  readonly kind: 'pglite' | 'postgres'
  /** Rows as objects. What writes belongs into `execute`, `copyIn` or a transaction. */
  query<Row>(statement: Statement, options?: QueryOptions): Promise<readonly Row[]>
  /** Rows as arrays; cheaper for wide answers. */
  queryArrays(statement: Statement, options?: QueryOptions): Promise<ArrayResult>
  /**
   * Rows as arrays, `size` at a time, so that however many there are, only one piece is in memory; the next
   * piece is read when `take` is done. What `take` throws ends it.
   */
  queryBatches(
    statement: Statement,
    size: number,
    take: (rows: ArrayResult['rows']) => Promise<void>,
    options?: QueryOptions,
  ): Promise<void>
  /** Runs one or several statements that take no values: DDL. What writes has no limit of time. */
  execute(sql: string): Promise<void>
  /**
   * `copy <target> from stdin` in CSV form without header; resolves to the number of rows.
   * The pieces of `csv` may end anywhere, also within a record.
   */
  copyIn(target: string, columns: readonly string[], csv: AsyncIterable<string>): Promise<number>
  /**
   * All or nothing. The work gets an engine bound to the transaction and must use no other: PGlite has one
   * connection, so the outer engine would wait for the work to end. A transaction within one is a savepoint.
   */
  transaction<Result>(work: (transaction: Engine) => Promise<Result>): Promise<Result>
  /**
   * One state of the data: whatever is asked of it, in whatever order, is answered as of its first statement,
   * one statement after the other. It only reads. Closing it gives the state up: what still runs is ended.
   * Of a transaction, it is the state that the transaction sees.
   */
  snapshot(options?: SnapshotOptions): Engine
  close(): Promise<void>
}

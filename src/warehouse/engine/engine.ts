/** A statement and its bound values. */
export interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
  /** The text comes again and again: PostgreSQL parses and plans it once per connection. */
  readonly isRepeated?: boolean | undefined
  /** It reads whole relations: the planner must not expect a few rows of them, and read another one for each. */
  readonly isOverAllRows?: boolean | undefined
}

/** Rows as arrays, in the order of `columns`. */
export interface ArrayResult {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
}

export interface QueryOptions {
  /** Aborts when the caller has gone: waiting statements do not start, running ones are cancelled. */
  readonly signal?: AbortSignal | undefined
  /** A statement of Plumbline itself, not of a user's query: it has no time limit. */
  readonly isOwnWork?: boolean | undefined
  /** A statement that takes milliseconds: its time limit is watched here, which saves the database a setting before it. */
  readonly isBrief?: boolean | undefined
  /**
   * Receives the size of each value, in characters of its text. An error that it throws ends the statement. PostgreSQL
   * sends values as they are read; PGlite has them all at the end.
   */
  readonly onValue?: ((size: number) => void) | undefined
}

export interface SnapshotOptions extends Pick<QueryOptions, 'signal'> {
  /** A table that every change of relations locks first: none can happen while the snapshot is open. */
  readonly holding?: string | undefined
}

/** The connections of a pool. */
export interface ConnectionCounts {
  readonly open: number
  /** Open ones that are not in use. */
  readonly idle: number
}

/**
 * Runs SQL: PGlite in process, or a PostgreSQL server.
 *
 * Values have the same form on every engine: bigint and numeric as decimal strings, date as `YYYY-MM-DD`,
 * timestamptz as ISO 8601 in UTC with `Z`, boolean as boolean, jsonb parsed. `values/value-form.ts` lists
 * all.
 */
export interface Engine {
  readonly kind: 'pglite' | 'postgres'
  /** Rows as objects. Statements that write belong in `execute`, `copyIn` or a transaction. */
  query<Row>(statement: Statement, options?: QueryOptions): Promise<readonly Row[]>
  /** Rows as arrays; cheaper for wide results. */
  queryArrays(statement: Statement, options?: QueryOptions): Promise<ArrayResult>
  /**
   * Rows as arrays, `size` at a time, so that only one batch is in memory. The statement runs to its end before the
   * first batch, and its rows wait in the database: a slow `take` holds no lock and no state of the data. The next batch
   * is read when `take` has finished. An error of `take` ends the reading. In a snapshot it is the last statement.
   */
  queryBatches(
    statement: Statement,
    size: number,
    take: (rows: ArrayResult['rows']) => Promise<void>,
    options?: QueryOptions,
  ): Promise<void>
  /** Runs one or several statements without values, such as DDL. Writes have no time limit. */
  execute(sql: string): Promise<void>
  /**
   * `copy <target> from stdin` in CSV form without header; resolves to the number of rows. The chunks of
   * `csv` may end anywhere, even within a record.
   */
  copyIn(target: string, columns: readonly string[], csv: AsyncIterable<string>): Promise<number>
  /**
   * All or nothing. The work gets an engine bound to the transaction and must use only that one: PGlite has
   * one connection, so the outer engine would wait for the work to end. A nested transaction is a
   * savepoint.
   */
  transaction<Result>(work: (transaction: Engine) => Promise<Result>): Promise<Result>
  /**
   * One state of the data. Every statement sees the state as of the first one, in any order, one statement
   * after the other. Read-only. Closing it releases the state and cancels running statements. A snapshot of
   * a transaction sees the transaction's state.
   */
  snapshot(options?: SnapshotOptions): Engine
  /** The connections to a PostgreSQL server; missing on PGlite. */
  readonly connections?: () => ConnectionCounts
  close(): Promise<void>
}

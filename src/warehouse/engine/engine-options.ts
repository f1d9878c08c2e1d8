export interface EngineOptions {
  /**
   * How long the statement of a query may take, on a server or on PGlite in a thread. Without limit by
   * default.
   */
  readonly statementTimeoutMs?: number
  /** The largest number of connections to a PostgreSQL server; 10 by default. */
  readonly poolSize?: number
  /**
   * Runs PGlite in its own thread, so that a slow query does not block the process and can be cancelled.
   */
  readonly thread?: boolean
  /** The archive that a new embedded database starts from; an empty database by default. */
  readonly initialData?: URL | undefined
  /** Rejects writes. */
  readonly readOnly?: boolean
}

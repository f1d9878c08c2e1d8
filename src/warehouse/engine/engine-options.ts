export interface EngineOptions {
  /** How long a question's statement may take, on a server or on PGlite in a thread. No limit by default. */
  readonly statementTimeoutMs?: number
  /** The most connections to a PostgreSQL server; 10 by default. */
  readonly poolSize?: number
  /** Runs PGlite in a thread of its own, so that a slow query blocks nobody and can be ended; for questions. */
  readonly thread?: boolean
  /** Refuses to write. */
  readonly readOnly?: boolean
}

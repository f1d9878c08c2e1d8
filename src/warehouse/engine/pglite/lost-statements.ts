import { PlumblineError } from '../../../errors.ts'
import { codeOf } from '../errors/database-error.ts'

/**
 * PGlite reports no error for a statement in which its program crashed, out of memory or stack. Its result
 * then has no rows, or a later step misses a result of an earlier one. A completed statement names its
 * command.
 */
export function rejectLost<Result extends { readonly command?: string }>(result: Result): Result {
  if (result.command === undefined) throw lostStatement()
  return result
}

/** Converts the error of a statement that PGlite lost between two steps; others stay unchanged. */
export function toLostStatement(error: unknown): unknown {
  return error instanceof Error && lostSteps.has(codeOf(error) ?? '') && lostNames.test(error.message)
    ? lostStatement(error)
    : error
}

/** The caller's error for the lost statement of a query; other errors stay unchanged. */
export function explainLostQuery(error: unknown): unknown {
  if (!(error instanceof Error && error.name === name)) return error
  return new PlumblineError(
    'QUERY_TOO_EXPENSIVE',
    'The query is too large for the database. Use fewer metrics, conditions or criteria at once.',
    {},
    { cause: error },
  )
}

/** The same for a statement that is not a query. */
export function explainLostWrite(error: unknown): unknown {
  if (!(error instanceof Error && error.name === name)) return error
  return new PlumblineError(
    'WAREHOUSE_UNAVAILABLE',
    'The embedded database crashed during a statement that needs more memory than it has. Load less, or use a PostgreSQL server: DATABASE_URL=postgres://….',
    { subject: 'database' },
    { cause: error },
  )
}

/** Without a code, because the state of PGlite is unknown: its thread restarts. */
function lostStatement(cause?: Error): Error {
  return Object.assign(new Error('The embedded database lost a statement.', { cause }), { name })
}

const name = 'StatementLost'

/** Undefined prepared statement; undefined cursor. */
const lostSteps: ReadonlySet<string> = new Set(['26000', '34000'])
const lostNames = /^unnamed prepared statement does not exist|^portal "" does not exist/

import { PlumblineError } from '../../../errors.ts'
import { codeOf } from '../errors/database-error.ts'

/**
 * PGlite says nothing of a statement in whose middle its program broke, by too little memory or a stack too deep. It
 * has an answer then, without rows, or misses what an earlier step should have made. A statement that was run to its end
 * names its command.
 */
export const refuseUnanswered = <Answer extends { readonly command?: string }>(answer: Answer): Answer => {
  if (answer.command === undefined) throw unanswered()
  return answer
}

/** The error that PGlite gives, or that of a statement which it lost between two steps. */
export const toUnanswered = (error: unknown): unknown =>
  error instanceof Error && lostSteps.has(codeOf(error) ?? '') && lostNames.test(error.message)
    ? unanswered(error)
    : error

/** What a caller hears of a statement that was not answered; any other error as it is. */
export const explainUnanswered = (error: unknown): unknown => {
  if (!(error instanceof Error && error.name === name)) return error
  return new PlumblineError(
    'QUERY_TOO_EXPENSIVE',
    'The question is too large for the database. Ask for fewer metrics, conditions or criteria at once.',
    {},
    { cause: error },
  )
}

/** The same for what was no question. */
export const explainUnansweredWrite = (error: unknown): unknown => {
  if (!(error instanceof Error && error.name === name)) return error
  return new PlumblineError(
    'WAREHOUSE_UNAVAILABLE',
    'The embedded database broke off in the middle of a statement, which needs more memory than it has. Load less, or use a PostgreSQL server: DATABASE_URL=postgres://….',
    { subject: 'database' },
    { cause: error },
  )
}

/** Without a code, since nobody knows what state PGlite is in: a thread of its own starts anew. */
const unanswered = (cause?: Error): Error =>
  Object.assign(new Error('The embedded database has not answered a statement.', { cause }), { name })

const name = 'StatementUnanswered'

/** Undefined prepared statement; undefined cursor. */
const lostSteps: ReadonlySet<string> = new Set(['26000', '34000'])
const lostNames = /^unnamed prepared statement does not exist|^portal "" does not exist/

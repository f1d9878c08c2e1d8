import type { Catalog } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import { codeOf } from '../../engine/errors/database-error.ts'
import type { Engine } from '../../engine/engine.ts'
import { toOperatorError } from '../../engine/errors/operator-error.ts'
import { withoutLimit } from '../../engine/without-limit.ts'
import { differences, planDeploy } from './plan-deploy.ts'

/** Undefined table, column, schema or function; a column of another type. */
const missingCodes: ReadonlySet<string> = new Set(['42P01', '42703', '3F000', '42883', '42804'])

/** How many relations an error names; the others are counted. */
const maxNamed = 20

/**
 * An engine whose errors explain the remedy. When a statement fails because a relation of `sql/` is missing
 * from the database, the error names it. Errors for the operator are put into a sentence.
 */
export function explainMissing(engine: Engine, catalog: Catalog): Engine {
  const explained = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch(async (error: unknown) => {
      throw (await missingError(engine, catalog, error)) ?? toOperatorError(error)
    })
  return {
    ...engine,
    query: <Row>(...arguments_: Parameters<Engine['query']>) => explained(engine.query<Row>(...arguments_)),
    queryArrays: (...arguments_) => explained(engine.queryArrays(...arguments_)),
    queryBatches: (...arguments_) => explained(engine.queryBatches(...arguments_)),
    execute: (sql) => explained(engine.execute(sql)),
    // explained after the transaction: the embedded engine has no second connection
    transaction: (work) => explained(engine.transaction(work)),
    snapshot: (options) => explainMissing(engine.snapshot(options), catalog),
  }
}

async function missingError(
  engine: Engine,
  catalog: Catalog,
  error: unknown,
): Promise<PlumblineError | null> {
  if (!missingCodes.has(codeOf(error) ?? '')) return null
  const found = await planDeploy(withoutLimit(engine), catalog).then(differences, () => [])
  // no relation is missing, so Plumbline's SQL is wrong: a defect
  return found.length === 0 ? null : relationMissing(found, error)
}

/** The error of a query that needs a relation missing from the database. */
export function relationMissing(found: readonly string[], cause?: unknown): PlumblineError {
  const [first = ''] = found
  const others = found.length - 1
  const more = others === 0 ? '' : ` (and ${others} more)`
  const problems =
    found.length > maxNamed ? [...found.slice(0, maxNamed), `… and ${found.length - maxNamed} more.`] : found
  return new PlumblineError(
    'RELATION_MISSING',
    `The database lacks a relation that the query needs: ${first.replace(/\.$/, '')}${more}. Run plumbline deploy to restore it.`,
    { problems, valid: ['plumbline deploy'] },
    { cause },
  )
}

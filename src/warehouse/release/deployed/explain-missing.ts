import type { Catalog } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import { codeOf } from '../../engine/errors/database-error.ts'
import type { Engine } from '../../engine/engine.ts'
import { toOperatorError } from '../../engine/errors/operator-error.ts'
import { withoutLimit } from '../../engine/without-limit.ts'
import { differences, planDeploy } from './plan-deploy.ts'

/** Undefined table, column, schema or function; a column of another type. */
const missingCodes: ReadonlySet<string> = new Set(['42P01', '42703', '3F000', '42883', '42804'])

/** How many relations an error names; the rest are counted. */
const mostNamed = 20

/**
 * An engine whose statements, when they fail because something that `sql/` needs is not in the database, fail
 * with what is missing and what puts it back; and with a sentence where whoever runs the database has to act.
 */
export function explainMissing(engine: Engine, catalog: Catalog): Engine {
  const told = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch(async (error: unknown) => {
      throw (await missingError(engine, catalog, error)) ?? toOperatorError(error)
    })
  return {
    ...engine,
    query: <Row>(...arguments_: Parameters<Engine['query']>) => told(engine.query<Row>(...arguments_)),
    queryArrays: (...arguments_) => told(engine.queryArrays(...arguments_)),
    queryBatches: (...arguments_) => told(engine.queryBatches(...arguments_)),
    execute: (sql) => told(engine.execute(sql)),
    // told when the transaction has ended: the embedded engine has no second connection to look with
    transaction: (work) => told(engine.transaction(work)),
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
  // nothing is missing: then it is our SQL that is wrong
  return found.length === 0 ? null : relationMissing(found, error)
}

/** The error of a question that needs what is not in the database. */
export function relationMissing(found: readonly string[], cause?: unknown): PlumblineError {
  const [first = ''] = found
  const others = found.length - 1
  const more = others === 0 ? '' : ` (and ${others} more)`
  const problems =
    found.length > mostNamed
      ? [...found.slice(0, mostNamed), `… and ${found.length - mostNamed} more.`]
      : found
  return new PlumblineError(
    'RELATION_MISSING',
    `The database does not hold what the question needs: ${first.replace(/\.$/, '')}${more}. Run plumbline deploy: it puts back what is missing.`,
    { problems, valid: ['plumbline deploy'] },
    { cause },
  )
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalog } from '../../catalog/catalog.ts'
import { readConfig } from '../../config.ts'
import { PlumblineError } from '../../errors.ts'
import { differences, isUndeployed, isUpToDate, planDeploy } from '../../warehouse/release/deploy.ts'
import { relationMissing } from '../../warehouse/release/deployed/explain-missing.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { relationExists } from '../../warehouse/engine/relation-exists.ts'
import { openEngine } from '../../warehouse/open-engine.ts'
import { releaseTable } from '../../warehouse/release/release.ts'
import { withoutLimit } from '../../warehouse/engine/without-limit.ts'
import { resolveDatabase } from './resolve-database.ts'

interface WarehouseOptions {
  readonly database?: string | undefined
  /** Rejects a database that was never loaded. */
  readonly mustExist?: boolean
  /**
   * The work only runs queries: a server connection is read-only, and the time limit of queries applies.
   */
  readonly onlyQueries?: boolean
}

/** Opens the warehouse for the work and closes it afterwards, also after an error. */
export async function withEngine<Result>(
  options: WarehouseOptions,
  work: (engine: Engine) => Promise<Result>,
): Promise<Result> {
  const database = resolveDatabase(options.database)
  if (options.mustExist === true) rejectMissing(database)
  const isServer = /^postgres(ql)?:\/\//.test(database)
  const limits = { readOnly: isServer, thread: true, statementTimeoutMs: readConfig().statementTimeoutMs }
  const engine = await openEngine(database, options.onlyQueries === true ? limits : {})
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}

/** All statements of the work see one state of the data, unaffected by concurrent loads and deployments. */
export async function inSnapshot<Result>(
  engine: Engine,
  work: (snapshot: Engine) => Promise<Result>,
): Promise<Result> {
  const isReleased = await relationExists(withoutLimit(engine), releaseTable)
  const snapshot = engine.snapshot(isReleased ? { holding: releaseTable } : {})
  try {
    return await work(snapshot)
  } finally {
    await snapshot.close()
  }
}

/** Whether the database exists; a server is only contacted when it is opened. */
export function databaseExists(database: string): boolean {
  if (database === 'memory') return false
  return /^[a-z+]+:\/\//i.test(database) || existsSync(join(database, 'PG_VERSION'))
}

/** A query to a directory that does not exist must not leave an empty database behind. */
export function rejectMissing(database: string): void {
  if (databaseExists(database)) return
  const place =
    database === 'memory' ? 'A database in memory is empty at first' : `There is no database in ${database}`
  throw new PlumblineError('BAD_CONFIGURATION', `${place}: load data first.`, {
    subject: 'database',
    problems: [
      `plumbline load DIRECTORY --database ${database === 'memory' ? 'DIRECTORY' : database}`,
      'plumbline serve --demo',
    ],
  })
}

/** Stored views may only be filled by the deployed definitions. */
export async function rejectUndeployed(engine: Engine, catalog: Catalog): Promise<void> {
  const plan = await planDeploy(engine, catalog)
  if (isUpToDate(plan)) return
  if (isUndeployed(plan))
    throw new PlumblineError(
      'BAD_CATALOG',
      'No view is deployed in this database: run plumbline deploy first.',
      {
        valid: ['plumbline deploy'],
      },
    )
  const problems = differences(plan)
  if (plan.restored.length + plan.sources.length > 0) throw relationMissing(problems)
  throw new PlumblineError(
    'BAD_CATALOG',
    'The deployed views differ from sql/: run plumbline deploy first.',
    { problems },
  )
}

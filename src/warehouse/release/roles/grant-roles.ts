import type { Catalog } from '../../../catalog/catalog.ts'
import { functionVersions } from '../../contract/create-functions.ts'
import type { Engine } from '../../engine/engine.ts'
import { createRole } from './create-role.ts'
import { grantStatements } from './grant-statements.ts'
import { readOwned } from './owned-relations.ts'
import { readerRoles } from './reader-roles.ts'
import type { ReaderRole } from './reader-roles.ts'

/**
 * Gives every reader role its rights, after a deployment has replaced the relations. Missing roles are created where
 * the user may create roles. The embedded database has a single user, and no roles.
 */
export async function grantRoles(engine: Engine, catalog: Catalog): Promise<void> {
  if (engine.kind === 'pglite') return
  await createRoles(engine)
  const missing = await missingRoles(engine)
  const existing = readerRoles.filter((role) => !missing.includes(role))
  const functions = await ownedFunctions(engine)
  const statements = [
    ...grantStatements(existing, catalog, await readOwned(engine)),
    // a function in a view is called with the rights of the reader
    ...existing.flatMap(({ name }) =>
      functions.map((signature) => `grant execute on function ${signature} to ${name}`),
    ),
  ]
  if (statements.length > 0) await engine.execute(statements.join(';\n'))
}

/** The reader roles that the database lacks; none on the embedded database. */
export async function missingRoles(engine: Engine): Promise<readonly ReaderRole[]> {
  if (engine.kind === 'pglite') return []
  const rows = await engine.query<{ name: string }>({
    sql: 'select rolname as name from pg_catalog.pg_roles where rolname = any ($1::text[])',
    parameters: [readerRoles.map(({ name }) => name)],
  })
  const existing = new Set(rows.map(({ name }) => name))
  return readerRoles.filter(({ name }) => !existing.has(name))
}

async function createRoles(engine: Engine): Promise<void> {
  const [user] = await engine.query<{ may_create: boolean }>({
    sql: `select rolcreaterole or rolsuper as may_create from pg_catalog.pg_roles where rolname = current_user`,
    parameters: [],
  })
  if (user?.may_create !== true) return
  for (const { name, purpose } of await missingRoles(engine)) await createRole(engine, name, purpose)
}

async function ownedFunctions(engine: Engine): Promise<readonly string[]> {
  const rows = await engine.query<{ signature: string }>({
    sql: `select signature
      from unnest($1::text[]) as expected (signature)
      join pg_catalog.pg_proc as functions on functions.oid = to_regprocedure(signature)
      where pg_has_role(functions.proowner, 'usage')`,
    parameters: [functionVersions.signatures],
  })
  return rows.map(({ signature }) => signature)
}

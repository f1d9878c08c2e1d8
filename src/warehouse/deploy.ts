import { createRequire } from 'node:module'
import type { Catalog, View } from '../catalog/catalog.ts'
import { layers } from '../catalog/catalog.ts'
import { sourceState } from './contract/source-state.ts'
import { createSources } from './create-sources.ts'
import { deployStatements } from './deploy-statements.ts'
import type { Engine } from './engine.ts'
import { recordRelease } from './record-release.ts'

/** What a deployment would do, or did, to each view. */
export interface DeployPlan {
  readonly created: readonly string[]
  readonly replaced: readonly string[]
  readonly dropped: readonly string[]
  readonly unchanged: readonly string[]
}

interface DeployedView {
  readonly name: string
  readonly hash: string
  readonly is_table: boolean
}

/** Compares `sql/` with what is deployed, without changing anything. */
export async function planDeploy(engine: Engine, catalog: Catalog): Promise<DeployPlan> {
  const deployed = new Map((await deployedViews(engine)).map((view) => [view.name, view]))
  const views = [...catalog.views.values()]
  const isSame = (view: View) => deployed.get(view.name)?.hash === deployedHash(view)
  return {
    created: views.filter(({ name }) => !deployed.has(name)).map(({ name }) => name),
    replaced: views.filter((view) => deployed.has(view.name) && !isSame(view)).map(({ name }) => name),
    unchanged: views.filter(isSame).map(({ name }) => name),
    dropped: [...deployed.keys()].filter((name) => !catalog.views.has(name)),
  }
}

/**
 * Puts every view of `sql/` into the database, in dependency order and in one transaction, with comments
 * and grants for the role `plumbline_reader`. Views whose result is stored are empty until refreshed.
 */
export async function deploy(engine: Engine, catalog: Catalog): Promise<DeployPlan> {
  await createSources(engine, catalog.sources)
  const plan = await planDeploy(engine, catalog)
  const hasReader = await ensureReaderRole(engine)
  await engine.transaction(async (transaction) => {
    await transaction.execute([bookkeeping, ...sourceState].join(';\n'))
    await fillFreeMailDomains(transaction)
    for (const { name, is_table } of [...(await deployedViews(transaction))].reverse()) {
      await transaction.execute(`drop ${is_table ? 'table' : 'view'} if exists ${name} cascade`)
    }
    await transaction.execute('delete from plumbline.deployed_views')
    for (const layer of layers.slice(1)) await transaction.execute(`create schema if not exists ${layer}`)
    let position = 0
    for (const view of catalog.views.values()) {
      for (const statement of deployStatements(view)) await transaction.execute(statement)
      position += 1
      await transaction.query({
        sql: 'insert into plumbline.deployed_views (position, name, hash, is_table) values ($1, $2, $3, $4)',
        parameters: [position, view.name, deployedHash(view), view.header.stored],
      })
    }
    await recordRelease(transaction, catalog)
    if (hasReader) for (const statement of grants()) await transaction.execute(statement)
  })
  return plan
}

/** What a deployed relation must be rebuilt for: its SQL and whether it is stored. */
export function deployedHash(view: View): string {
  return `${view.hash}${view.header.stored ? '+stored' : ''}`
}

async function deployedViews(engine: Engine): Promise<readonly DeployedView[]> {
  const [{ exists } = { exists: false }] = await engine.query<{ exists: boolean }>({
    sql: "select to_regclass('plumbline.deployed_views') is not null as exists",
    parameters: [],
  })
  if (!exists) return []
  return engine.query({
    sql: 'select name, hash, is_table from plumbline.deployed_views order by position',
    parameters: [],
  })
}

const bookkeeping = `
  create schema if not exists plumbline;
  create table if not exists plumbline.deployed_views (
    position integer not null,
    name text primary key,
    hash text not null,
    is_table boolean not null,
    refreshed_at timestamptz
  );
  create table if not exists plumbline.free_mail_domains (domain text primary key)`

async function fillFreeMailDomains(engine: Engine): Promise<void> {
  const domains = createRequire(import.meta.url)('email-providers/all.json') as string[]
  await engine.query({
    sql: `insert into plumbline.free_mail_domains (domain)
      select distinct lower(domain) from jsonb_array_elements_text($1::jsonb) as listed (domain)
      on conflict (domain) do nothing`,
    parameters: [JSON.stringify(domains)],
  })
}

// Whoever deploys may lack the right to make roles; reading then stays with the roles there are.
async function ensureReaderRole(engine: Engine): Promise<boolean> {
  const [roles] = await engine.query<{ exists: boolean; may_create: boolean }>({
    sql: `select
        exists (select 1 from pg_roles where rolname = 'plumbline_reader') as exists,
        (select rolcreaterole or rolsuper from pg_roles where rolname = current_user) as may_create`,
    parameters: [],
  })
  if (roles?.exists === true) return true
  if (roles?.may_create !== true) return false
  try {
    await engine.execute('create role plumbline_reader nologin')
  } catch (error) {
    // two deployments at once: the other one made it
    if (!(error instanceof Error && /already exists/.test(error.message))) throw error
  }
  return true
}

function grants(): readonly string[] {
  const schemas = [...layers.slice(1), 'source', 'plumbline']
  return schemas.flatMap((schema) => [
    `grant usage on schema ${schema} to plumbline_reader`,
    `grant select on all tables in schema ${schema} to plumbline_reader`,
  ])
}

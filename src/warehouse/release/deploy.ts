import { createRequire } from 'node:module'
import type { Catalog } from '../../catalog/catalog.ts'
import { layers } from '../../catalog/catalog.ts'
import { closedBooks } from './closed-books.ts'
import { functionVersions } from '../contract/create-functions.ts'
import { sourceState } from '../contract/source-state.ts'
import { PlumblineError } from '../../errors.ts'
import { createSources } from './create-sources.ts'
import { codeOf } from '../engine/errors/database-error.ts'
import { deployStatements } from './deploy-statements.ts'
import { metricNotes } from './deployed-metrics.ts'
import { deployedParameters } from './deployed-parameters.ts'
import { bookkeeping, deployedHash } from './deployed/deployed-views.ts'
import { describeDependent, readDependents, relationInUse, replacedBy } from './deployed/dependents.ts'
import { differences, isUndeployed, isUpToDate, planDeploy } from './deployed/plan-deploy.ts'
import type { DeployPlan } from './deployed/plan-deploy.ts'
import { readRelations } from './deployed/read-relations.ts'
import type { Engine } from '../engine/engine.ts'
import { quoteName } from '../engine/values/quote-name.ts'
import { recordRelease } from './record-release.ts'
import { releaseTable } from './release.ts'

export { deployedHash, differences, isUndeployed, isUpToDate, planDeploy }
export type { DeployPlan }

/** How to deploy. */
export interface DeployOptions {
  /** Source tables that are about to be loaded, so that a broken one can be made anew. */
  readonly reloaded?: ReadonlySet<string>
  /** Drops what others made over our views, too. */
  readonly dropDependents?: boolean
}

/**
 * Puts every view of `sql/` into the database, in dependency order and in one transaction, with comments
 * and grants for the role `plumbline_reader`. Whatever of ours is there is dropped first, also what nothing
 * notes any more. Views whose result is stored are empty until refreshed.
 *
 * @throws PlumblineError `RELATION_TAKEN` when somebody else's relation stands where a view belongs,
 *   `RELATION_IN_USE` when one reads from our views and may not be dropped with them
 */
export async function deploy(
  engine: Engine,
  catalog: Catalog,
  { reloaded = new Set(), dropDependents = false }: DeployOptions = {},
): Promise<DeployPlan> {
  const hasReader = await ensureReaderRole(engine)
  return engine.transaction(async (transaction) => {
    const notes = [bookkeeping, metricNotes, deployedParameters, ...sourceState, ...closedBooks]
    await transaction.execute(notes.join(';\n'))
    // questions hold it: none sees a relation change under it, and those that come now wait for the new ones
    await transaction.execute(`lock table ${releaseTable} in access exclusive mode`)
    const plan = await planDeploy(transaction, catalog)
    refuseTaken(plan)
    if (!dropDependents) await refuseDependents(transaction, plan)
    await dropDeployed(transaction, plan, dropDependents)
    await createSources(transaction, catalog.sources, reloaded)
    await fillFreeMailDomains(transaction)
    await transaction.execute('delete from plumbline.deployed_views')
    await transaction.execute(
      together(layers.slice(1).map((layer) => `create schema if not exists ${layer}`)),
    )
    for (const view of catalog.views.values()) await transaction.execute(together(deployStatements(view)))
    await noteViews(transaction, catalog)
    await recordRelease(transaction, catalog)
    if (hasReader) await transaction.execute(together(grants()))
    return plan
  })
}

/** Statements sent as one: a definition may end with a comment, so the semicolon has a line of its own. */
function together(statements: readonly string[]): string {
  return statements.join('\n;\n')
}

function refuseTaken({ taken }: DeployPlan): void {
  const [first] = taken
  if (first === undefined) return
  throw new PlumblineError(
    'RELATION_TAKEN',
    `${taken.join(', ')} in the database ${taken.length === 1 ? 'was' : 'were'} not made by Plumbline and would be lost: rename or drop ${taken.length === 1 ? 'it' : 'them'}, then deploy.`,
    { subject: first, problems: taken },
  )
}

async function refuseDependents(engine: Engine, plan: DeployPlan): Promise<void> {
  const dependents = await readDependents(engine, plan)
  if (dependents.length === 0) return
  throw relationInUse(dependents.map(({ name }) => name).join(', '), dependents.map(describeDependent))
}

/**
 * Drops what is deployed, as it is in the database: somebody may have made a table of a view. All at once, so that the
 * database itself refuses when anything else stands on it, be it a function.
 */
async function dropDeployed(engine: Engine, plan: DeployPlan, dropDependents: boolean): Promise<void> {
  const relations = await readRelations(engine)
  const present = replacedBy(plan).flatMap((name) => relations.get(name) ?? [])
  const named = (isView: boolean) =>
    present
      .filter(({ kind }) => (kind === 'v') === isView)
      .map(({ name }) => name.split('.').map(quoteName).join('.'))
      .join(', ')
  const rest = dropDependents ? 'cascade' : 'restrict'
  for (const [kind, names] of [
    ['view', named(true)],
    ['table', named(false)],
  ] as const) {
    if (names === '') continue
    await engine.execute(`drop ${kind} if exists ${names} ${rest}`).catch((error: unknown) => {
      throw codeOf(error) === dependsOnIt
        ? relationInUse('Something in the database', detailOf(error), error)
        : error
    })
  }
}

/** SQLSTATE of a drop that something else stands on. */
const dependsOnIt = '2BP01'

/** What depends on what, a line each, as the database says it. */
function detailOf(error: unknown): readonly string[] {
  const detail = error instanceof Error && 'detail' in error ? error.detail : null
  return typeof detail === 'string' ? detail.split('\n') : []
}

/** Notes every view with the fingerprint of what is now in the database. */
async function noteViews(engine: Engine, catalog: Catalog): Promise<void> {
  const relations = await readRelations(engine)
  const notes = [...catalog.views.values()].map((view, index) => ({
    position: index + 1,
    name: view.name,
    hash: deployedHash(view),
    is_table: view.header.stored,
    fingerprint: relations.get(view.name)?.fingerprint ?? null,
  }))
  await engine.query({
    sql: `insert into plumbline.deployed_views (position, name, hash, is_table, fingerprint)
      select position, name, hash, is_table, fingerprint
      from jsonb_to_recordset($1::jsonb) as noted (
        position integer, name text, hash text, is_table boolean, fingerprint text
      )`,
    parameters: [JSON.stringify(notes)],
  })
}

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
  return [
    ...schemas.flatMap((schema) => [
      `grant usage on schema ${schema} to plumbline_reader`,
      `grant select on all tables in schema ${schema} to plumbline_reader`,
    ]),
    ...functionVersions.signatures.map((one) => `grant execute on function ${one} to plumbline_reader`),
  ]
}

import { createRequire } from 'node:module'
import type { Catalog } from '../../catalog/catalog.ts'
import { layers } from '../../catalog/catalog.ts'
import { wholeInternalSchema } from '../contract/internal-schema.ts'
import { PlumblineError } from '../../errors.ts'
import { createSources } from './create-sources.ts'
import { codeOf } from '../engine/errors/database-error.ts'
import { deployStatements } from './deploy-statements.ts'
import { deployedHash } from './deployed/deployed-views.ts'
import { describeDependent, readDependents, relationInUse, replacedBy } from './deployed/dependents.ts'
import { differences, isUndeployed, isUpToDate, planDeploy } from './deployed/plan-deploy.ts'
import type { DeployPlan } from './deployed/plan-deploy.ts'
import { readRelations } from './deployed/read-relations.ts'
import type { Engine } from '../engine/engine.ts'
import { dropOutdatedRollups } from './drop-rollups.ts'
import { quoteRelation } from '../engine/values/quote-name.ts'
import { recordRelease } from './record-release.ts'
import { releaseTable } from './release.ts'
import { grantRoles } from './roles/grant-roles.ts'

export { deployedHash, differences, isUndeployed, isUpToDate, planDeploy }
export type { DeployPlan }

/** Options of a deployment. */
export interface DeployOptions {
  /** Source tables about to be loaded: a broken one may be created again. */
  readonly reloaded?: ReadonlySet<string>
  /** Also drops relations of others that read from Plumbline's views. */
  readonly dropDependents?: boolean
}

/**
 * Deploys every view of `sql/`, in dependency order and in one transaction, with comments and the rights of the reader
 * roles. All relations of Plumbline are dropped first, including unrecorded ones.
 * Stored views are empty until refreshed.
 *
 * @throws PlumblineError `RELATION_TAKEN` when a relation of others has the name of a view,
 * `RELATION_IN_USE` when a relation of others reads from Plumbline's views and may not be dropped
 */
export async function deploy(
  engine: Engine,
  catalog: Catalog,
  { reloaded = new Set(), dropDependents = false }: DeployOptions = {},
): Promise<DeployPlan> {
  return engine.transaction(async (transaction) => {
    await transaction.execute(wholeInternalSchema.join(';\n'))
    // queries hold this lock: a running query never sees a relation change, and new queries wait for the
    // new relations
    await transaction.execute(`lock table ${releaseTable} in access exclusive mode`)
    const plan = await planDeploy(transaction, catalog)
    rejectTaken(plan)
    if (!dropDependents) await rejectDependents(transaction, plan)
    await dropDeployed(transaction, plan, dropDependents)
    await createSources(transaction, catalog.sources, reloaded)
    await fillFreeMailDomains(transaction)
    await transaction.execute('delete from plumbline.deployed_views')
    await transaction.execute(
      joinStatements(layers.slice(1).map((layer) => `create schema if not exists ${layer}`)),
    )
    for (const view of catalog.views.values())
      await transaction.execute(joinStatements(deployStatements(view)))
    await recordViews(transaction, catalog)
    await dropOutdatedRollups(transaction, catalog)
    await recordRelease(transaction, catalog)
    await grantRoles(transaction, catalog)
    return plan
  })
}

/** One text of several statements: a definition may end with a comment, so the semicolon is on its own line. */
function joinStatements(statements: readonly string[]): string {
  return statements.join('\n;\n')
}

function rejectTaken({ taken }: DeployPlan): void {
  const [first] = taken
  if (first === undefined) return
  throw new PlumblineError(
    'RELATION_TAKEN',
    `${taken.join(', ')} in the database ${taken.length === 1 ? 'was' : 'were'} not created by Plumbline and would be lost: rename or drop ${taken.length === 1 ? 'it' : 'them'}, then deploy.`,
    { subject: first, problems: taken },
  )
}

async function rejectDependents(engine: Engine, plan: DeployPlan): Promise<void> {
  const dependents = await readDependents(engine, plan)
  if (dependents.length === 0) return
  throw relationInUse(dependents.map(({ name }) => name).join(', '), dependents.map(describeDependent))
}

/**
 * Drops the deployed relations, with the kind that they have in the database: a view may have been replaced
 * by a table. All at once, so that the database rejects the drop when any other object depends on them, a
 * function for example.
 */
async function dropDeployed(engine: Engine, plan: DeployPlan, dropDependents: boolean): Promise<void> {
  const relations = await readRelations(engine)
  const present = replacedBy(plan).flatMap((name) => relations.get(name) ?? [])
  const named = (isView: boolean) =>
    present
      .filter(({ kind }) => (kind === 'v') === isView)
      .map(({ name }) => quoteRelation(name))
      .join(', ')
  const rest = dropDependents ? 'cascade' : 'restrict'
  for (const [kind, names] of [
    ['view', named(true)],
    ['table', named(false)],
  ] as const) {
    if (names === '') continue
    await engine.execute(`drop ${kind} if exists ${names} ${rest}`).catch((error: unknown) => {
      throw codeOf(error) === dependsOnIt
        ? relationInUse('Other objects in the database', detailOf(error), error)
        : error
    })
  }
}

/** SQLSTATE of a drop with dependent objects. */
const dependsOnIt = '2BP01'

/** The dependencies as the database reports them, one per line. */
function detailOf(error: unknown): readonly string[] {
  const detail = error instanceof Error && 'detail' in error ? error.detail : null
  return typeof detail === 'string' ? detail.split('\n') : []
}

/** Records every view with the fingerprint of its relation in the database. */
async function recordViews(engine: Engine, catalog: Catalog): Promise<void> {
  const relations = await readRelations(engine)
  const records = [...catalog.views.values()].map((view, index) => ({
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
    parameters: [JSON.stringify(records)],
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

import { createRequire } from 'node:module'
import type { Catalog } from '../catalog/catalog.ts'
import { layers } from '../catalog/catalog.ts'
import { closedBooks } from './closed-books.ts'
import { sourceState } from './contract/source-state.ts'
import { PlumblineError } from '../errors.ts'
import { createSources } from './create-sources.ts'
import { deployStatements } from './deploy-statements.ts'
import { metricNotes } from './deployed-metrics.ts'
import { deployedParameters } from './deployed-parameters.ts'
import { bookkeeping, deployedHash } from './deployed/deployed-views.ts'
import { differences, isUpToDate, planDeploy } from './deployed/plan-deploy.ts'
import type { DeployPlan } from './deployed/plan-deploy.ts'
import { readRelations } from './deployed/read-relations.ts'
import type { Engine } from './engine.ts'
import { quoteName } from './quote-name.ts'
import { recordRelease } from './record-release.ts'
import { releaseTable } from './release.ts'

export { deployedHash, differences, isUpToDate, planDeploy }
export type { DeployPlan }

/**
 * Puts every view of `sql/` into the database, in dependency order and in one transaction, with comments
 * and grants for the role `plumbline_reader`. Whatever of ours is there is dropped first, also what nothing
 * notes any more. Views whose result is stored are empty until refreshed.
 *
 * @param reloaded source tables that are about to be loaded, so that a broken one can be made anew
 * @throws PlumblineError `RELATION_TAKEN` when somebody else's relation stands where a view belongs
 */
export async function deploy(
  engine: Engine,
  catalog: Catalog,
  reloaded: ReadonlySet<string> = new Set(),
): Promise<DeployPlan> {
  const hasReader = await ensureReaderRole(engine)
  return engine.transaction(async (transaction) => {
    const notes = [bookkeeping, metricNotes, deployedParameters, ...sourceState, ...closedBooks]
    await transaction.execute(notes.join(';\n'))
    // questions hold it: none sees a relation change under it, and those that come now wait for the new ones
    await transaction.execute(`lock table ${releaseTable} in access exclusive mode`)
    const plan = await planDeploy(transaction, catalog)
    refuseTaken(plan)
    await dropDeployed(transaction, plan)
    await createSources(transaction, catalog.sources, reloaded)
    await fillFreeMailDomains(transaction)
    await transaction.execute('delete from plumbline.deployed_views')
    for (const layer of layers.slice(1)) await transaction.execute(`create schema if not exists ${layer}`)
    for (const view of catalog.views.values())
      for (const statement of deployStatements(view)) await transaction.execute(statement)
    await noteViews(transaction, catalog)
    await recordRelease(transaction, catalog)
    if (hasReader) for (const statement of grants()) await transaction.execute(statement)
    return plan
  })
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

/** Drops what is deployed, as it is in the database: somebody may have made a table of a view. */
async function dropDeployed(engine: Engine, plan: DeployPlan): Promise<void> {
  const relations = await readRelations(engine)
  const ours = [...plan.unchanged, ...plan.replaced, ...plan.restored, ...plan.dropped]
  for (const name of ours) {
    const kind = relations.get(name)?.kind
    if (kind === undefined) continue
    // one that was dropped before may have taken it along
    const [layer = '', relation = ''] = name.split('.')
    await engine.execute(
      `drop ${kind === 'v' ? 'view' : 'table'} if exists ${quoteName(layer)}.${quoteName(relation)} cascade`,
    )
  }
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
    'grant execute on function plumbline.text_or_null(text) to plumbline_reader',
  ]
}

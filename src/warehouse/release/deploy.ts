import { createRequire } from 'node:module'
import type { Catalog } from '../../catalog/catalog.ts'
import { createAdapterViews, describeAdapters } from '../adapters/plan-adapters.ts'
import { useOneConnectionPerNode } from '../distribution/one-connection.ts'
import { requireNodes } from '../distribution/require-nodes.ts'
import { wholeInternalSchema } from '../contract/internal-schema.ts'
import { takeSourceRecord } from '../contract/source-record.ts'
import { PlumblineError } from '../../errors.ts'
import { createSources } from './create-sources.ts'
import { createViews } from './create-views.ts'
import { deployedHash } from './deployed/deployed-views.ts'
import { describeDependent, readDependents, relationInUse } from './deployed/dependents.ts'
import { differences, isUndeployed, isUpToDate, planDeploy } from './deployed/plan-deploy.ts'
import type { DeployPlan, PlanOptions } from './deployed/plan-deploy.ts'
import { dropDeployed } from './deployed/drop-deployed.ts'
import type { Engine } from '../engine/engine.ts'
import { dropOutdatedRollups } from './drop-rollups.ts'
import { recordRelease } from './record-release.ts'
import { recordViews } from './deployed/record-views.ts'
import { releaseTable } from './release.ts'
import { grantRoles } from './roles/grant-roles.ts'

export { deployedHash, differences, isUndeployed, isUpToDate, planDeploy }
export type { DeployPlan }

/** Options of a deployment. */
export interface DeployOptions extends PlanOptions {
  /** Source tables about to be loaded: a broken one may be created again. */
  readonly reloaded?: ReadonlySet<string>
  /** Also drops relations of others that read from Plumbline's views. */
  readonly dropDependents?: boolean
}

/**
 * Deploys every view of `sql/`, in dependency order and in one transaction, with comments and the rights of the reader
 * roles. Relations that changed, and those that read them, are dropped first; the others stay, stored ones with
 * their rows. The stored views that are created are empty until refreshed.
 *
 * @throws PlumblineError `RELATION_TAKEN` when a relation of others has the name of a view,
 * `RELATION_IN_USE` when a relation of others reads from Plumbline's views and may not be dropped,
 * `BAD_CONFIGURATION` when a distributed database cannot store tables
 */
export async function deploy(
  engine: Engine,
  catalog: Catalog,
  { reloaded = new Set(), dropDependents = false, distributed = false, feeds = null }: DeployOptions = {},
): Promise<DeployPlan> {
  return engine.transaction(async (transaction) => {
    // before any other lock, as a load and a refresh take it
    await takeSourceRecord(transaction)
    await transaction.execute(wholeInternalSchema.join(';\n'))
    // queries hold this lock: a running query never sees a relation change, and new queries wait for the
    // new relations
    await transaction.execute(`lock table ${releaseTable} in access exclusive mode`)
    const plan = await planDeploy(transaction, catalog, { distributed, feeds })
    if (plan.distributed) await requireNodes(transaction)
    await useOneConnectionPerNode(transaction)
    rejectTaken(plan)
    if (!dropDependents) await rejectDependents(transaction, plan)
    await dropDeployed(transaction, plan, dropDependents)
    await createAdapterViews(transaction, plan.adapters)
    await createSources(transaction, catalog.sources, reloaded)
    await fillFreeMailDomains(transaction)
    const touched = await createViews(transaction, catalog, plan)
    await recordViews(transaction, catalog, plan, touched)
    await dropOutdatedRollups(transaction, catalog)
    await recordRelease(transaction, catalog)
    await grantRoles(transaction, catalog)
    return plan
  })
}

function rejectTaken({ taken, adapters }: DeployPlan): void {
  const inPlace = adapters.views.filter(({ state }) => state === 'taken')
  if (inPlace[0] !== undefined)
    throw new PlumblineError(
      'RELATION_TAKEN',
      describeAdapters({ ...adapters, views: inPlace, dropped: new Map() }).join(' '),
      {
        subject: inPlace[0].relation,
        problems: inPlace.map(({ relation }) => relation),
      },
    )
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

async function fillFreeMailDomains(engine: Engine): Promise<void> {
  const domains = createRequire(import.meta.url)('email-providers/all.json') as string[]
  await engine.query({
    sql: `insert into plumbline.free_mail_domains (domain)
      select distinct lower(domain) from jsonb_array_elements_text($1::jsonb) as listed (domain)
      on conflict (domain) do nothing`,
    parameters: [JSON.stringify(domains)],
  })
}

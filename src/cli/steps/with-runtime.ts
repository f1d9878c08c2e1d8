import type { Catalog } from '../../catalog/catalog.ts'
import { businessParameters } from '../../catalog/parameters/parameter.ts'
import { loadCatalog } from '../../catalog/load-catalog.ts'
import type { Runtime } from '../../query/runtime.ts'
import { inOperation, runtimeOf } from '../../open-runtime.ts'
import { deploy, differences, isUndeployed, isUpToDate, planDeploy } from '../../warehouse/release/deploy.ts'
import type { DeployPlan } from '../../warehouse/release/deploy.ts'
import { relationMissing } from '../../warehouse/release/deployed/explain-missing.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { guardViews } from '../../warehouse/state/guard-views.ts'
import { areRollupsNeeded } from '../../rollups/are-rollups-needed.ts'
import { fillRollups } from '../../rollups/fill-rollups.ts'
import { recordHeaders } from '../../warehouse/release/record-release.ts'
import { refresh } from '../../warehouse/release/refresh.ts'
import { withoutLimit } from '../../warehouse/engine/without-limit.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { withEngine } from './with-warehouse.ts'

/**
 * Opens the runtime of a query, and closes it afterwards. The catalogue is loaded first: its errors need no
 * database.
 */
export async function withRuntime(
  terminal: Terminal,
  options: CommonOptions,
  work: (runtime: Runtime) => Promise<void>,
): Promise<void> {
  const catalog = await loadCatalog(options.sql)
  await withEngine({ ...options, mustExist: true, onlyQueries: true }, async (engine) => {
    await ensureDeployed(terminal, withoutLimit(engine), catalog)
    await inOperation(runtimeOf(catalog, engine), work)
  })
}

/**
 * Ensures that an embedded database has the definitions of `sql/`: it belongs to the user of `sql/`, so it
 * is updated. A server may be shared, so it is not changed; each query checks whether its definitions
 * match.
 *
 * @param fillsRollups false when a refresh fills them later
 */
export async function ensureDeployed(
  terminal: Terminal,
  engine: Engine,
  catalog: Catalog,
  fillsRollups = true,
): Promise<void> {
  const plan = await planDeploy(engine, catalog)
  if (engine.kind === 'pglite') return follow(terminal, engine, catalog, plan, fillsRollups)
  if (isUpToDate(plan)) return
  const needed = readFromDatabase(catalog)
  if (plan.restored.some((name) => needed.has(name))) throw relationMissing(differences(plan))
  // each query rejects differing definitions; missing views are compiled from sql/
  const differs = plan.created.length + plan.replaced.length + plan.dropped.length > 0
  if (!differs)
    terminal.err(`${reasonOf(plan)}: compiled from sql/ instead. Run plumbline deploy to restore them.\n`)
}

async function follow(
  terminal: Terminal,
  engine: Engine,
  catalog: Catalog,
  plan: DeployPlan,
  fillsRollups: boolean,
): Promise<void> {
  if (!isUpToDate(plan)) {
    terminal.err(
      isUndeployed(plan)
        ? `The ${plan.created.length} views of sql/ are being deployed for the first time.\n`
        : `${reasonOf(plan)}: deploying.\n`,
    )
    await engine.transaction(async (transaction) => {
      await deploy(transaction, catalog)
      await refresh(transaction, catalog)
      if (fillsRollups && (await areRollupsNeeded(transaction))) await fillRollups(transaction, catalog)
    })
    return
  }
  await recordHeaders(engine, catalog)
}

/** The reason for a deployment, in short. */
function reasonOf({ created, replaced, restored, dropped, sources }: DeployPlan): string {
  const views = (count: number) => (count === 1 ? '1 view' : `${count} views`)
  const changed = created.length + replaced.length + dropped.length
  const reasons = [
    ...(changed > 0 ? [`sql/ has changed (${views(changed)})`] : []),
    ...(restored.length > 0 ? [`${views(restored.length)} missing or changed in the database`] : []),
    ...(sources.length > 0 ? [`the source tables do not fit: ${sources[0]?.replace(/\.$/, '')}`] : []),
  ]
  return reasons.join('; ')
}

/** Parameters and guards are read as deployed; all other views are compiled from `sql/` for each query. */
function readFromDatabase(catalog: Catalog): ReadonlySet<string> {
  const roots = [
    ...(catalog.views.has(businessParameters) ? [businessParameters] : []),
    ...guardViews(catalog),
  ]
  return new Set(roots.flatMap((name) => [name, ...(catalog.views.get(name)?.lineage ?? [])]))
}

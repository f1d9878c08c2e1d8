import type { Catalog } from '../catalog/catalog.ts'
import { loadCatalog } from '../catalog/load-catalog.ts'
import { PlumblineError } from '../errors.ts'
import type { OpenRuntime } from '../open-runtime.ts'
import { runtimeOf } from '../open-runtime.ts'
import { deploy, differences, isUpToDate, planDeploy } from '../warehouse/deploy.ts'
import type { DeployPlan } from '../warehouse/deploy.ts'
import { relationMissing } from '../warehouse/deployed/explain-missing.ts'
import type { Engine } from '../warehouse/engine.ts'
import { refresh } from '../warehouse/refresh.ts'
import type { CommonOptions } from './arguments/common-options.ts'
import type { Terminal } from './terminal.ts'
import { withEngine } from './with-warehouse.ts'
import { guardViews } from '../warehouse/guard-views.ts'

/** Opens what a question needs, and closes it again. The catalogue comes first: its faults need no database. */
export async function withRuntime(
  terminal: Terminal,
  options: CommonOptions,
  work: (runtime: OpenRuntime) => Promise<void>,
): Promise<void> {
  const catalog = await loadCatalog(options.sql)
  await withEngine({ ...options, mustExist: true, asks: true }, async (engine) => {
    await agree(terminal, engine, catalog)
    await work(runtimeOf(catalog, engine))
  })
}

/**
 * Makes the database hold what `sql/` says where a question depends on it. An embedded database belongs to
 * whoever edits `sql/`, so it follows; a server may serve others, so nothing is changed there unasked.
 */
export async function agree(terminal: Terminal, engine: Engine, catalog: Catalog): Promise<void> {
  const plan = await planDeploy(engine, catalog)
  if (isUpToDate(plan)) return
  if (engine.kind === 'pglite') {
    terminal.err(`${reasonOf(plan)}: deploying.\n`)
    await engine.transaction(async (transaction) => {
      await deploy(transaction, catalog)
      await refresh(transaction, catalog)
    })
    return
  }
  const needed = readFromDatabase(catalog)
  const isNeeded = (name: string) => needed.has(name)
  if (plan.restored.some(isNeeded)) throw relationMissing(differences(plan))
  const problems = [...plan.created, ...plan.replaced]
    .filter(isNeeded)
    .map((name) => `${name} is not deployed as sql/ has it.`)
  if (problems.length > 0)
    throw new PlumblineError(
      'BAD_CATALOG',
      'The database does not hold what sql/ says: run plumbline deploy first.',
      { problems },
    )
  terminal.err(`${reasonOf(plan)}: answered from sql/. plumbline deploy mends it.\n`)
}

/** Why a deployment is due, in short. */
function reasonOf({ created, replaced, restored, dropped, sources }: DeployPlan): string {
  const views = (count: number) => (count === 1 ? '1 view' : `${count} views`)
  const changed = created.length + replaced.length + dropped.length
  const reasons = [
    ...(changed > 0 ? [`sql/ has changed (${views(changed)})`] : []),
    ...(restored.length > 0
      ? [`${views(restored.length)} of the database are gone or not what was deployed`]
      : []),
    ...(sources.length > 0 ? [`the source tables do not fit: ${sources[0]?.replace(/\.$/, '')}`] : []),
  ]
  return reasons.join('; ')
}

/** Parameters and guards are read as deployed; every other view is compiled from `sql/` for each question. */
function readFromDatabase(catalog: Catalog): ReadonlySet<string> {
  const views = [...catalog.views.values()]
  const roots = [
    ...views.filter(({ header }) => Object.keys(header.parameters).length > 0).map(({ name }) => name),
    ...guardViews(catalog),
  ]
  return new Set(roots.flatMap((name) => [name, ...(catalog.views.get(name)?.lineage ?? [])]))
}

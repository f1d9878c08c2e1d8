import type { Catalog } from '../catalog/catalog.ts'
import { loadCatalog } from '../catalog/load-catalog.ts'
import { PlumblineError } from '../errors.ts'
import type { OpenRuntime } from '../open-runtime.ts'
import { runtimeOf } from '../open-runtime.ts'
import { deploy, planDeploy } from '../warehouse/deploy.ts'
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
  const { created, replaced, dropped } = await planDeploy(engine, catalog)
  const changed = [...created, ...replaced]
  if (changed.length + dropped.length === 0) return
  if (engine.kind === 'pglite') {
    terminal.err(`sql/ has changed (${changed.length} views): deploying it.\n`)
    await engine.transaction(async (transaction) => {
      await deploy(transaction, catalog)
      await refresh(transaction, catalog)
    })
    return
  }
  const needed = readFromDatabase(catalog)
  const problems = changed
    .filter((name) => needed.has(name))
    .map((name) => `${name} is not deployed as sql/ has it.`)
  if (problems.length === 0) return
  throw new PlumblineError(
    'BAD_CATALOG',
    'The database does not hold what sql/ says: run plumbline deploy first.',
    { problems },
  )
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

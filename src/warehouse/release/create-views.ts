import { layers } from '../../catalog/catalog.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import { spreadOf } from '../../catalog/spread.ts'
import { readSourceRelations } from '../contract/read-source-relations.ts'
import { createDistributor } from '../distribution/distribute.ts'
import { readDistributions } from '../distribution/read-distribution.ts'
import { spreadDifferences } from '../distribution/spread-difference.ts'
import type { Engine } from '../engine/engine.ts'
import { commentStatements, deployStatements } from './deploy-statements.ts'
import { deployedFiles } from './deployed-files.ts'
import type { DeployPlan } from './deployed/plan-deploy.ts'
import { spreadTables } from './deployed/plan-deploy.ts'

/**
 * Creates every view that a plan does not keep, in dependency order; a kept one gets the comments of its header when
 * its file differs. In a distributed deployment, spreads every table that is not spread as `sql/` says.
 *
 * @returns the views that were created or commented
 */
export async function createViews(
  engine: Engine,
  catalog: Catalog,
  { kept, distributed }: DeployPlan,
): Promise<readonly string[]> {
  // Citus takes one statement at a time; for one server, one text saves a thousand round trips
  const execute = distributed
    ? async (statements: readonly string[]) => {
        for (const statement of statements) await engine.execute(statement)
      }
    : (statements: readonly string[]) => engine.execute(joinStatements(statements))
  await execute(layers.slice(1).map((layer) => `create schema if not exists ${layer}`))
  const present = await readDistributions(engine)
  const distributor = distributed ? createDistributor(present) : null
  if (distributor !== null) {
    const sources = spreadTables(catalog, await readSourceRelations(engine)).filter(({ name }) =>
      name.startsWith('source.'),
    )
    const apart = spreadDifferences(sources, present)
    for (const { name, spread } of sources) if (apart.has(name)) await execute(distributor.move(name, spread))
  }
  const files = await deployedFiles(engine)
  const touched: string[] = []
  for (const view of catalog.views.values()) {
    if (kept.includes(view.name)) {
      if (files.get(view.name) === view.text) continue
      touched.push(view.name)
      await execute(commentStatements(view))
      continue
    }
    touched.push(view.name)
    const spreads = view.header.stored ? (distributor?.create(view.name, spreadOf(view)) ?? []) : []
    const [create, ...others] = deployStatements(view)
    await execute([create, ...spreads, ...others])
  }
  return touched
}

/** One text of several statements: a definition may end with a comment, so the semicolon is on its own line. */
function joinStatements(statements: readonly string[]): string {
  return statements.join('\n;\n')
}

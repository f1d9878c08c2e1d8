import type { Catalog } from '../../catalog/catalog.ts'
import { deploy, isUpToDate, planDeploy } from '../../warehouse/release/deploy.ts'
import type { DeployPlan } from '../../warehouse/release/deploy.ts'
import type { SourceViolation } from '../../semantic/model/source-violation.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { load } from '../../warehouse/load/load.ts'
import type { LoadReport } from '../../warehouse/load/stage/load-report.ts'
import { findFiles } from '../../warehouse/load/files/find-files.ts'
import type { DeclaredMapping } from '../../warehouse/load/mapping/find-mappings.ts'
import { analyzeDistributed } from '../../warehouse/distribution/analyze-distributed.ts'
import { recordHeaders } from '../../warehouse/release/record-release.ts'
import { areRollupsNeeded } from '../../rollups/are-rollups-needed.ts'
import { fillRollups } from '../../rollups/fill-rollups.ts'
import { refresh } from '../../warehouse/release/refresh.ts'
import { isReadBySql } from '../../warehouse/release/batches/stored-results.ts'
import type { Progress } from '../terminal/progress.ts'
import { rowProgress } from './row-progress.ts'

/** The result of a load. */
export interface LoadedData extends LoadReport {
  /** The plan of the deployment, or null when the database already had the definitions of `sql/`. */
  readonly deployed: DeployPlan | null
  /** Rows that violate the source contract, in all tables, not only the loaded ones. */
  readonly violations: readonly SourceViolation[]
}

interface LoadDataOptions {
  readonly append?: boolean
  readonly declared?: DeclaredMapping
  /** False when a refresh fills them later. */
  readonly fillsRollups?: boolean
}

/**
 * Loads files and updates all dependents: views are deployed when they are missing or differ from `sql/`,
 * and stored views and rollups are refreshed. All of it is one transaction.
 */
export async function loadData(
  engine: Engine,
  catalog: Catalog,
  paths: readonly string[],
  { append = false, declared = {}, fillsRollups = true }: LoadDataOptions,
  progress: Progress,
): Promise<LoadedData> {
  const loaded = await engine.transaction(async (transaction) => {
    const plan = await planDeploy(transaction, catalog)
    const mustDeploy = !isUpToDate(plan)
    if (mustDeploy)
      await deploy(transaction, catalog, { reloaded: await replacedTables(paths, append, catalog) })
    else await recordHeaders(transaction, catalog)
    let violations: readonly SourceViolation[] = []
    const report = await load(transaction, catalog.sources, paths, {
      append,
      declared,
      onProgress: rowProgress(progress),
      beforeCommit: async (within) => {
        violations = await refresh(within, catalog, {
          onProgress: (view, done, total) => progress.step('stored views', done, total, view),
          withResults: isReadBySql(within),
        })
        if (fillsRollups && (await areRollupsNeeded(within)))
          await fillRollups(within, catalog, {
            onProgress: (rollup, done, total) => progress.step('rollups', done, total, rollup),
          })
      },
    })
    return { ...report, deployed: mustDeploy ? plan : null, violations }
  })
  await analyzeDistributed(engine, catalog)
  return loaded
}

/** The tables that a load replaces entirely: their previous state does not matter. */
async function replacedTables(
  paths: readonly string[],
  append: boolean,
  catalog: Catalog,
): Promise<ReadonlySet<string>> {
  if (append) return new Set()
  const { files, whole } = await findFiles(paths, catalog.sources)
  return new Set(whole ? catalog.sources.keys() : files.map(({ table }) => table.name))
}

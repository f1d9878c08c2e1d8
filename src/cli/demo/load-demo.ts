import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalog } from '../../catalog/catalog.ts'
import { generateCompany } from '../../sample-data/generate-company.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { providedTables } from '../../warehouse/state/provided-tables.ts'
import { loadData } from '../steps/load-data.ts'
import type { Progress } from '../terminal/progress.ts'

/** Large enough for meaningful charts, small enough to load within seconds. */
export const demoUsers = 2000

/**
 * Fills an empty database with the sample company, without rollups. Returns false without change when the database has
 * data.
 */
export async function loadDemo(
  engine: Engine,
  catalog: Catalog,
  progress: Progress,
  users = demoUsers,
): Promise<boolean> {
  if ((await providedTables(engine, catalog.sources)).size > 0) return false
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-demo-'))
  try {
    await generateCompany({
      users,
      seed: 1,
      directory,
      onProgress: (done, total) => {
        const people = Math.min(done, total)
        progress.step('sample company', people, total, `${people} people`)
      },
    })
    await loadData(engine, catalog, [directory], { fillsRollups: false }, progress)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
  return true
}

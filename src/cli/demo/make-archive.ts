import { randomUUID } from 'node:crypto'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loadCatalog } from '../../catalog/load-catalog.ts'
import { makeDirectory } from '../../make-directory.ts'
import { fillRollups } from '../../rollups/fill-rollups.ts'
import { writeArchive } from '../../warehouse/engine/pglite/archive/write-archive.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { openEngine } from '../../warehouse/open-engine.ts'
import { refreshBatch } from '../../warehouse/release/refresh.ts'
import { ownSqlDirectory } from '../arguments/common-options.ts'
import type { Progress } from '../terminal/progress.ts'
import { demoUsers, loadDemo } from './load-demo.ts'

/** Writes an archive of the demo: the sample company with all stored views, results and rollups filled. */
export async function makeArchive(file: string, progress: Progress, users = demoUsers): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-demo-'))
  const draft = `${file}-${randomUUID()}`
  try {
    // a thread, so that the process can be stopped meanwhile
    const engine = await openEngine(directory, { thread: true })
    await fill(engine, progress, users).finally(() => engine.close())
    await makeDirectory(dirname(file))
    progress.step('archive', 0, 1)
    await writeArchive(directory, draft)
    // complete when it has its name
    await rename(draft, file)
    progress.step('archive', 1, 1)
  } finally {
    await rm(draft, { force: true })
    await rm(directory, { recursive: true, force: true })
  }
}

async function fill(engine: Engine, progress: Progress, users: number): Promise<void> {
  const catalog = await loadCatalog(ownSqlDirectory)
  await loadDemo(engine, catalog, progress, users)
  await refreshBatch(engine, catalog, {
    onProgress: (view, done, total) => progress.step('stored results', done, total, view),
    after: (transaction) =>
      fillRollups(transaction, catalog, {
        onProgress: (rollup, done, total) => progress.step('rollups', done, total, rollup),
      }),
  })
}

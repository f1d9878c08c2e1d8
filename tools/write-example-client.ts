import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { clientFiles } from '../src/cli/client/client-files.ts'
import { fromRoot } from './run.ts'

/** Writes the client of the example, as `plumbline client` does. It is a megabyte, and follows the definitions. */
export async function writeExampleClient(): Promise<void> {
  const directory = fromRoot('examples/account-panel/src/plumbline')
  mkdirSync(directory, { recursive: true })
  for (const [name, text] of clientFiles(await loadCatalog(fromRoot('sql'))))
    writeFileSync(join(directory, name), text)
}

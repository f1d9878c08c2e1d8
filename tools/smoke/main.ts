import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tryCommands, tryQuery } from './commands.ts'
import { tryDemoServer } from './demo-server.ts'
import { installPacked } from './installed.ts'
import { nodeVersions } from './node-versions.ts'
import { pack } from './pack.ts'
import { tryQuickStart } from './try-quick-start.ts'

/**
 * Packs the project, installs the packed file, without development packages, and uses it on each version of Node in an
 * empty folder, as a new user would: the server on every version, every command on the running one. With `--built`, `dist/`
 * is packed as it is.
 */
const home = mkdtempSync(join(tmpdir(), 'plumbline-smoke-'))

try {
  const tarball = pack(home, process.argv.includes('--built'))
  for (const { version, node } of nodeVersions(home)) {
    console.log(`\nNode ${version}`)
    const installed = installPacked(tarball, node, home, version)
    await tryDemoServer(installed)
    if (node === process.execPath) {
      tryCommands(installed)
      tryQuickStart(installed)
    } else tryQuery(installed)
  }
} finally {
  rmSync(home, { recursive: true, force: true })
}

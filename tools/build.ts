import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { build } from 'vite'
import { writeExampleClient } from './write-example-client.ts'
import { writeEmptyDatabase } from './write-empty-database.ts'
import { replaceTree } from './replace-tree.ts'
import { fromRoot, run } from './run.ts'

/**
 * Builds `dist/`: the compiled server, the other files of `src/`, and the web explorer; and the client of the example. The build happens
 * in a separate directory and replaces the old one only when complete.
 */
const built = mkdtempSync(fromRoot('.dist-'))

try {
  await Promise.all([
    // types are checked by `npm run types`
    run('node', [
      'node_modules/typescript/bin/tsc',
      '-p',
      'tsconfig.build.json',
      '--noCheck',
      '--outDir',
      built,
    ]),
    build({ configFile: fromRoot('src/explorer/vite.config.ts'), build: { outDir: `${built}/explorer` } }),
  ])

  // tsc copies no other files: copy all files of src that are not TypeScript. The explorer has its own
  // bundle.
  cpSync(fromRoot('src'), built, {
    recursive: true,
    filter: (path) =>
      statSync(path).isDirectory() ? path !== fromRoot('src/explorer') : !/\.tsx?$/.test(path),
  })

  await writeEmptyDatabase(`${built}/warehouse/engine/pglite/empty-database.tar.gz`)

  replaceTree(fromRoot('dist'), built)
  await writeExampleClient()
} finally {
  rmSync(built, { recursive: true, force: true })
}

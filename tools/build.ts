import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { build } from 'vite'
import { writeEmptyDatabase } from './write-empty-database.ts'
import { replaceTree } from './replace-tree.ts'
import { fromRoot, run } from './run.ts'

/**
 * Makes `dist/`: the compiled server, the files that are read beside it, and the web explorer. It is built
 * beside the old one, which stays in place until all of the new one is there.
 */
const built = mkdtempSync(fromRoot('.dist-'))

try {
  await Promise.all([
    run('node', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', built]),
    build({ configFile: fromRoot('src/explorer/vite.config.ts'), build: { outDir: `${built}/explorer` } }),
  ])

  // What tsc leaves behind: every file of src that is not TypeScript. The explorer has its own bundle.
  cpSync(fromRoot('src'), built, {
    recursive: true,
    filter: (path) =>
      statSync(path).isDirectory() ? path !== fromRoot('src/explorer') : !/\.tsx?$/.test(path),
  })

  await writeEmptyDatabase(`${built}/warehouse/engine/pglite/empty-database.tar.gz`)

  replaceTree(fromRoot('dist'), built)
} finally {
  rmSync(built, { recursive: true, force: true })
}

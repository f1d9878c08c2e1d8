import { cpSync, rmSync, statSync } from 'node:fs'
import { build } from 'vite'
import { fromRoot, run } from './run.ts'

/** Makes `dist/` anew: the compiled server, the files that are read beside it, and the web explorer. */
rmSync(fromRoot('dist'), { recursive: true, force: true })

await Promise.all([
  run('node', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']),
  build({ configFile: fromRoot('src/explorer/vite.config.ts') }),
])

// What tsc leaves behind: every file of src that is not TypeScript. The explorer has its own bundle.
cpSync(fromRoot('src'), fromRoot('dist'), {
  recursive: true,
  filter: (path) =>
    statSync(path).isDirectory() ? path !== fromRoot('src/explorer') : !/\.tsx?$/.test(path),
})

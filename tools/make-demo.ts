import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createProgress } from '../src/cli/terminal/progress.ts'
import { processTerminal } from '../src/cli/terminal/terminal.ts'
import { fromRoot } from './run.ts'

/** Writes the archive of the demo into `demo/`, for the package. The built program makes it, since its version is in the name. */
type Archives = typeof import('../src/cli/demo/demo-archive.ts')
type Making = typeof import('../src/cli/demo/make-archive.ts')

const built = (path: string): Promise<unknown> =>
  import(pathToFileURL(fromRoot(`dist/cli/demo/${path}`)).href)

const { packedArchive } = (await built('demo-archive.js')) as Archives
const { makeArchive } = (await built('make-archive.js')) as Making

const file = packedArchive()
rmSync(dirname(file), { recursive: true, force: true })
const progress = createProgress(processTerminal())
await makeArchive(file, progress).finally(() => progress.end())

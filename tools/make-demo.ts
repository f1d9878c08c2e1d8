import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as archives from '../src/cli/demo/demo-archive.ts'
import type * as making from '../src/cli/demo/make-archive.ts'
import { createProgress } from '../src/cli/terminal/progress.ts'
import { processTerminal } from '../src/cli/terminal/terminal.ts'
import { fromRoot } from './run.ts'

/** A module of the built program: it makes the archive, since its version is in the name. */
const built = (name: string): Promise<unknown> =>
  import(pathToFileURL(fromRoot(`dist/cli/demo/${name}.js`)).href)

const { packedArchive } = (await built('demo-archive')) as typeof archives
const { makeArchive } = (await built('make-archive')) as typeof making

/** Writes the archive of the demo into `demo/`, for the package. */
const file = packedArchive()
rmSync(dirname(file), { recursive: true, force: true })
const progress = createProgress(processTerminal())
await makeArchive(file, progress).finally(() => progress.end())

import { run } from '../src/cli/run.ts'
import { processTerminal } from '../src/cli/terminal/terminal.ts'
import { fromRoot } from './run.ts'

/** Writes the pages of `plumbline docs`. */
process.chdir(fromRoot('.'))
await run(['docs'], processTerminal())
if (process.exitCode !== undefined && process.exitCode !== 0) throw new Error('`plumbline docs` failed')

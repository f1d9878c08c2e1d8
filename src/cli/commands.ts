import type { Command } from 'commander'
import { checkCommand } from './check.ts'
import { closeCommand } from './close.ts'
import { deployCommand } from './deploy.ts'
import { diffCommand } from './diff.ts'
import { docsCommand } from './docs.ts'
import { explainCommand } from './explain.ts'
import { generateCommand } from './generate.ts'
import { initCommand } from './init.ts'
import { loadCommand } from './load.ts'
import { newCommand } from './new.ts'
import { queryCommand } from './query.ts'
import { refreshCommand } from './refresh.ts'
import { schemaCommand } from './schema.ts'
import { serveCommand } from './serve.ts'
import type { Terminal } from './terminal.ts'

/** Every command, in the order in which a newcomer needs them. */
export const commands: readonly ((terminal: Terminal) => Command)[] = [
  serveCommand,
  generateCommand,
  loadCommand,
  queryCommand,
  explainCommand,
  checkCommand,
  diffCommand,
  initCommand,
  deployCommand,
  refreshCommand,
  closeCommand,
  newCommand,
  docsCommand,
  schemaCommand,
]

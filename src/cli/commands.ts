import type { Command } from 'commander'
import { checkCommand } from './commands/definitions/check.ts'
import { closeCommand } from './commands/close.ts'
import { deployCommand } from './commands/deploy.ts'
import { diffCommand } from './commands/definitions/diff.ts'
import { docsCommand } from './commands/definitions/docs.ts'
import { explainCommand } from './commands/explain.ts'
import { exportCommand } from './commands/definitions/export.ts'
import { generateCommand } from './commands/definitions/generate.ts'
import { importCommand } from './commands/definitions/import.ts'
import { initCommand } from './commands/init.ts'
import { keysCommand } from './commands/keys.ts'
import { loadCommand } from './commands/load.ts'
import { mapCommand } from './commands/map.ts'
import { mcpCommand } from './commands/mcp.ts'
import { newCommand } from './commands/definitions/new.ts'
import { queryCommand } from './commands/query.ts'
import { refreshCommand } from './commands/refresh.ts'
import { upgradeCommand } from './commands/definitions/upgrade.ts'
import { clientCommand } from './commands/definitions/client.ts'
import { schemaCommand } from './commands/definitions/schema.ts'
import { signalsCommand } from './commands/signals.ts'
import { serveCommand } from './commands/serve.ts'
import type { Terminal } from './terminal/terminal.ts'

/** All commands, in the order in which a new user needs them. */
export const commands: readonly ((terminal: Terminal) => Command)[] = [
  serveCommand,
  generateCommand,
  loadCommand,
  mapCommand,
  queryCommand,
  explainCommand,
  signalsCommand,
  mcpCommand,
  checkCommand,
  diffCommand,
  upgradeCommand,
  initCommand,
  deployCommand,
  refreshCommand,
  closeCommand,
  keysCommand,
  newCommand,
  docsCommand,
  clientCommand,
  exportCommand,
  importCommand,
  schemaCommand,
]

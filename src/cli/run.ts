import { Command, CommanderError } from 'commander'
import { chooseDefinitions } from './arguments/definitions.ts'
import { commands } from './commands.ts'
import { checkTexts } from '../semantic/model/request/check-texts.ts'
import { exitCodeOf, exitCodes } from './terminal/exit-codes.ts'
import { formatError, formatErrorAsJson } from './format/format-error.ts'
import { wantsFullLog } from '../config.ts'
import { createLog } from '../log.ts'
import { packageVersion } from '../version.ts'
import { toOperatorError } from '../warehouse/engine/errors/operator-error.ts'
import type { Terminal } from './terminal/terminal.ts'

/** Runs one command line. Errors are printed on the terminal and set the exit code. */
export async function run(words: readonly string[], terminal: Terminal): Promise<void> {
  const isJson = words.includes('--json')
  // with --json, stderr has only the error
  const used: Terminal = isJson ? { ...terminal, interactive: false, err: () => undefined } : terminal
  try {
    if (words.length === 0) {
      terminal.out(shortestWay)
      return
    }
    for (const word of words) checkTexts('arguments', word)
    await program(used).parseAsync([...words], { from: 'user' })
  } catch (thrown) {
    const error = toOperatorError(thrown)
    const code = exitCodeOf(error)
    terminal.setExitCode(code)
    // commander has already printed the requested help or version
    if (code === exitCodes.ok || isPrintedHelp(error)) return
    terminal.err(isJson ? formatErrorAsJson(error) : formatError(error))
    logInFull(terminal, error)
  }
}

/** With LOG_LEVEL=debug, also prints the stack and the cause. */
function logInFull(terminal: Terminal, error: unknown): void {
  if (!wantsFullLog()) return
  createLog('debug', { write: (line) => terminal.err(line) }).debug({ event: 'failed', err: error })
}

function program(terminal: Terminal): Command {
  const root = new Command('plumbline')
    .description('One consistent definition of activation, retention and payback, over warehouse SQL views.')
    .version(packageVersion(), '--version')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', help)
    .showSuggestionAfterError()
  for (const command of commands) root.addCommand(command(terminal))
  root.hook('preAction', (_root, action) => chooseDefinitions(terminal, action))
  everyCommand(root, (command) =>
    command.exitOverride().configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      // printed by `run`, in the same form as every other error
      outputError: () => undefined,
    }),
  )
  return root
}

/** The way from an own file to a first answer, for a user who knows no command yet. */
const shortestWay = `From a CSV file of your own to a first answer:

  npx plumbline map subscriptions.csv --assume-interval month
  npx plumbline deploy
  npx plumbline query mrr --grain month

\`map\` proposes what each column is, of one file or many; --assume-interval declares what an amount is paid for. For a
file of events, query active_users. The database is in .plumbline/, unless DATABASE_URL says otherwise.

Without data: npx plumbline serve --demo. All commands: npx plumbline help.
`

const help = `
Getting started:
  $ plumbline serve --demo                       a sample company, ready to query
  $ plumbline map subscriptions.csv              your own tables or CSV files, with your own columns
  $ plumbline load data/                         your own files, in the format of the source contract
  $ plumbline query signups --grain month        run a query
  $ plumbline init                               copy the definitions, to extend them
  $ plumbline help query                         all options of a query

Exit codes: 0 success, 1 rejected or problems found, 2 wrong usage, 3 failure of the warehouse or of Plumbline.
`

function everyCommand(command: Command, work: (command: Command) => void): void {
  work(command)
  for (const child of command.commands) everyCommand(child, work)
}

function isPrintedHelp(error: unknown): boolean {
  return error instanceof CommanderError && error.code === 'commander.help'
}

import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { PlumblineError } from '../../errors.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { ownSqlDirectory } from './common-options.ts'

/** Commands that print which definitions they use, because they change or compare them. */
const announcing: ReadonlySet<string> = new Set(['deploy', 'check', 'diff'])

/**
 * Chooses the definitions of a command: those of `--sql`, else the folder `sql/` of the current directory
 * when it has definitions, else those shipped with Plumbline.
 *
 * @throws PlumblineError `BAD_CONFIGURATION` when `--sql` is not a folder with definitions
 */
export function chooseDefinitions(terminal: Terminal, command: Command): void {
  if (!command.options.some(({ long }) => long === '--sql')) return
  const { sql: named } = command.opts<{ sql?: string }>()
  const here = resolve('sql')
  const isHere = named === undefined && here !== resolve(ownSqlDirectory) && existsSync(here)
  const usesHere = isHere && whyNotDefinitions(here) === null
  const directory = named ?? (usesHere ? here : ownSqlDirectory)
  command.setOptionValueWithSource('sql', directory, named === undefined ? 'default' : 'cli')
  if (command.name() === 'init') return
  const problem = named === undefined ? null : whyNotDefinitions(named)
  if (problem !== null) {
    throw new PlumblineError('BAD_CONFIGURATION', `--sql ${directory} has no definitions: ${problem}.`, {
      subject: 'sql',
      problems: ['plumbline init copies the ones shipped with Plumbline.'],
    })
  }
  const whyNot = isHere ? whyNotDefinitions(here) : null
  if (whyNot !== null)
    terminal.err(
      `The folder sql/ here is not used: ${whyNot}. The definitions shipped with Plumbline are used.\n`,
    )
  else if (announcing.has(command.name())) terminal.err(`Definitions: ${nameOf(directory)}\n`)
}

/** The reason why a folder has no definitions, or null when it has. */
function whyNotDefinitions(directory: string): string | null {
  if (!existsSync(directory)) return 'it does not exist'
  if (!statSync(directory).isDirectory()) return 'it is not a folder'
  const sources = filesIn(join(directory, 'sources'), '.yaml')
  if (sources.length === 0) return 'it has no sources/*.yaml'
  const parameters = filesIn(join(directory, 'parameters'), '.yaml')
  return parameters.length === 0 ? 'it has no parameters/*.yaml' : null
}

function filesIn(directory: string, ending: string): readonly string[] {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) return []
  return readdirSync(directory)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(directory, name))
}

function nameOf(directory: string): string {
  if (resolve(directory) === resolve(ownSqlDirectory)) return 'those shipped with Plumbline'
  const short = relative(process.cwd(), directory)
  return short.startsWith('..') ? directory : `${short}/`
}

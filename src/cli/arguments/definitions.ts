import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { PlumblineError } from '../../errors.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { ownSqlDirectory } from './common-options.ts'

/** Whose numbers or whose database depend on which definitions are meant. */
const telling: ReadonlySet<string> = new Set(['deploy', 'check', 'diff'])

/**
 * Says which definitions a command uses: those that `--sql` names, else the folder `sql/` of the current
 * directory when it holds definitions, else those that came with Plumbline.
 *
 * @throws PlumblineError `BAD_CONFIGURATION` when `--sql` names no folder of definitions
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
    throw new PlumblineError('BAD_CONFIGURATION', `--sql ${directory} holds no definitions: ${problem}.`, {
      subject: 'sql',
      problems: ['plumbline init copies those that came with Plumbline.'],
    })
  }
  const whyNot = isHere ? whyNotDefinitions(here) : null
  if (whyNot !== null)
    terminal.err(
      `The folder sql/ here is not used: ${whyNot}. The definitions are those that came with Plumbline.\n`,
    )
  else if (telling.has(command.name())) terminal.err(`Definitions: ${nameOf(directory)}\n`)
}

/** Why a folder holds no definitions of ours, or null when it does. */
function whyNotDefinitions(directory: string): string | null {
  if (!existsSync(directory)) return 'it is not there'
  if (!statSync(directory).isDirectory()) return 'it is no folder'
  const sources = filesIn(join(directory, 'sources'), '.yaml')
  if (sources.length === 0) return 'it has no sources/*.yaml'
  const parameters = filesIn(join(directory, 'parameters'), '.sql')
  const hasHeader = parameters.some((file) => readFileSync(file, 'utf8').startsWith('/*---'))
  return hasHeader ? null : 'it has no parameters/*.sql with a header'
}

function filesIn(directory: string, ending: string): readonly string[] {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) return []
  return readdirSync(directory)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(directory, name))
}

function nameOf(directory: string): string {
  if (resolve(directory) === resolve(ownSqlDirectory)) return 'those that came with Plumbline'
  const short = relative(process.cwd(), directory)
  return short.startsWith('..') ? directory : `${short}/`
}

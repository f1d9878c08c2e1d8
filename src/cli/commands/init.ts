import { cp, readdir } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { Command } from 'commander'
import { boardFolderOf } from '../../catalog/load-catalog.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import { ownSqlDirectory, withCommonOptions } from '../arguments/common-options.ts'
import { fileExists } from '../files/file-exists.ts'
import { requireNewDirectory } from '../files/require-new-directory.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** `plumbline init`: copies the definitions, to extend them. */
export function initCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('init'))
    .argument('[directory]', 'target directory', 'sql')
    .description('copy the shipped definitions to a directory, to extend them')
    .addHelpText(
      'after',
      `
Every command uses the folder sql/ of the current directory when it exists. Existing files are never overwritten.

Example:
  $ plumbline init`,
    )
    .action((directory: string, options: CommonOptions, command: Command) => {
      const isNamed = command.getOptionValueSource('sql') === 'cli'
      return run(terminal, directory, isNamed ? options.sql : ownSqlDirectory, options.json === true)
    })
}

async function run(terminal: Terminal, directory: string, from: string, json: boolean): Promise<void> {
  await requireNewDirectory(directory)
  await cp(from, directory, { recursive: true, errorOnExist: true, force: false })
  await copyBoards(from, directory)
  const files = (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  )
  if (json) {
    terminal.out(`${JSON.stringify({ directory, files: files.length })}\n`)
    return
  }
  const isFound = relative(process.cwd(), resolve(directory)) === 'sql'
  const option = isFound ? '' : ` --sql ${directory}`
  terminal.out(`${files.length} files in ${directory}\n`)
  terminal.err(
    `${isFound ? 'Commands in this directory now use them.' : `Commands use them with --sql ${directory}.`}
Next: read ${directory}/README.md, change or add a definition, then
  plumbline check${option}      validate them
  plumbline diff${option}       compare the numbers
  plumbline deploy${option}     deploy them to the database
`,
  )
}

/** The boards go next to the definitions. Boards that are there stay as they are. */
async function copyBoards(from: string, directory: string): Promise<void> {
  const boards = boardFolderOf(from)
  if (await fileExists(boards)) await cp(boards, boardFolderOf(directory), { recursive: true, force: false })
}

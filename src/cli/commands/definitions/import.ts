import { Command } from 'commander'
import type { CommonOptions } from '../../arguments/common-options.ts'
import { withCommonOptions } from '../../arguments/common-options.ts'
import { requireNewDirectory } from '../../files/require-new-directory.ts'
import type { Terminal } from '../../terminal/terminal.ts'

/** `plumbline import`: reads the definitions of other tools, without a server or a database. */
export function importCommand(terminal: Terminal): Command {
  return new Command('import')
    .description('read the definitions of other tools')
    .addCommand(ossieCommand(terminal))
}

function ossieCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('ossie'))
    .argument('<file>', 'a document of Apache Ossie, in YAML or JSON')
    .argument('[directory]', 'the directory of the definitions; it must be new', 'sql')
    .description('read a document of Apache Ossie as definitions; needs no database')
    .addHelpText(
      'after',
      `
A document that Plumbline wrote becomes the same definitions. Those of another tool are added to the definitions of --sql.

Example:
  $ plumbline import ossie model.yaml sql`,
    )
    .action(async (file: string, directory: string, { sql, json }: CommonOptions) => {
      await requireNewDirectory(directory)
      const { importOssie } = await import('../../ossie/import-ossie.ts')
      const { documentText } = await import('../../ossie/reading/read-document.ts')
      const { files, losses } = await importOssie(await documentText(file), file, directory, sql)
      if (json === true) {
        terminal.out(`${JSON.stringify({ directory, files, losses })}\n`)
        return
      }
      terminal.out(`${files} files in ${directory}\n`)
      for (const { subject, reason } of losses) terminal.err(`${subject}: ${reason}\n`)
    })
}

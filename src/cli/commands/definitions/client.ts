import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { loadCatalog } from '../../../catalog/load-catalog.ts'
import { makeDirectory } from '../../../make-directory.ts'
import type { CommonOptions } from '../../arguments/common-options.ts'
import { withCommonOptions } from '../../arguments/common-options.ts'
import type { Terminal } from '../../terminal/terminal.ts'

interface ClientOptions extends CommonOptions {
  readonly out: string
}

/** `plumbline client`: writes a TypeScript client for the definitions, without a server or a database. */
export function clientCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('client'))
    .description('write a typed TypeScript client without dependencies; needs no database')
    .requiredOption('--out <directory>', 'the directory to write to; its files of the client are replaced')
    .addHelpText('after', '\nExample:\n  $ plumbline client --out src/plumbline')
    .action(async ({ sql, json, out }: ClientOptions) => {
      const { clientFiles } = await import('../../client/client-files.ts')
      const files = clientFiles(await loadCatalog(sql))
      await makeDirectory(out)
      for (const [name, text] of files) await writeFile(join(out, name), text)
      const names = [...files.keys()]
      terminal.out(
        json === true
          ? `${JSON.stringify({ directory: out, files: names })}\n`
          : `Wrote ${names.join(', ')} to ${out}.\nNext: import { createClient, accounts } from '${out}/index.js'\n`,
      )
    })
}

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { makeDirectory } from '../../../make-directory.ts'
import { loadCatalog } from '../../../catalog/load-catalog.ts'
import type { CommonOptions } from '../../arguments/common-options.ts'
import { withCommonOptions } from '../../arguments/common-options.ts'
import { catalogueDocument } from '../../documents/catalogue-document.ts'
import { renamedDocument } from '../../documents/renamed-document.ts'
import { errorsDocument } from '../../documents/errors-document.ts'
import type { Terminal } from '../../terminal/terminal.ts'

/** `plumbline docs`: the catalogue and the error registry as documents. */
export function docsCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('docs'))
    .description('write catalogue.md (every metric, dimension, parameter and view), errors.md and renamed.md')
    .option('--out <directory>', 'target directory', 'docs')
    .addHelpText('after', '\nExample:\n  $ plumbline docs')
    .action((options: CommonOptions & { out: string }) => run(terminal, options))
}

async function run(terminal: Terminal, options: CommonOptions & { out: string }): Promise<void> {
  const catalog = await loadCatalog(options.sql)
  const pages = {
    'catalogue.md': catalogueDocument(catalog),
    'errors.md': errorsDocument(),
    'renamed.md': renamedDocument(),
  }
  await makeDirectory(options.out)
  const files: string[] = []
  for (const [name, text] of Object.entries(pages)) {
    const file = join(options.out, name)
    await writeFile(file, text)
    files.push(file)
  }
  terminal.out(
    options.json === true ? `${JSON.stringify({ files })}\n` : files.map((file) => `${file}\n`).join(''),
  )
}

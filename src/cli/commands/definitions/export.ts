import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import { stringify } from 'yaml'
import { loadCatalog } from '../../../catalog/load-catalog.ts'
import { makeDirectory } from '../../../make-directory.ts'
import type { CommonOptions } from '../../arguments/common-options.ts'
import { withCommonOptions } from '../../arguments/common-options.ts'
import type { Terminal } from '../../terminal/terminal.ts'

/** `plumbline export`: writes the definitions for other tools, without a server or a database. */
export function exportCommand(terminal: Terminal): Command {
  return new Command('export')
    .description('write the definitions for other tools')
    .addCommand(dbtCommand(terminal))
    .addCommand(ossieCommand(terminal))
}

function dbtCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('dbt'))
    .argument('<directory>', 'the directory to write to; its files of the project are replaced')
    .description(
      'write a dbt project: models, sources, tests, semantic models and metrics; needs no database',
    )
    .addHelpText('after', '\nExample:\n  $ plumbline export dbt warehouse/plumbline')
    .action(async (directory: string, { sql, json }: CommonOptions) => {
      const { dbtProject } = await import('../../dbt/project-files.ts')
      const files = dbtProject(await loadCatalog(sql))
      for (const [path, text] of files) {
        await makeDirectory(dirname(join(directory, path)))
        await writeFile(join(directory, path), text)
      }
      terminal.out(
        json === true
          ? `${JSON.stringify({ directory, files: [...files.keys()] })}\n`
          : `Wrote ${files.size} files to ${directory}; not_exported.md lists the metrics that MetricFlow cannot say.\nNext: dbt parse --project-dir ${directory}\n`,
      )
    })
}

function ossieCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('ossie'))
    .argument('<file>', 'the document to write, in YAML; what it cannot carry is listed in <file>.losses.md')
    .description('write a document of Apache Ossie: datasets, relationships and metrics; needs no database')
    .addHelpText('after', '\nExample:\n  $ plumbline export ossie plumbline.ossie.yaml')
    .action(async (file: string, { sql, json }: CommonOptions) => {
      const { toOssie } = await import('../../ossie/to-ossie.ts')
      const { lossPage } = await import('../../ossie/losses.ts')
      const { document, losses } = await toOssie(await loadCatalog(sql))
      await makeDirectory(dirname(file))
      await writeFile(file, stringify(document, { lineWidth: 120 }))
      await writeFile(`${file}.losses.md`, lossPage(losses))
      terminal.out(
        json === true
          ? `${JSON.stringify({ file, losses })}\n`
          : `Wrote ${file}; ${file}.losses.md lists what other tools do not read of it.\nNext: plumbline import ossie ${file} sql   reads it back\n`,
      )
    })
}

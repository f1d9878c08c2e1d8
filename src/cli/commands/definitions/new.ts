import { readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Command, Option } from 'commander'
import { makeDirectory } from '../../../make-directory.ts'
import type { Catalog } from '../../../catalog/catalog.ts'
import { closest } from '../../../closest.ts'
import { loadCatalog } from '../../../catalog/load-catalog.ts'
import { units } from '../../../catalog/headers/metric-header.ts'
import { PlumblineError } from '../../../errors.ts'
import type { CommonOptions } from '../../arguments/common-options.ts'
import { withCommonOptions } from '../../arguments/common-options.ts'
import { insertMetric } from '../../templates/insert-metric.ts'
import type { MetricEntry } from '../../templates/insert-metric.ts'
import { viewTemplate } from '../../templates/view-template.ts'
import type { Terminal } from '../../terminal/terminal.ts'

/** The kinds that fit on one command line; sql/README.md has the others. */
const kinds = [
  'count',
  'sum',
  'avg',
  'min',
  'max',
  'count_distinct',
  'percentile',
  'balance',
  'ratio',
  'derived',
] as const

type NewViewOptions = CommonOptions & { readonly reads?: string; readonly owner: string }
type NewMetricOptions = CommonOptions & MetricEntry & { readonly view: string }

/** `plumbline new`: scaffolds a view or a metric that passes `plumbline check`. */
export function newCommand(terminal: Terminal): Command {
  return new Command('new')
    .description('scaffold a view or a metric in sql/')
    .addCommand(
      withCommonOptions(new Command('view'))
        .argument('<name>', 'layer.relation, as in metrics.feedback')
        .description('write a file for a new view')
        .option('--reads <relation>', 'relation to read: a view, or source.<table>')
        .option('--owner <team>', 'owning team', 'growth-data')
        .addHelpText(
          'after',
          '\nExample:\n  $ plumbline new view metrics.tickets --reads source.support_tickets',
        )
        .action((name: string, options: NewViewOptions) => newView(terminal, name, options)),
    )
    .addCommand(
      withCommonOptions(new Command('metric'))
        .argument('<name>', 'snake_case, without a grain in it')
        .description('add a metric to the header of a view')
        .requiredOption('--view <view>', 'the view that it aggregates')
        .addOption(new Option('--kind <kind>', 'kind of metric').choices(kinds).makeOptionMandatory())
        .requiredOption('--description <sentence>', 'its meaning, and when it is null')
        .addOption(
          new Option('--unit <unit>', 'unit of its values (default: ratio for a ratio, else count)').choices(
            units,
          ),
        )
        .option('--expression <sql>', 'SQL expression over the columns of the view')
        .option('--where <sql>', 'SQL condition on the rows')
        .option('--numerator <metric>', 'of a ratio')
        .option('--denominator <metric>', 'of a ratio')
        .option('--inputs <metric...>', 'the metrics in the expression of a derived one')
        .option('--percentile <share>', 'between 0 and 1', Number)
        .addHelpText(
          'after',
          `
Example:
  $ plumbline new metric accounts_with_signups --view metrics.signups --kind count_distinct \\
      --expression account_key --description "Accounts whose people signed up in the period."`,
        )
        .action((name: string, options: NewMetricOptions) => newMetric(terminal, name, options)),
    )
}

async function newView(terminal: Terminal, name: string, options: NewViewOptions): Promise<void> {
  const catalog = await loadCatalog(options.sql)
  if (catalog.views.has(name))
    throw new PlumblineError('BAD_REQUEST', `The view ${name} exists already.`, { subject: 'name' })
  const file = join(options.sql, `${name.replace('.', '/')}.sql`)
  await change(
    terminal,
    options,
    file,
    null,
    viewTemplate(catalog, { name, reads: options.reads, owner: options.owner }),
  )
}

async function newMetric(terminal: Terminal, name: string, options: NewMetricOptions): Promise<void> {
  const catalog = await loadCatalog(options.sql)
  const file = fileOf(catalog, options.view, options.sql)
  if (catalog.metrics.has(name)) {
    throw new PlumblineError(
      'BAD_REQUEST',
      `The metric ${name} exists already, in ${catalog.metrics.get(name)?.view ?? ''}.`,
      { subject: 'name' },
    )
  }
  const before = await readFile(file, 'utf8')
  await change(terminal, options, file, before, insertMetric(before, name, options))
}

function fileOf(catalog: Catalog, view: string, directory: string): string {
  if (catalog.views.has(view)) return join(directory, `${view.replace('.', '/')}.sql`)
  throw new PlumblineError('BAD_REQUEST', `There is no view ${view}.`, {
    subject: 'view',
    suggestions: closest(view, catalog.views.keys()),
  })
}

/** Writes the file and loads the catalogue; when a rule is violated, restores the old file. */
async function change(
  terminal: Terminal,
  options: CommonOptions,
  file: string,
  before: string | null,
  after: string,
): Promise<void> {
  await makeDirectory(dirname(file))
  await writeFile(file, after)
  try {
    await loadCatalog(options.sql)
  } catch (error) {
    await (before === null ? rm(file) : writeFile(file, before))
    throw error
  }
  if (options.json === true) terminal.out(`${JSON.stringify({ file })}\n`)
  else terminal.out(`${file}\n`)
  terminal.err('It passes the rules. Next: complete its description and SQL, then run plumbline check.\n')
}

import { Command } from 'commander'
import type { Catalog } from '../catalog/catalog.ts'
import { loadCatalog } from '../catalog/load-catalog.ts'
import { providedTables } from '../warehouse/provided-tables.ts'
import type { CommonOptions } from './arguments/common-options.ts'
import { withCommonOptions } from './arguments/common-options.ts'
import { databaseOf } from './database-of.ts'
import { describeViolation } from './format/describe-violation.ts'
import { toTable } from './format/to-table.ts'
import type { LoadedData } from './load-data.ts'
import { loadData } from './load-data.ts'
import { createProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'
import { withEngine } from './with-warehouse.ts'

interface LoadOptions extends CommonOptions {
  readonly append?: true | undefined
}

/** `plumbline load`: contract files into the database, all or nothing. */
export const loadCommand = (terminal: Terminal): Command =>
  withCommonOptions(new Command('load'))
    .argument('<paths...>', 'a directory with a whole data set, or files of single tables')
    .description('load files of the source contract: <table>.csv, .csv.gz, .ndjson or .ndjson.gz')
    .option('--append', 'add to the rows that are there instead of replacing them')
    .addHelpText(
      'after',
      `
A directory replaces everything that was loaded before; a file replaces its own table. Nothing is loaded
unless everything can be, and loading the same again changes nothing.

Example:
  $ plumbline load company/`,
    )
    .action((paths: string[], options: LoadOptions) => run(terminal, paths, options))

async function run(terminal: Terminal, paths: readonly string[], options: LoadOptions): Promise<void> {
  const catalog = await loadCatalog(options.sql)
  await withEngine(options, async (engine) => {
    const progress = createProgress(terminal)
    const loaded = await loadData(engine, catalog, paths, options.append === true, progress).finally(() =>
      progress.end(),
    )
    if (options.json === true) {
      terminal.out(`${JSON.stringify(loaded)}\n`)
      return
    }
    terminal.out(formatLoaded(loaded))
    const provided = await providedTables(engine, catalog.sources)
    terminal.err(`\n${next(firstQuestion(catalog, provided), options.database)}\n`)
  })
}

/** What to do now. A URL may hold a password, so it is not repeated. */
function next(question: string, database: string | undefined): string {
  if (databaseOf(database) === 'memory') return 'A database in memory ends with the command that loaded it.'
  const isUrl = database?.includes('://') === true
  return `Next: plumbline query ${question}${database === undefined ? '' : ` --database ${isUrl ? 'postgres://…' : database}`}`
}

/** What a load did, for people. */
export function formatLoaded({
  tables,
  emptied,
  ignored,
  extraColumns,
  deployed,
  violations,
}: LoadedData): string {
  const rows = tables.map(({ table, rows, repeatedKeys }) => [
    table,
    rows,
    repeatedKeys === 0 ? '' : repeatedKeys,
  ])
  const notes = [
    ...(deployed === null
      ? []
      : [`views: ${deployed.created.length} deployed, ${deployed.replaced.length} replaced`]),
    ...emptied.map((table) => `emptied: ${table}, which the new data set lacks`),
    ...ignored.map(
      ({ file, suggestion }) =>
        `ignored: ${file}${suggestion === null ? '' : `; did you mean ${suggestion}?`}`,
    ),
    ...extraColumns.map(
      ({ table, columns, keptIn }) =>
        `${table}: not in the contract, ${keptIn === null ? 'left out' : `kept in ${keptIn}`}: ${columns.join(', ')}`,
    ),
    ...violations.map(describeViolation),
  ]
  const table = toTable(['table', 'rows', 'repeated keys'], rows, new Set(['rows', 'repeated keys']))
  return [table, ...notes.map((note) => `${note}\n`)].join('')
}

const questions: readonly string[] = [
  'signups',
  'mrr',
  'active_users',
  'workspace_signups',
  'account_signups',
]

/** A question that the loaded tables can answer. */
export function firstQuestion(catalog: Catalog, provided: ReadonlySet<string>): string {
  const canAnswer = (name: string) =>
    catalog.metrics
      .get(name)
      ?.requires.every((tables) => tables.split('|').some((table) => provided.has(table))) ?? false
  const metric = [...questions, ...catalog.metrics.keys()].find(canAnswer) ?? 'signups'
  return `${metric} --grain month`
}

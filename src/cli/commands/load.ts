import { Command } from 'commander'
import { loadCatalog } from '../../catalog/load-catalog.ts'
import { PlumblineError } from '../../errors.ts'
import type { DeclaredMapping } from '../../warehouse/load/mapping/find-mappings.ts'
import { toMoment } from '../../warehouse/load/mapping/read-mapping.ts'
import { readWarehouseState } from '../../warehouse/state/read-warehouse-state.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import { withCommonOptions } from '../arguments/common-options.ts'
import { timeZone } from '../arguments/time-zone.ts'
import { resolveDatabase } from '../steps/resolve-database.ts'
import { describeViolation } from '../format/describe-violation.ts'
import { toTable } from '../format/to-table.ts'
import { firstQuery, nextQuery } from '../terminal/first-query.ts'
import type { LoadedData } from '../steps/load-data.ts'
import { loadData } from '../steps/load-data.ts'
import { createProgress } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { withEngine } from '../steps/with-warehouse.ts'

interface LoadOptions extends CommonOptions {
  readonly append?: true | undefined
  readonly assumeTimeZone?: string | undefined
  readonly receivedAt?: string | undefined
  readonly mapping?: string | undefined
}

/** `plumbline load`: loads contract files into the database, all or nothing. */
export function loadCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('load'))
    .argument('<paths...>', 'a directory with a complete data set, or files of single tables')
    .description('load files of the source contract: <table>.csv, .csv.gz, .ndjson or .ndjson.gz')
    .option('--append', 'add new rows and update those with a known key, instead of replacing all')
    .option('--assume-time-zone <zone>', 'time zone of times without one', timeZone)
    .option(
      '--received-at <moment>',
      'when the data were received: later times in them have not happened yet',
    )
    .option('--mapping <file>', 'how to read the files (default: plumbline.yaml in their folder)')
    .addHelpText(
      'after',
      `
A directory replaces everything that was loaded before; a file replaces its own table. Files are
loaded all or nothing, and loading the same files again changes nothing.

With --append a row with a new key is added, a row with a known key replaces the earlier one, and
a row that is there already is skipped. Events are a log: another delivery of a known event is added,
and the one received first counts.

Times need a zone, and amounts are in major units. For other files, declare the differences in a file
plumbline.yaml in their folder. Every result lists these assumptions in its notes:

  received_at: 2025-12-31T23:59:59Z
  time_zone: Europe/Berlin                      # of times without a zone
  tables:
    product_events:
      occurred_at: { format: epoch_milliseconds } # or epoch_seconds, timestamp, date
    users:
      created_at: { format: timestamp, time_zone: UTC }
    invoices:
      total: { units: minor, decimal: comma }   # cents; 1.234,56

A local time skipped by a clock change is rejected; in a repeated hour the earlier instant is used, and counted.

Example:
  $ plumbline load company/`,
    )
    .action((paths: string[], options: LoadOptions) => run(terminal, paths, options))
}

async function run(terminal: Terminal, paths: readonly string[], options: LoadOptions): Promise<void> {
  const catalog = await loadCatalog(options.sql)
  await withEngine(options, async (engine) => {
    const progress = createProgress(terminal)
    const declared = declaredOf(options)
    const loaded = await loadData(
      engine,
      catalog,
      paths,
      { append: options.append === true, declared },
      progress,
    ).finally(() => progress.end())
    if (options.json === true) {
      terminal.out(`${JSON.stringify(loaded)}\n`)
      return
    }
    terminal.out(formatLoaded(loaded))
    const query = firstQuery(catalog, await readWarehouseState(engine, catalog))
    terminal.err(`\n${nextAfterLoad(query, options.database)}\n`)
  })
}

/** The mapping declared on the command line. */
function declaredOf({ assumeTimeZone, receivedAt, mapping }: LoadOptions): DeclaredMapping {
  const declared = { timeZone: assumeTimeZone, file: mapping }
  if (receivedAt === undefined) return declared
  const moment = toMoment(receivedAt, assumeTimeZone ?? null)
  if ('value' in moment) return { ...declared, receivedAt: moment.value }
  throw new PlumblineError('BAD_REQUEST', `--received-at: ${receivedAt} ${moment.fault}.`, {
    subject: 'receivedAt',
  })
}

function nextAfterLoad(query: string | null, database: string | undefined): string {
  if (resolveDatabase(database) === 'memory')
    return 'A database in memory ends with the command that loaded it.'
  if (query === null)
    return 'No metric can be computed from these tables alone: docs/catalogue.md lists the tables that each needs.'
  return nextQuery(query, database)
}

/** The result of a load, as text. */
export function formatLoaded(loaded: LoadedData): string {
  const { tables, emptied, ignored, extraColumns, deployed, mappings, violations } = loaded
  const notes = [
    ...(deployed === null
      ? []
      : [
          `views: ${deployed.created.length} deployed, ${deployed.replaced.length} replaced, ${deployed.restored.length} restored`,
        ]),
    ...mappings.map((file) => `read with ${file}`),
    ...[...new Set(tables.flatMap(({ receivedAt }) => receivedAt ?? []))].map(
      (moment) => `received, as declared: ${moment}`,
    ),
    ...tables.flatMap(({ table, assumed }) => assumed.map((sentence) => `${table}: ${sentence}`)),
    ...emptied.map((table) => `emptied: ${table}, which the new data set lacks`),
    ...ignored.map(
      ({ file, suggestion }) =>
        `ignored: ${file}${suggestion === null ? '' : `; did you mean ${suggestion}?`}`,
    ),
    ...extraColumns.map(
      ({ table, columns, keptIn }) =>
        `${table}: not in the contract, ${keptIn === null ? 'ignored' : `stored in ${keptIn}`}: ${columns.join(', ')}`,
    ),
    ...violations.map(describeViolation),
  ]
  return [tableOf(tables), ...notes.map((note) => `${note}\n`)].join('')
}

/** One line for each table; appended files also say what their rows were. */
function tableOf(tables: LoadedData['tables']): string {
  const isAppended = tables.some(({ appended }) => appended !== null)
  const counts = isAppended ? ['added', 'changed', 'unchanged'] : []
  const numbers = ['rows', ...counts, 'repeated keys']
  const lines = tables.map(({ table, rows, appended, repeatedKeys }) => [
    table,
    rows,
    ...(appended === null ? [] : [appended.added, appended.changed, appended.unchanged]),
    repeatedKeys === 0 ? '' : repeatedKeys,
  ])
  return toTable(['table', ...numbers], lines, new Set(numbers))
}

import { Command, InvalidArgumentError } from 'commander'
import { closest } from '../../closest.ts'
import { loadCatalog } from '../../catalog/load-catalog.ts'
import { PlumblineError } from '../../errors.ts'
import type { DeclaredMapping } from '../../warehouse/load/mapping/find-mappings.ts'
import { isTimeZone, timeZoneNames } from '../../warehouse/load/mapping/local-time.ts'
import { toMoment } from '../../warehouse/load/mapping/read-mapping.ts'
import { readWarehouseState } from '../../warehouse/state/read-warehouse-state.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import { withCommonOptions } from '../arguments/common-options.ts'
import { resolveDatabase } from '../steps/resolve-database.ts'
import { describeViolation } from '../format/describe-violation.ts'
import { toTable } from '../format/to-table.ts'
import { firstQuestion } from '../terminal/first-query.ts'
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

/** `plumbline load`: contract files into the database, all or nothing. */
export const loadCommand = (terminal: Terminal): Command =>
  withCommonOptions(new Command('load'))
    .argument('<paths...>', 'a directory with a whole data set, or files of single tables')
    .description('load files of the source contract: <table>.csv, .csv.gz, .ndjson or .ndjson.gz')
    .option('--append', 'add to the rows that are there instead of replacing them')
    .option('--assume-time-zone <zone>', 'read times that name no zone as times in this one', timeZone)
    .option('--received-at <moment>', 'when the data were received: what is dated later has not happened yet')
    .option('--mapping <file>', 'how the files are to be read (default: plumbline.yaml in their folder)')
    .addHelpText(
      'after',
      `
A directory replaces everything that was loaded before; a file replaces its own table. Nothing is loaded
unless everything can be, and loading the same again changes nothing.

Times need their zone, amounts are in major units. For other files, a file plumbline.yaml in
their folder says how to read them. Every answer lists these assumptions in its notes:

  received_at: 2025-12-31T23:59:59Z
  time_zone: Europe/Berlin                      # of times that name none
  tables:
    product_events:
      occurred_at: { format: epoch_milliseconds } # or epoch_seconds, timestamp, date
    users:
      created_at: { format: timestamp, time_zone: UTC }
    invoices:
      total: { units: minor, decimal: comma }   # cents; 1.234,56

A time that the clocks skipped is refused; of an hour that came twice the earlier one is taken, and counted.

Example:
  $ plumbline load company/`,
    )
    .action((paths: string[], options: LoadOptions) => run(terminal, paths, options))

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
    const question = firstQuestion(catalog, await readWarehouseState(engine, catalog))
    terminal.err(`\n${next(question, options.database)}\n`)
  })
}

/** What the command line declares of the files. */
function declaredOf({ assumeTimeZone, receivedAt, mapping }: LoadOptions): DeclaredMapping {
  const declared = { timeZone: assumeTimeZone, file: mapping }
  if (receivedAt === undefined) return declared
  const moment = toMoment(receivedAt, assumeTimeZone ?? null)
  if ('value' in moment) return { ...declared, receivedAt: moment.value }
  throw new PlumblineError('BAD_REQUEST', `--received-at: ${receivedAt} ${moment.fault}.`, {
    subject: 'receivedAt',
  })
}

function timeZone(name: string): string {
  if (isTimeZone(name)) return name
  const near = closest(name, timeZoneNames())[0]
  throw new InvalidArgumentError(
    `It is a time zone by its IANA name, such as Europe/Berlin${near === undefined ? '' : `; did you mean ${near}?`}`,
  )
}

/** What to do now. A URL may hold a password, so it is not repeated. */
function next(question: string | null, database: string | undefined): string {
  if (resolveDatabase(database) === 'memory')
    return 'A database in memory ends with the command that loaded it.'
  if (question === null)
    return 'No metric can be answered by these tables alone: docs/catalogue.md says what each needs.'
  const isUrl = database?.includes('://') === true
  return `Next: plumbline query ${question}${database === undefined ? '' : ` --database ${isUrl ? 'postgres://…' : database}`}`
}

/** What a load did, for people. */
export function formatLoaded(loaded: LoadedData): string {
  const { tables, emptied, ignored, extraColumns, deployed, mappings, violations } = loaded
  const rows = tables.map(({ table, rows, repeatedKeys }) => [
    table,
    rows,
    repeatedKeys === 0 ? '' : repeatedKeys,
  ])
  const notes = [
    ...(deployed === null
      ? []
      : [
          `views: ${deployed.created.length} deployed, ${deployed.replaced.length} replaced, ${deployed.restored.length} put back`,
        ]),
    ...mappings.map((file) => `read as ${file} says`),
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
        `${table}: not in the contract, ${keptIn === null ? 'left out' : `kept in ${keptIn}`}: ${columns.join(', ')}`,
    ),
    ...violations.map(describeViolation),
  ]
  const table = toTable(['table', 'rows', 'repeated keys'], rows, new Set(['rows', 'repeated keys']))
  return [table, ...notes.map((note) => `${note}\n`)].join('')
}

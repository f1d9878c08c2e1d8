import { Command, Option } from 'commander'
import { signalActors, signalSeverities } from '../../catalog/headers/signal-header.ts'
import { findSignals } from '../../query/signals/find-signals.ts'
import type {
  SignalActor,
  SignalRow,
  SignalSeverity,
  SignalsPage,
} from '../../query/signals/signals-request.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import { wholeNumber, withCommonOptions } from '../arguments/common-options.ts'
import { splitNames } from '../arguments/request-options.ts'
import { toCsv } from '../../export/csv.ts'
import { toNdjson } from '../../export/ndjson.ts'
import { outputFormats } from '../format/format-result.ts'
import type { OutputFormat } from '../format/format-result.ts'
import { toTable } from '../format/to-table.ts'
import { withRuntime } from '../steps/with-runtime.ts'
import type { Terminal } from '../terminal/terminal.ts'

interface SignalsOptions extends CommonOptions {
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly asOf?: string | undefined
  readonly signal?: readonly string[] | undefined
  readonly severity?: readonly SignalSeverity[] | undefined
  readonly actBy?: readonly SignalActor[] | undefined
  readonly account?: readonly string[] | undefined
  readonly open?: true | undefined
  readonly first: number
  readonly after?: string | undefined
  readonly format?: OutputFormat | undefined
}

const columns: readonly (keyof SignalRow)[] = [
  'detected_at',
  'closed_at',
  'signal',
  'severity',
  'act_by',
  'account_key',
  'subject',
  'subject_key',
  'evidence',
]

/** `plumbline signals`: what is worth acting on, in the order in which it became known. */
export function signalsCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('signals'))
    .description('list what is worth acting on, in the order in which it became known')
    .option('--since <moment>', 'only signals detected from this day or instant on')
    .option('--until <moment>', 'only signals detected before this day or instant')
    .option('--as-of <moment>', 'the list as it was at this moment: a day (its first instant) or an instant')
    .option('--signal <name...>', 'only these signals')
    .addOption(new Option('--severity <severity...>', 'only these severities').choices(signalSeverities))
    .addOption(new Option('--act-by <team...>', 'only those that this team acts on').choices(signalActors))
    .option('--account <key...>', 'only those of these accounts')
    .option('--open', 'only those that are not closed')
    .option('--first <rows>', 'maximum number of signals', wholeNumber(1, 10_000), 100)
    .option('--after <cursor>', 'continue after the page that ended with this cursor')
    .addOption(
      new Option('--format <format>', 'output format (default: table; json with --json)').choices(
        outputFormats,
      ),
    )
    .addHelpText(
      'after',
      `
A signal is listed once, when it is detected, with the numbers of that moment; closed_at says when its condition was
no longer true. The definitions are the files in sql/signals/. The same --as-of gives the same list.

Examples:
  $ plumbline signals --since 2025-12-01 --open
  $ plumbline signals --act-by sales --severity high --format csv
  $ plumbline signals --since 2025-12-01 --as-of 2025-12-08`,
    )
    .action((options: SignalsOptions) =>
      withRuntime(terminal, options, async (runtime) => {
        const page = await findSignals(runtime, {
          ...options,
          signals: options.signal === undefined ? undefined : splitNames(options.signal),
          severities: options.severity,
          accounts: options.account,
          isOpen: options.open,
        })
        terminal.out(formatSignals(page, options.format ?? (options.json === true ? 'json' : 'table')))
      }),
    )
}

function formatSignals(page: SignalsPage, format: OutputFormat): string {
  const { rows, cursors, asOf, hasNextPage, unavailable } = page
  const cells = rows.map((row) => columns.map((column) => row[column]))
  const endCursor = cursors.at(-1) ?? null
  switch (format) {
    case 'json':
      return `${JSON.stringify({ signals: rows, asOf, endCursor, hasNextPage, unavailable }, null, 2)}\n`
    case 'ndjson':
      return toNdjson(columns, cells)
    case 'csv':
      return toCsv(columns, cells)
    case 'table':
      return [
        toTable(columns, cells),
        `\n${rows.length} ${rows.length === 1 ? 'signal' : 'signals'} · as of ${asOf}\n`,
        ...(hasNextPage && endCursor !== null ? [`more signals: --after ${endCursor}\n`] : []),
        ...unavailable.map(({ signal, reason }) => `not detected: ${signal}. ${reason}\n`),
      ].join('')
  }
}

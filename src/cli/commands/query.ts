import { Command, Option } from 'commander'
import { PlumblineError } from '../../errors.ts'
import { runQuery } from '../../query/run-query.ts'
import { exportFormats } from '../../export/format.ts'
import type { ExportFormat } from '../../export/format.ts'
import type { RequestOptions } from '../arguments/request-options.ts'
import { toRequest, withRequestOptions } from '../arguments/request-options.ts'
import { withCommonOptions } from '../arguments/common-options.ts'
import { formatResult } from '../format/format-result.ts'
import { exportResult } from '../steps/export-result.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { withRuntime } from '../steps/with-runtime.ts'

const formats = ['table', 'json', ...exportFormats] as const

type QueryOptions = RequestOptions & {
  readonly format?: (typeof formats)[number] | undefined
  readonly output?: string | undefined
  readonly provenance?: true | undefined
  readonly escapeFormulas?: true | undefined
}

/** `plumbline query`: runs a query, with the same compiler as GraphQL. */
export function queryCommand(terminal: Terminal): Command {
  return withCommonOptions(withRequestOptions(new Command('query')))
    .argument(
      '[metrics...]',
      'names of metrics, as listed by plumbline docs, or "METRIC over WINDOW as NAME where …"',
    )
    .description('query metrics, by dimensions, over time')
    .addOption(
      new Option('--format <format>', 'output format (default: table; json with --json)').choices(formats),
    )
    .option(
      '--output <file>',
      'write csv, ndjson or arrow to a file, with its provenance in a file next to it',
    )
    .option('--provenance', 'end csv and ndjson with a line of provenance')
    .option(
      '--escape-formulas',
      'in csv, write texts that a spreadsheet would run as formulas with an apostrophe',
    )
    .addHelpText(
      'after',
      `
Columns: period (with --grain), then dimensions and metrics in the given order. Cohort metrics always have
cohort and age. Numbers are plain decimals, in JSON as text, so that no digit
is lost; null is empty, in JSON null. With --totals the last row is the total. csv, ndjson and arrow (an Arrow IPC
stream) are written as the rows are read, so that a result may have any size.

A metric is METRIC [over WINDOW] [as NAME] [where CONDITION [and CONDITION]…]. A condition is NAME OPERATOR VALUE with
one of the operators = != < <= > >= ~ (contains) ^= (starts with); NAME [not] in VALUE,…; or NAME is [not] null.
Names and values may be quoted, "…" or '…'; words, commas and brackets within quotes are taken literally. A quote of
the same kind is doubled or escaped by a backslash. An unquoted value ends at " and " within a metric, and at the
end of the text in --where.

Examples:
  $ plumbline query mrr new_mrr churned_mrr --grain month --from 2025-01-01
  $ plumbline query activation_rate --by signup_source --where "country in DE,FR" --parts --format csv
  $ plumbline query user_retention_rate --grain week --option retention_clock=rolling_24h
  $ plumbline query mrr --grain month --period "last 12 months" --compare-to "1 year" --top industry:5 --by industry
  $ plumbline query signups "signups over 28 days as monthly where country=DE" --grain week --having "monthly>10"
  $ plumbline query 'signups as smith where signup_source="Smith and Sons" and country in (DE, FR)'`,
    )
    .action(async (metrics: string[], options: QueryOptions) => {
      await withRuntime(terminal, options, async (runtime) => {
        const request = toRequest(metrics, options, runtime.catalog)
        const format = options.format ?? (options.json === true ? 'json' : 'table')
        if (isExport(format)) {
          await exportResult(terminal, runtime, request, {
            format,
            output: options.output ?? null,
            provenance: options.provenance === true,
            escapeFormulas: options.escapeFormulas === true,
          })
          return
        }
        rejectExportOptions(format, options)
        terminal.out(formatResult(await runQuery(runtime, request), format))
      })
    })
}

function isExport(format: (typeof formats)[number]): format is ExportFormat {
  return format !== 'table' && format !== 'json'
}

function rejectExportOptions(format: string, { output, provenance, escapeFormulas }: QueryOptions): void {
  const flags = { '--output': output, '--provenance': provenance, '--escape-formulas': escapeFormulas }
  for (const [flag, value] of Object.entries(flags)) {
    if (value === undefined) continue
    throw new PlumblineError('BAD_REQUEST', `${flag} is for csv, ndjson and arrow, not for ${format}.`, {
      subject: 'format',
      valid: exportFormats,
    })
  }
}

import { Command, Option } from 'commander'
import { PlumblineError } from '../../errors.ts'
import { runQuery } from '../../query/run-query.ts'
import { streamQuery } from '../../query/stream-query.ts'
import type { RequestOptions } from '../arguments/request-options.ts'
import { toRequest, withRequestOptions } from '../arguments/request-options.ts'
import { withCommonOptions } from '../arguments/common-options.ts'
import { outputFormats, formatResult } from '../format/format-result.ts'
import type { OutputFormat } from '../format/format-result.ts'
import { printingSink } from '../format/stream-result.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { withRuntime } from '../steps/with-runtime.ts'

type QueryOptions = RequestOptions & { readonly format?: OutputFormat | undefined }

/** `plumbline query`: runs a query, with the same compiler as GraphQL. */
export function queryCommand(terminal: Terminal): Command {
  return withCommonOptions(withRequestOptions(new Command('query')))
    .argument(
      '[metrics...]',
      'names of metrics, as listed by plumbline docs, or "METRIC over WINDOW as NAME where …"',
    )
    .description('query metrics, by dimensions, over time')
    .addOption(
      new Option('--format <format>', 'output format (default: table; json with --json)').choices(
        outputFormats,
      ),
    )
    .addHelpText(
      'after',
      `
Columns: period (with --grain), then dimensions and metrics in the given order. Cohort metrics always have
cohort and age. Numbers are plain decimals, in JSON as text, so that no digit
is lost; null is empty, in JSON null. With --totals the last row is the total.

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
        if (format === 'table' || format === 'json') {
          terminal.out(formatResult(await runQuery(runtime, request), format))
          return
        }
        if (request.subtotals === true) throw subtotalsUnsupported(format)
        await streamQuery(runtime, request, printingSink(format, terminal.send))
      })
    })
}

function subtotalsUnsupported(format: OutputFormat): PlumblineError {
  return new PlumblineError(
    'BAD_REQUEST',
    `${format} has one kind of row; use table or json for subtotals.`,
    {
      subject: 'format',
      valid: ['table', 'json'],
    },
  )
}

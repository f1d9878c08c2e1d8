import { Command } from 'commander'
import { explainQuery } from '../../query/explain-query.ts'
import { withCommonOptions } from '../arguments/common-options.ts'
import type { RequestOptions } from '../arguments/request-options.ts'
import { toRequest, withRequestOptions } from '../arguments/request-options.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { withRuntime } from '../steps/with-runtime.ts'

/** `plumbline explain`: the SQL of a query. */
export function explainCommand(terminal: Terminal): Command {
  return withCommonOptions(withRequestOptions(new Command('explain')))
    .argument('[metrics...]', 'as for query')
    .description('print the SQL of a query, its parameters and its definitions, without running it')
    .addHelpText(
      'after',
      '\nExample:\n  $ plumbline explain activation_rate --by signup_source --grain month',
    )
    .action(async (metrics: string[], options: RequestOptions) => {
      await withRuntime(terminal, options, async (runtime) => {
        const explanation = await explainQuery(runtime, toRequest(metrics, options, runtime.catalog))
        terminal.out(
          options.json === true
            ? `${JSON.stringify(explanation, null, 2)}\n`
            : formatExplanation(explanation),
        )
      })
    })
}

type Explanation = Pick<
  Awaited<ReturnType<typeof explainQuery>>,
  'sql' | 'parameters' | 'provenance' | 'sources' | 'dailyRows'
>

/** The SQL first, and the rest as comments, so that the whole can be pasted into an SQL client. */
export function formatExplanation({ sql, parameters, provenance, sources, dailyRows }: Explanation): string {
  const comments = [
    ...parameters.map((value, index) => `$${index + 1} = ${JSON.stringify(value)}`),
    '',
    `as of ${provenance.asOf}, data to ${provenance.dataAsOf}, ${provenance.timeZone}, from ${provenance.servedFrom}`,
    ...sources.flatMap(describeSource),
    ...dailyRows.map(
      ({ view, daily, because }) =>
        `${view}: ${because === null ? `the rows of ${daily}` : `every row, not those of ${daily}: ${because}`}`,
    ),
    ...provenance.metrics.flatMap(({ metric, version, definitionHash, description, deviations }) => [
      `${metric} v${version} ${definitionHash}: ${description}`,
      ...deviations.map(
        ({ option, canonical, used }) =>
          `  deviates: ${option} = ${JSON.stringify(used)}, canonically ${JSON.stringify(canonical)}`,
      ),
    ]),
  ]
  return `${sql.trim()}\n\n${comments.map((comment) => `-- ${comment}`.trimEnd()).join('\n')}\n`
}

/** Where the values of an aggregation come from, and why not from other rollups. */
function describeSource({ metrics, part, rejected }: Explanation['sources'][number]): readonly string[] {
  const by = part === null || part.dimensions.length === 0 ? '' : ` by ${part.dimensions.join(', ')}`
  const from =
    part === null ? 'computed from the base' : `from the rollup ${part.rollup}, grain ${part.grain}${by}`
  return [
    `${metrics.join(', ')}: ${from}`,
    ...rejected.map(({ rollup, because }) => `  not from ${rollup}: ${because}`),
  ]
}

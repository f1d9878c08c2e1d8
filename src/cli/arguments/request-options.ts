import { Option } from 'commander'
import type { Command } from 'commander'
import type { Catalog } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import { cohortForms, grains, partialPeriods } from '../../semantic/model/request/request.ts'
import type {
  CohortForm,
  Grain,
  MetricsRequestInput,
  PartialPeriods,
} from '../../semantic/model/request/request.ts'
import type { CommonOptions } from './common-options.ts'
import { isoDay, wholeNumber } from './common-options.ts'
import { parseCondition } from './parse-condition.ts'
import { parseMetric } from './parse-metric.ts'
import { parseKept, parseTop } from './parse-top.ts'
import { parseOption } from '../../semantic/parameters/parse-option.ts'
import { parseWhere } from './parse-where.ts'

/** The options of a query. Lists may be repeated, and names separated by commas. */
export interface RequestOptions extends CommonOptions {
  readonly by?: readonly string[] | undefined
  readonly grain?: Grain | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly partial?: PartialPeriods | undefined
  readonly asOf?: string | undefined
  readonly fresh?: true | undefined
  readonly timeZone?: string | undefined
  readonly where?: readonly string[] | undefined
  readonly option?: readonly string[] | undefined
  readonly cohorts?: CohortForm | undefined
  readonly parts?: true | undefined
  readonly totals?: true | undefined
  readonly orderBy?: readonly string[] | undefined
  readonly period?: string | undefined
  readonly having?: readonly string[] | undefined
  readonly compareTo?: readonly string[] | undefined
  readonly toDate?: true | undefined
  readonly keep?: readonly string[] | undefined
  readonly top?: string | undefined
  readonly subtotals?: true | undefined
  readonly first?: number | undefined
  readonly after?: string | undefined
}

/** Adds the options of a query. */
export function withRequestOptions(command: Command): Command {
  return command
    .option('--by <dimension...>', 'group by these dimensions')
    .addOption(new Option('--grain <grain>', 'one row per period of this length').choices(grains))
    .option('--from <day>', 'the first day; with a grain, the period it falls into', isoDay)
    .option('--to <day>', 'the last day, included; with a grain, the period it falls into', isoDay)
    .option('--period <words>', 'instead of --from and --to: "last 12 months", "this quarter", yesterday')
    .addOption(
      new Option(
        '--partial <how>',
        'a first or last period that the days cut: counted whole (default), within them, left out, or rejected',
      ).choices(partialPeriods),
    )
    .option(
      '--as-of <moment>',
      'use only records known at this moment: a day (its first instant) or an ISO timestamp',
    )
    .option(
      '--fresh',
      'compute from the source tables as they are now, not from the last refresh; takes longer',
    )
    .option('--time-zone <name>', 'time zone of days and weeks, such as Europe/Berlin')
    .option(
      '--where <condition...>',
      'keep only these rows: "plan!=free", "country in DE,FR", "plan=free or plan is null", …',
    )
    .option('--option <name=value...>', 'override the canonical definition: retention_clock=rolling_24h, …')
    .addOption(
      new Option(
        '--cohorts <form>',
        'one row per cohort and age (each), or the average over cohorts at each age',
      ).choices(cohortForms),
    )
    .option('--parts', 'add numerators, denominators and maturity')
    .option('--having <condition...>', 'keep only rows whose numbers meet this condition: "mrr>=1000"')
    .option(
      '--compare-to <earlier...>',
      'compare each period with earlier ones: previous, "1 year", "3 months"',
    )
    .option('--to-date', 'period-to-date: truncate every period at the same elapsed time as the current one')
    .option('--keep <condition...>', 'values to list; all others become one group: "country in DE,FR"')
    .option('--top <dimension:count[:metric]>', 'keep the values with the most of a metric: country:5')
    .option('--totals', 'add a row over all dimensions and periods')
    .option('--subtotals', 'add the rows of every coarser level')
    .option('--order-by <column...>', 'sort by these columns; column:desc for descending')
    .option('--first <rows>', 'maximum number of rows', wholeNumber())
    .option('--after <cursor>', 'continue after the page that ended with this cursor')
}

/** The request of the command line. */
export function toRequest(
  words: readonly string[],
  options: RequestOptions,
  catalog: Catalog,
): MetricsRequestInput {
  const misplacedMetrics: string[] = []
  // in `--by country signups` the list option takes all words: metrics among them are returned to the
  // metrics
  const own = (words: readonly string[] | undefined, isOwn: (word: string) => boolean) =>
    (words ?? []).filter((word) => {
      if (isOwn(word) || !catalog.metrics.has(word)) return true
      misplacedMetrics.push(word)
      return false
    })
  const by = own(splitNames(options.by), (name) => catalog.dimensions.has(name))
  const where = own(options.where, () => false)
  const overrides = own(options.option, () => false)
  const metrics = [
    ...words.flatMap((word) => (/\s/.test(word.trim()) ? [word] : splitNames([word]))),
    ...misplacedMetrics,
  ]
  if (metrics.length === 0) {
    throw new PlumblineError('BAD_REQUEST', 'Name a metric: plumbline query METRIC…', {
      subject: 'metrics',
    })
  }
  const given = {
    grain: options.grain,
    from: options.from,
    to: options.to,
    partial: options.partial,
    asOf: options.asOf,
    timeZone: options.timeZone,
    first: options.first,
    after: options.after,
    cohorts: options.cohorts,
    period: options.period,
    top: options.top === undefined ? undefined : parseTop(options.top),
  }
  return {
    metrics: metrics.map(parseMetric),
    by: [...by],
    where: where.map(parseCondition),
    options: Object.fromEntries(
      overrides.map((written) => parseOption(written, (name) => catalog.parameters.get(name)?.header.type)),
    ),
    parts: options.parts ?? false,
    totals: options.totals ?? false,
    subtotals: options.subtotals ?? false,
    toDate: options.toDate ?? false,
    fresh: options.fresh ?? false,
    having: (options.having ?? [])
      .map(parseWhere)
      .map(({ dimension, ...condition }) => ({ column: dimension, ...condition })),
    compareTo: [
      ...(options.compareTo ?? []).flatMap((words) => words.split(',')).map((words) => words.trim()),
    ],
    keep: (options.keep ?? []).map(parseKept),
    orderBy: splitNames(options.orderBy).map(parseOrder),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  }
}

/** `a,b` and `a b` are the same two names. */
export function splitNames(words: readonly string[] | undefined): readonly string[] {
  return (words ?? [])
    .flatMap((word) => word.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

function parseOrder(written: string): { column: string; direction: 'asc' | 'desc' } {
  const { column = '', direction = 'asc' } =
    /^(?<column>[^:]+)(?::(?<direction>.*))?$/.exec(written)?.groups ?? {}
  if (column === '' || (direction !== 'asc' && direction !== 'desc')) {
    throw new PlumblineError('BAD_REQUEST', `"${written}" is not a sort order.`, {
      subject: 'orderBy',
      valid: ['mrr', 'mrr:asc', 'mrr:desc'],
    })
  }
  return { column, direction }
}

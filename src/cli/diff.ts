import { Command, Option } from 'commander'
import type { Catalog } from '../catalog/catalog.ts'
import { closest } from '../catalog/closest.ts'
import { loadCatalog } from '../catalog/load-catalog.ts'
import { PlumblineError } from '../errors.ts'
import { answerMetrics } from '../loaders/answer-metrics.ts'
import { grains } from '../semantic/request.ts'
import type { Grain } from '../semantic/request.ts'
import { deployedMetrics } from '../warehouse/deployed-metrics.ts'
import type { Engine } from '../warehouse/engine.ts'
import type { CommonOptions } from './arguments/common-options.ts'
import { isoDay, withCommonOptions } from './arguments/common-options.ts'
import { splitNames } from './arguments/request-options.ts'
import type { AnswerDifference } from './comparison/compare-answers.ts'
import { compareAnswers } from './comparison/compare-answers.ts'
import { compareDefinitions, metricHashes } from './comparison/compare-definitions.ts'
import { undeployedRuntime } from './comparison/undeployed-runtime.ts'
import { databaseOf } from './database-of.ts'
import { formatDiff } from './format/format-diff.ts'
import type { Terminal } from './terminal.ts'
import { databaseExists, withEngine } from './with-warehouse.ts'

interface DiffOptions extends CommonOptions {
  readonly against?: string | undefined
  readonly by?: readonly string[] | undefined
  readonly grain?: Grain | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** What a change did to the values of a metric, or why that cannot be said. */
export type ValueChange = { readonly metric: string } & (AnswerDifference | { readonly reason: string })

/** `plumbline diff`: what a change does to definitions and to numbers, before it is released. */
export const diffCommand = (terminal: Terminal): Command =>
  withCommonOptions(new Command('diff'))
    .argument('[metrics...]', 'only these (default: all that changed)')
    .description('compare the definitions in sql/ with others, and the numbers they give')
    .option(
      '--against <directory>',
      'another sql directory, as of the last release (default: what is deployed)',
    )
    .option('--by <dimension...>', 'compare the values by these dimensions')
    .addOption(new Option('--grain <grain>', 'compare the values by periods of this length').choices(grains))
    .option('--from <day>', 'the first day', isoDay)
    .option('--to <day>', 'the last day, included', isoDay)
    .addHelpText(
      'after',
      `
Against a directory, the values of each changed metric are asked of the database with both definitions.
Against what is deployed, only the definitions are compared: a database keeps their hashes, not their text.

Example:
  $ git worktree add ../released v1.4.0
  $ plumbline diff --against ../released/sql activation_rate --by signup_source --grain month`,
    )
    .action((metrics: string[], options: DiffOptions) => run(terminal, splitNames(metrics), options))

async function run(terminal: Terminal, named: readonly string[], options: DiffOptions): Promise<void> {
  const after = await loadCatalog(options.sql)
  const before = options.against === undefined ? null : await loadCatalog(options.against)
  refuseUnknown(named, after, before)
  const released =
    before === null
      ? await withEngine({ ...options, mustExist: true, asks: true }, deployedMetrics)
      : metricHashes(before)
  const definitions = compareDefinitions(released, metricHashes(after))
  const wanted = definitions.filter(({ metric }) => named.length === 0 || named.includes(metric))
  const changed = wanted.filter(({ change }) => change === 'changed').map(({ metric }) => metric)
  const canAsk = databaseExists(databaseOf(options.database))
  const values =
    before !== null && canAsk && changed.length > 0
      ? await withEngine({ ...options, asks: true }, (engine) =>
          compareValues(engine, before, after, changed, options),
        )
      : []
  terminal.out(
    options.json === true
      ? `${JSON.stringify({ definitions: wanted, values })}\n`
      : formatDiff(wanted, values),
  )
  if (before !== null && !canAsk)
    terminal.err('There is no database, so only the definitions were compared.\n')
}

async function compareValues(
  engine: Engine,
  before: Catalog,
  after: Catalog,
  metrics: readonly string[],
  { by, grain, from, to }: DiffOptions,
): Promise<readonly ValueChange[]> {
  const [old, current] = [undeployedRuntime(engine, before), undeployedRuntime(engine, after)]
  const asked = Object.fromEntries(
    Object.entries({ grain, from, to }).filter(([, value]) => value !== undefined),
  )
  const changes: ValueChange[] = []
  for (const metric of metrics) {
    const request = { metrics: [metric], by: [...splitNames(by)], ...asked }
    try {
      changes.push({
        metric,
        ...compareAnswers(await answerMetrics(old, request), await answerMetrics(current, request)),
      })
    } catch (error) {
      // one metric that needs a grain, or a table that is missing, keeps no other from being compared
      if (
        !(error instanceof PlumblineError) ||
        error.code === 'TIMEOUT' ||
        error.code === 'WAREHOUSE_UNAVAILABLE'
      )
        throw error
      changes.push({ metric, reason: error.message })
    }
  }
  return changes
}

function refuseUnknown(named: readonly string[], after: Catalog, before: Catalog | null): void {
  const known = new Set([...after.metrics.keys(), ...(before?.metrics.keys() ?? [])])
  const unknown = named.find((name) => !known.has(name))
  if (unknown === undefined) return
  throw new PlumblineError('UNKNOWN_METRIC', `There is no metric ${unknown}.`, {
    subject: unknown,
    suggestions: closest(unknown, known),
  })
}

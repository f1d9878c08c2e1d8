import { Command, Option } from 'commander'
import type { Catalog } from '../../../catalog/catalog.ts'
import { closest } from '../../../closest.ts'
import { loadCatalog } from '../../../catalog/load-catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import { grains } from '../../../semantic/model/request/request.ts'
import type { Grain } from '../../../semantic/model/request/request.ts'
import { deployedFiles } from '../../../warehouse/release/deployed-files.ts'
import { deployedMetrics } from '../../../warehouse/release/deployed-metrics.ts'
import type { Engine } from '../../../warehouse/engine/engine.ts'
import { withoutLimit } from '../../../warehouse/engine/without-limit.ts'
import type { CommonOptions } from '../../arguments/common-options.ts'
import { isoDay, withCommonOptions } from '../../arguments/common-options.ts'
import { splitNames } from '../../arguments/request-options.ts'
import { compareDefinitions, definitionsOf } from '../../diff/compare-definitions.ts'
import type { DefinitionChange, Definitions } from '../../diff/compare-definitions.ts'
import { compareValues } from '../../diff/compare-values.ts'
import type { ValueChange } from '../../diff/compare-values.ts'
import { deployedCatalog } from '../../diff/deployed-catalog.ts'
import { resolveDatabase } from '../../steps/resolve-database.ts'
import { formatDiff } from '../../format/format-diff.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { databaseExists, inSnapshot, withEngine } from '../../steps/with-warehouse.ts'

interface DiffOptions extends CommonOptions {
  readonly against?: string | undefined
  readonly by?: readonly string[] | undefined
  readonly grain?: Grain | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** `plumbline diff`: the effect of a change on definitions and numbers, before its release. */
export function diffCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('diff'))
    .argument('[metrics...]', 'only these metrics (default: all changed ones)')
    .description('compare the definitions in sql/ with others, and the numbers they produce')
    .option(
      '--against <directory>',
      'another sql directory, such as one of the last release (default: the deployed definitions)',
    )
    .option('--by <dimension...>', 'compare the values by these dimensions (default: the segment)')
    .addOption(new Option('--grain <grain>', 'compare the values by periods of this length').choices(grains))
    .option('--from <day>', 'the first day', isoDay)
    .option('--to <day>', 'the last day, included', isoDay)
    .addHelpText(
      'after',
      `
Each changed metric is queried with both definitions: for all time, by segment where it has one, with the total
last. The database stores the deployed files, so that the deployed definitions can be queried too. Named metrics
are compared even when only a dimension changed. A changed definition with an unchanged version is reported.

Examples:
  $ plumbline diff
  $ git worktree add ../released v1.4.0
  $ plumbline diff --against ../released/sql activation_rate --by signup_source --grain month`,
    )
    .action((metrics: string[], options: DiffOptions) => run(terminal, splitNames(metrics), options))
}

async function run(terminal: Terminal, named: readonly string[], options: DiffOptions): Promise<void> {
  const after = await loadCatalog(options.sql)
  const against = options.against === undefined ? null : await loadCatalog(options.against)
  if (against !== null && !databaseExists(resolveDatabase(options.database))) {
    terminal.err('Without a database only the definitions were compared.\n')
    print(terminal, options, changesOf(named, definitionsOf(against), after), [])
    return
  }
  const engineOptions = { ...options, mustExist: against === null, onlyQueries: true }
  const compare = async (engine: Engine): Promise<void> => {
    const own = withoutLimit(engine)
    const before = against ?? (await released(own, options.sql))
    const old = before === null ? await releasedHashes(own) : definitionsOf(before)
    const definitions = changesOf(named, old, after)
    const changed = definitions.filter(({ change }) => change === 'changed').map(({ metric }) => metric)
    // a changed dimension does not change the metric, so named metrics are always compared
    const compared =
      named.length === 0 ? changed : named.filter((name) => old.has(name) && after.metrics.has(name))
    const by = options.by === undefined ? null : splitNames(options.by)
    const values =
      before === null ? [] : await compareValues(engine, before, after, compared, { ...options, by })
    print(terminal, options, definitions, values)
    if (before === null && changed.length > 0) {
      terminal.err(
        'The deployed release did not store its files, so only the definitions were compared: --against DIRECTORY also compares the numbers.\n',
      )
    }
  }
  await withEngine(engineOptions, (engine) => inSnapshot(engine, compare))
}

function print(
  terminal: Terminal,
  { json }: DiffOptions,
  definitions: readonly DefinitionChange[],
  values: readonly ValueChange[],
): void {
  terminal.out(
    json === true ? `${JSON.stringify({ definitions, values })}\n` : formatDiff(definitions, values),
  )
}

function changesOf(named: readonly string[], old: Definitions, after: Catalog): readonly DefinitionChange[] {
  rejectUnknown(named, new Set([...after.metrics.keys(), ...old.keys()]))
  return compareDefinitions(old, definitionsOf(after)).filter(
    ({ metric }) => named.length === 0 || named.includes(metric),
  )
}

/** The deployed catalogue; null when the release did not store its files. */
async function released(engine: Engine, sql: string): Promise<Catalog | null> {
  const files = await deployedFiles(engine)
  return files.size === 0 ? null : deployedCatalog(files, sql)
}

async function releasedHashes(engine: Engine): Promise<Definitions> {
  return new Map([...(await deployedMetrics(engine))].map(([name, hash]) => [name, { hash, version: null }]))
}

function rejectUnknown(named: readonly string[], known: ReadonlySet<string>): void {
  const unknown = named.find((name) => !known.has(name))
  if (unknown === undefined) return
  throw new PlumblineError('UNKNOWN_METRIC', `There is no metric ${unknown}.`, {
    subject: unknown,
    suggestions: closest(unknown, known),
  })
}

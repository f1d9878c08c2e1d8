import { Command } from 'commander'
import { loadCatalog } from '../../../catalog/load-catalog.ts'
import { withoutLimit } from '../../../warehouse/engine/without-limit.ts'
import type { CommonOptions } from '../../arguments/common-options.ts'
import { withCommonOptions } from '../../arguments/common-options.ts'
import { compareValues } from '../../diff/compare-values.ts'
import { planUpgrade, type UpgradePlan } from '../../diff/plan-upgrade.ts'
import { formatUpgrade } from '../../format/format-upgrade.ts'
import { inSnapshot, withEngine } from '../../steps/with-warehouse.ts'
import type { Terminal } from '../../terminal/terminal.ts'

interface UpgradeOptions extends CommonOptions {
  readonly numbers?: true | string | undefined
}

/** `plumbline upgrade`: what this version of the definitions would change, before it is deployed. */
export function upgradeCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('upgrade'))
    .description(
      'compare the deployed metrics with those of this version: which are new, gone, renamed or changed',
    )
    .option(
      '--numbers [period]',
      'query both definitions of each changed metric, by month, and show where they differ (default: "last 6 months")',
    )
    .addHelpText(
      'after',
      `
Nothing is changed. For each changed metric, the views and parameters that changed it are named; \`plumbline diff\` compares
the numbers by any dimension.

Examples:
  $ plumbline upgrade
  $ plumbline upgrade --numbers 'last 12 months'`,
    )
    .action((options: UpgradeOptions) => run(terminal, options))
}

async function run(terminal: Terminal, options: UpgradeOptions): Promise<void> {
  const after = await loadCatalog(options.sql)
  const wantsNumbers = options.numbers !== undefined
  const period = typeof options.numbers === 'string' ? options.numbers : 'last 6 months'
  await withEngine({ ...options, mustExist: true, onlyQueries: true }, (engine) =>
    inSnapshot(engine, async (snapshot) => {
      const plan = await planUpgrade(withoutLimit(snapshot), after, options.sql)
      const changed = plan.changed.map(({ metric }) => metric)
      const values =
        wantsNumbers && plan.before !== null
          ? await compareValues(snapshot, plan.before, after, changed, { by: [], grain: 'month', period })
          : []
      if (options.json === true) {
        const { before: _before, ...changes } = plan
        terminal.out(`${JSON.stringify({ ...changes, values })}\n`)
        return
      }
      terminal.out(formatUpgrade(plan, values))
      terminal.err(next(plan, wantsNumbers))
    }),
  )
}

/** What to do now. */
function next({ added, removed, renamed, changed, before }: UpgradePlan, wantsNumbers: boolean): string {
  const lines = [
    ...(wantsNumbers && before === null && changed.length > 0
      ? [
          'Numbers were not compared: the deployed definitions do not pass the rules of this version. Compare with a checkout of them: plumbline diff --against DIRECTORY.',
        ]
      : []),
    ...(!wantsNumbers && before !== null && changed.length > 0
      ? ['Where numbers move: plumbline upgrade --numbers']
      : []),
    ...(removed.length + renamed.length > 0
      ? ['Change the queries, boards and policies that use the old names first.']
      : []),
    added.length + removed.length + renamed.length + changed.length === 0
      ? 'Next: nothing to announce. plumbline deploy --dry-run shows whether views differ.'
      : 'Nothing was changed. Next: plumbline deploy, which also fills the stored views; then restart servers that do not --follow.',
  ]
  return `\n${lines.join('\n')}\n`
}

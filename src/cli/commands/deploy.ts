import { Command } from 'commander'
import { loadCatalog } from '../../catalog/load-catalog.ts'
import { deploy, isUpToDate, planDeploy } from '../../warehouse/release/deploy.ts'
import type { DeployPlan } from '../../warehouse/release/deploy.ts'
import { describeDependent, readDependents } from '../../warehouse/release/deployed/dependents.ts'
import type { SourceViolation } from '../../semantic/model/source-violation.ts'
import { recordHeaders } from '../../warehouse/release/record-release.ts'
import { refresh } from '../../warehouse/release/refresh.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import { withCommonOptions } from '../arguments/common-options.ts'
import { createProgress } from '../terminal/progress.ts'
import { describeViolation } from '../format/describe-violation.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { withEngine } from '../steps/with-warehouse.ts'

interface DeployOptions extends CommonOptions {
  readonly dryRun?: true | undefined
  readonly dropDependents?: true | undefined
}

/** `plumbline deploy`: what is in `sql/` becomes what is in the database. */
export const deployCommand = (terminal: Terminal): Command =>
  withCommonOptions(new Command('deploy'))
    .description('deploy the views of sql/ to the database, in dependency order and in one transaction')
    .option('--dry-run', 'print the changes without applying them')
    .option('--drop-dependents', 'drop what others made over our views, too; they have to make it again')
    .addHelpText(
      'after',
      `
Views that others made over ours are named, and nothing is done while there are any: they would be lost.

Example:
  $ plumbline deploy --dry-run --database postgres://localhost/warehouse`,
    )
    .action((options: DeployOptions) => run(terminal, options))

async function run(terminal: Terminal, options: DeployOptions): Promise<void> {
  const catalog = await loadCatalog(options.sql)
  await withEngine(options, async (engine) => {
    const plan = await planDeploy(engine, catalog)
    const isDue = !isUpToDate(plan)
    const applies = options.dryRun !== true && isDue
    const dependents = isDue ? await readDependents(engine, plan) : []
    let noted = false
    let violations: readonly SourceViolation[] = []
    if (applies) {
      const progress = createProgress(terminal)
      // views and the results kept for them appear together: nobody finds a stored view empty
      await engine
        .transaction(async (transaction) => {
          await deploy(transaction, catalog, { dropDependents: options.dropDependents === true })
          violations = await refresh(transaction, catalog, (view, done, total) =>
            progress.step('stored views', done, total, view),
          )
        })
        .finally(() => progress.end())
    } else if (options.dryRun !== true) {
      // a header alone may have changed: what is released is noted all the same
      noted = await recordHeaders(engine, catalog)
    }
    // told when it is done: what was refused has created nothing
    if (options.json === true)
      terminal.out(`${JSON.stringify({ ...plan, dependents, applied: applies, noted, violations })}\n`)
    else {
      terminal.out(dependents.map((one) => `${describeDependent(one)}\n`).join('') + formatPlan(plan))
      terminal.err(violations.map((one) => `${describeViolation(one)}\n`).join(''))
      const dropped = applies ? dependents.map(({ name }) => `Dropped with ours: ${name}\n`).join('') : ''
      terminal.err(dropped + summary(plan, { isDryRun: options.dryRun === true, isDue, noted }))
    }
  })
}

/**
 * One line per view that would change: `+` is created, `~` replaced, `!` put back because the database lacks it
 * or has it otherwise, `-` dropped. Then what was found to be missing or changed, a sentence each.
 */
export function formatPlan(plan: DeployPlan): string {
  const { created, replaced, restored, dropped, unchanged, findings, sources } = plan
  const lines = [
    ...created.map((name) => `+ ${name}`),
    ...replaced.map((name) => `~ ${name}`),
    ...restored.map((name) => `! ${name}`),
    ...dropped.map((name) => `- ${name}`),
    ...findings,
    ...sources,
    `${created.length} created, ${replaced.length} replaced, ${dropped.length} dropped, ${unchanged.length} unchanged${restored.length > 0 ? `, ${restored.length} put back` : ''}`,
  ]
  return `${lines.join('\n')}\n`
}

function summary(
  plan: DeployPlan,
  {
    isDryRun,
    isDue,
    noted,
  }: { readonly isDryRun: boolean; readonly isDue: boolean; readonly noted: boolean },
): string {
  if (isDue) return isDryRun ? 'Nothing was done: this is only the plan.\n' : 'Deployed.\n'
  const held = `the database holds all ${plan.unchanged.length} views of sql/ as they are there`
  return noted
    ? `No view differs: ${held}. What the headers say now was noted.\n`
    : `Nothing to do: ${held}.\n`
}

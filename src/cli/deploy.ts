import { Command } from 'commander'
import { loadCatalog } from '../catalog/load-catalog.ts'
import { deploy, planDeploy } from '../warehouse/deploy.ts'
import type { DeployPlan } from '../warehouse/deploy.ts'
import { recordRelease } from '../warehouse/record-release.ts'
import { refresh } from '../warehouse/refresh.ts'
import type { CommonOptions } from './arguments/common-options.ts'
import { withCommonOptions } from './arguments/common-options.ts'
import { createProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'
import { withEngine } from './with-warehouse.ts'

interface DeployOptions extends CommonOptions {
  readonly dryRun?: true | undefined
}

/** `plumbline deploy`: what is in `sql/` becomes what is in the database. */
export const deployCommand = (terminal: Terminal): Command =>
  withCommonOptions(new Command('deploy'))
    .description('put the views of sql/ into the database, in dependency order and in one transaction')
    .option('--dry-run', 'only say what would happen')
    .addHelpText(
      'after',
      '\nExample:\n  $ plumbline deploy --dry-run --database postgres://localhost/warehouse',
    )
    .action((options: DeployOptions) => run(terminal, options))

async function run(terminal: Terminal, options: DeployOptions): Promise<void> {
  const catalog = await loadCatalog(options.sql)
  await withEngine(options, async (engine) => {
    const plan = await planDeploy(engine, catalog)
    const changes = plan.created.length + plan.replaced.length + plan.dropped.length
    const applies = options.dryRun !== true && changes > 0
    if (options.json !== true) terminal.out(formatPlan(plan))
    if (applies) {
      const progress = createProgress(terminal)
      // views and the results kept for them appear together: nobody finds a stored view empty
      await engine
        .transaction(async (transaction) => {
          await deploy(transaction, catalog)
          await refresh(transaction, catalog, (view, done, total) =>
            progress.step('stored views', done, total, view),
          )
        })
        .finally(() => progress.end())
    } else if (options.dryRun !== true) {
      // a header alone may have changed: what is released is noted all the same
      await recordRelease(engine, catalog)
    }
    if (options.json === true) terminal.out(`${JSON.stringify({ ...plan, applied: applies })}\n`)
    else terminal.err(summary(options.dryRun === true, changes))
  })
}

/** One line per view that would change: `+` is created, `~` replaced, `-` dropped. */
export function formatPlan({ created, replaced, dropped, unchanged }: DeployPlan): string {
  const lines = [
    ...created.map((name) => `+ ${name}`),
    ...replaced.map((name) => `~ ${name}`),
    ...dropped.map((name) => `- ${name}`),
    `${created.length} created, ${replaced.length} replaced, ${dropped.length} dropped, ${unchanged.length} unchanged`,
  ]
  return `${lines.join('\n')}\n`
}

function summary(isDryRun: boolean, changes: number): string {
  if (changes === 0) return 'Nothing to do.\n'
  return isDryRun ? 'Nothing was done: this is only the plan.\n' : 'Deployed.\n'
}

import { Command } from 'commander'
import { loadCatalog } from '../../catalog/load-catalog.ts'
import { deploy, isUpToDate, planDeploy } from '../../warehouse/release/deploy.ts'
import type { DeployPlan } from '../../warehouse/release/deploy.ts'
import { describeDependent, readDependents } from '../../warehouse/release/deployed/dependents.ts'
import type { SourceViolation } from '../../semantic/model/source-violation.ts'
import { analyzeDistributed } from '../../warehouse/distribution/analyze-distributed.ts'
import { requireNodes } from '../../warehouse/distribution/require-nodes.ts'
import { recordHeaders } from '../../warehouse/release/record-release.ts'
import { grantRoles, missingRoles } from '../../warehouse/release/roles/grant-roles.ts'
import type { ReaderRole } from '../../warehouse/release/roles/reader-roles.ts'
import { createRelations, rejectEmbedded, updateRelations } from '../../sql-api/relations/create-relations.ts'
import { fillRollups } from '../../rollups/fill-rollups.ts'
import { refresh } from '../../warehouse/release/refresh.ts'
import { readWarehouseState } from '../../warehouse/state/read-warehouse-state.ts'
import { isReadBySql } from '../../warehouse/release/batches/stored-results.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import { withCommonOptions } from '../arguments/common-options.ts'
import { readFeedsOf, withFeedOptions, type FeedOptions } from '../sources/read-feeds-of.ts'
import { describeFeeds } from '../sources/describe-feeds.ts'
import { firstQuery, nextQuery } from '../terminal/first-query.ts'
import { createProgress } from '../terminal/progress.ts'
import { describeViolation } from '../format/describe-violation.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { withEngine } from '../steps/with-warehouse.ts'

interface DeployOptions extends CommonOptions, FeedOptions {
  readonly dryRun?: true | undefined
  readonly dropDependents?: true | undefined
  readonly distributed?: true | undefined
  readonly bi?: true | undefined
}

/** `plumbline deploy`: deploys `sql/` to the database. */
export function deployCommand(terminal: Terminal): Command {
  return withFeedOptions(withCommonOptions(new Command('deploy')))
    .description('deploy the views of sql/ to the database, in dependency order and in one transaction')
    .option('--dry-run', 'print the changes without applying them')
    .option(
      '--drop-dependents',
      'also drop views of others that read from deployed views; they must be created again',
    )
    .option(
      '--distributed',
      'spread the tables over the nodes of a PostgreSQL with the extension Citus; later deployments keep them so',
    )
    .option(
      '--bi',
      'also create the relations of the SQL API in the schema plumbline_metrics; later deployments keep them up to date',
    )
    .addHelpText(
      'after',
      `
Views of others that read from deployed views would be lost: they are listed, and the deployment is rejected.

Example:
  $ plumbline deploy --dry-run --database postgres://localhost/warehouse`,
    )
    .action((options: DeployOptions) => run(terminal, options))
}

async function run(terminal: Terminal, options: DeployOptions): Promise<void> {
  const catalog = await loadCatalog(options.sql)
  const feeds = await readFeedsOf(options, catalog)
  await withEngine(options, async (engine) => {
    const distributed = options.distributed === true
    if (distributed) await requireNodes(engine)
    if (options.bi === true) rejectEmbedded(engine)
    const relations = options.bi === true ? createRelations : updateRelations
    const plan = await planDeploy(engine, catalog, { distributed, feeds })
    const isDue = !isUpToDate(plan)
    const applies = options.dryRun !== true && isDue
    const dependents = isDue ? await readDependents(engine, plan) : []
    let noted = false
    let violations: readonly SourceViolation[] = []
    if (applies) {
      const progress = createProgress(terminal)
      // views and stored results are published together, so that no reader finds a stored view empty
      await engine
        .transaction(async (transaction) => {
          await deploy(transaction, catalog, {
            dropDependents: options.dropDependents === true,
            distributed,
            feeds,
          })
          violations = await refresh(transaction, catalog, {
            onProgress: (view, done, total) => progress.step('stored views', done, total, view),
            withResults: isReadBySql(transaction),
          })
          await fillRollups(transaction, catalog, {
            onProgress: (rollup, done, total) => progress.step('rollups', done, total, rollup),
          })
          await relations(transaction, catalog)
        })
        .finally(() => progress.end())
      await analyzeDistributed(engine, catalog)
    } else if (options.dryRun !== true) {
      // only headers may have changed: record the release all the same
      noted = await recordHeaders(engine, catalog)
      // an administrator may have created the roles since
      await engine.transaction(async (transaction) => {
        await grantRoles(transaction, catalog)
        await relations(transaction, catalog)
      })
    }
    const missing = options.dryRun === true ? [] : await missingRoles(engine)
    // printed at the end, because a rejected deployment has created no view
    if (options.json === true)
      terminal.out(
        `${JSON.stringify({ ...plan, adapters: describeFeeds(plan.adapters), dependents, applied: applies, noted, violations, missingRoles: missing.map(({ name }) => name) })}\n`,
      )
    else {
      terminal.out(dependents.map((one) => `${describeDependent(one)}\n`).join('') + formatPlan(plan))
      terminal.err(
        describeFeeds(plan.adapters)
          .map((line) => `${line}\n`)
          .join(''),
      )
      terminal.err(violations.map((one) => `${describeViolation(one)}\n`).join(''))
      const dropped = applies ? dependents.map(({ name }) => `Also dropped: ${name}\n`).join('') : ''
      terminal.err(dropped + summary(plan, { isDryRun: options.dryRun === true, isDue, noted }))
      terminal.err(describeMissing(missing))
      const query = applies ? firstQuery(catalog, await readWarehouseState(engine, catalog)) : null
      if (query !== null) terminal.err(`\n${nextQuery(query, options.database)}\n`)
    }
  })
}

/**
 * One line per changed view: `+` created, `~` replaced, `!` restored because it is missing or differs in
 * the database, `-` dropped. Then the missing and changed relations, one sentence each.
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
    `${created.length} created, ${replaced.length} replaced, ${dropped.length} dropped, ${unchanged.length} unchanged${restored.length > 0 ? `, ${restored.length} restored` : ''}`,
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
  if (isDue) return isDryRun ? 'Not applied: this is the plan.\n' : 'Deployed.\n'
  const state = `the database has all ${plan.unchanged.length} views of sql/`
  return noted ? `No view differs: ${state}. Changed headers were recorded.\n` : `Up to date: ${state}.\n`
}

/** The statements for an administrator when the user may not create the roles for readers. */
function describeMissing(roles: readonly ReaderRole[]): string {
  if (roles.length === 0) return ''
  const statements = roles.map(({ name, purpose }) => `  create role ${name} nologin; -- ${purpose}\n`)
  return `The database lacks roles for readers, and its user may not create them. Let an administrator run:
${statements.join('')}Then run plumbline deploy again.
`
}

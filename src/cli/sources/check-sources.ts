import { loadCatalog } from '../../catalog/load-catalog.ts'
import { checkSources } from '../../warehouse/check/check-sources.ts'
import { isUndeployed, planDeploy } from '../../warehouse/release/deploy.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import { inSnapshot, withEngine } from '../steps/with-warehouse.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { describeFeeds } from './describe-feeds.ts'
import { formatSources } from './format-sources.ts'
import { readFeedsOf, type FeedOptions } from './read-feeds-of.ts'

/** `plumbline check --sources`: what the tables of the contract are, and what they answer. */
export async function runCheckSources(
  terminal: Terminal,
  options: CommonOptions & FeedOptions,
): Promise<void> {
  const catalog = await loadCatalog(options.sql)
  const feeds = await readFeedsOf(options, catalog)
  await withEngine({ ...options, mustExist: true }, async (engine) => {
    const plan = await planDeploy(engine, catalog, { feeds })
    const fed = describeFeeds(plan.adapters)
    if (isUndeployed(plan)) {
      if (options.json === true) terminal.out(`${JSON.stringify({ feeds: fed, deployed: false })}\n`)
      else terminal.out(fed.map((line) => `${line}\n`).join(''))
      terminal.err('No view is deployed in this database: run plumbline deploy, then check again.\n')
      terminal.setExitCode(exitCodes.rejected)
      return
    }
    const found = await inSnapshot(engine, (snapshot) => checkSources(snapshot, catalog, plan.adapters))
    if (options.json === true) {
      const { unanswerable, rejected, ...others } = found
      terminal.out(
        `${JSON.stringify({ feeds: fed, ...others, unanswerable: Object.fromEntries(unanswerable), rejected: Object.fromEntries(rejected) })}\n`,
      )
    } else terminal.out(`${fed.map((line) => `${line}\n`).join('')}${formatSources(found)}`)
    const isWrong = found.sources.some(({ violations }) =>
      violations.some(({ severity }) => severity === 'error'),
    )
    if (isWrong) terminal.setExitCode(exitCodes.rejected)
  })
}

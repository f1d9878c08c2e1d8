import { Command } from 'commander'
import { loadCatalog } from '../../catalog/load-catalog.ts'
import { declareReceipt } from '../../warehouse/contract/declare-receipt.ts'
import { fillRollups } from '../../rollups/fill-rollups.ts'
import { refresh } from '../../warehouse/release/refresh.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import { withCommonOptions } from '../arguments/common-options.ts'
import { describeViolation } from '../format/describe-violation.ts'
import { createProgress } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { PlumblineError } from '../../errors.ts'
import { checkTimestamp } from '../../warehouse/load/values/check-time.ts'
import { verifyStored } from '../steps/verify-stored.ts'
import { rejectUndeployed, withEngine } from '../steps/with-warehouse.ts'

interface RefreshOptions extends CommonOptions {
  readonly verify?: true | string | undefined
  readonly receivedAt?: string | undefined
}

/** `plumbline refresh`: fills the materialized views again. */
export function refreshCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('refresh'))
    .description('refresh the materialized views after another loader has changed the source tables')
    .option(
      '--received-at <time>',
      'when the tables of your own loader were synced; their rows describe that moment',
    )
    .option(
      '--verify [samples]',
      'instead of refreshing, compare some stored values with those of the base; 20 pairs of a grain and dimensions',
    )
    .addHelpText(
      'after',
      `
Every source table, or view in its place, is tested against the source contract. Violating rows are counted;
plumbline check shows them.

Example:
  $ plumbline refresh --database postgres://localhost/warehouse`,
    )
    .action((options: RefreshOptions) => run(terminal, options))
}

async function run(terminal: Terminal, options: RefreshOptions): Promise<void> {
  if (options.verify !== undefined) return verifyStored(terminal, options, readSamples(options.verify))
  const receivedAt = options.receivedAt === undefined ? null : readTime(options.receivedAt)
  const catalog = await loadCatalog(options.sql)
  const violations = await withEngine({ ...options, mustExist: true }, async (engine) => {
    await rejectUndeployed(engine, catalog)
    const progress = createProgress(terminal)
    return engine
      .transaction(async (transaction) => {
        if (receivedAt !== null) await declareReceipt(transaction, catalog.sources, receivedAt)
        const found = await refresh(transaction, catalog, (view, done, total) =>
          progress.step('stored views', done, total, view),
        )
        await fillRollups(transaction, catalog, (rollup, done, total) =>
          progress.step('rollups', done, total, rollup),
        )
        return found
      })
      .finally(() => progress.end())
  })
  const stored = [...catalog.views.values()].filter(({ header }) => header.stored).map(({ name }) => name)
  if (options.json === true) terminal.out(`${JSON.stringify({ refreshed: stored, violations })}\n`)
  else {
    terminal.out(stored.map((name) => `${name}\n`).join(''))
    terminal.err(violations.map((violation) => `${describeViolation(violation)}\n`).join(''))
  }
}

/** The number of samples of `--verify`. */
function readSamples(given: true | string): number {
  if (given === true) return 20
  const samples = Number(given)
  if (Number.isInteger(samples) && samples > 0) return samples
  throw new PlumblineError('BAD_REQUEST', `--verify is ${JSON.stringify(given)}, not a number of samples.`, {
    subject: 'verify',
  })
}

/** An instant; without a zone it would be ambiguous. */
function readTime(written: string): string {
  const problem = checkTimestamp(written)
  if (problem === null) return written
  throw new PlumblineError('BAD_REQUEST', `--received-at is ${JSON.stringify(written)}, which ${problem}.`, {
    subject: 'received-at',
  })
}

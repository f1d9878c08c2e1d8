import { Command } from 'commander'
import { loadCatalog } from '../../catalog/load-catalog.ts'
import { declareReceipt } from '../../warehouse/contract/declare-receipt.ts'
import { fillRollups } from '../../rollups/fill-rollups.ts'
import { analyzeDistributed } from '../../warehouse/distribution/analyze-distributed.ts'
import { planBatch, refreshBatch } from '../../warehouse/release/refresh.ts'
import type { PlannedFill, RefreshReport } from '../../warehouse/release/refresh.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import { withCommonOptions } from '../arguments/common-options.ts'
import { describeViolation } from '../format/describe-violation.ts'
import { describeBatch, formatFills, formatRefreshPlan } from '../format/format-refresh.ts'
import { createProgress } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { PlumblineError } from '../../errors.ts'
import { checkTimestamp } from '../../warehouse/load/values/check-time.ts'
import { verifyStored } from '../steps/verify-stored.ts'
import { rejectUndeployed, withEngine } from '../steps/with-warehouse.ts'

interface RefreshOptions extends CommonOptions {
  readonly verify?: true | string | undefined
  readonly receivedAt?: string | undefined
  readonly dryRun?: true | undefined
  readonly full?: true | undefined
}

/** `plumbline refresh`: brings the stored views up to date. */
export function refreshCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('refresh'))
    .description('bring the stored views up to date after another loader has changed the source tables')
    .option(
      '--received-at <time>',
      'when the tables of your own loader were synced; their rows describe that moment',
    )
    .option('--dry-run', 'print what would be done, and change nothing')
    .option('--full', 'fill every stored view in full, even where nothing changed')
    .option(
      '--verify [samples]',
      'instead of refreshing, compare some stored values with those of the base; 20 pairs of a grain and dimensions',
    )
    .addHelpText(
      'after',
      `
Every source table, or view in its place, is tested against the source contract. Violating rows are counted;
plumbline check shows them.

Only what changed since the last refresh is computed: rows may have arrived late, or been edited or deleted. The
result is that of a full refresh. One process refreshes at a time. When it is killed, nothing has changed.

Example:
  $ plumbline refresh --database postgres://localhost/warehouse`,
    )
    .action((options: RefreshOptions) => run(terminal, options))
}

async function run(terminal: Terminal, options: RefreshOptions): Promise<void> {
  if (options.verify !== undefined) return verifyStored(terminal, options, readSamples(options.verify))
  const receivedAt = options.receivedAt === undefined ? null : readTime(options.receivedAt)
  const isFull = options.full === true
  const catalog = await loadCatalog(options.sql)
  await withEngine({ ...options, mustExist: true }, async (engine) => {
    await rejectUndeployed(engine, catalog)
    if (options.dryRun === true) {
      printPlan(terminal, options, await planBatch(engine, catalog, isFull))
      return
    }
    const progress = createProgress(terminal)
    const report = await refreshBatch(engine, catalog, {
      isFull,
      onProgress: (view, done, total) => progress.step('stored views', done, total, view),
      before: async (transaction) => {
        if (receivedAt !== null) await declareReceipt(transaction, catalog.sources, receivedAt)
      },
      after: async (transaction) => {
        await fillRollups(transaction, catalog, {
          isFull,
          onProgress: (rollup, done, total) => progress.step('rollups', done, total, rollup),
        })
      },
    }).finally(() => progress.end())
    await analyzeDistributed(engine, catalog)
    printReport(terminal, options, report)
  })
}

function printPlan(terminal: Terminal, { json }: RefreshOptions, plan: readonly PlannedFill[]): void {
  terminal.out(json === true ? `${JSON.stringify({ plan })}\n` : formatRefreshPlan(plan))
}

function printReport(terminal: Terminal, { json }: RefreshOptions, report: RefreshReport): void {
  const { violations, views, ...batch } = report
  if (json === true) {
    terminal.out(
      `${JSON.stringify({ refreshed: views.map(({ view }) => view), ...batch, views, violations })}\n`,
    )
    return
  }
  terminal.out(formatFills(views))
  terminal.err(violations.map((violation) => `${describeViolation(violation)}\n`).join(''))
  terminal.err(describeBatch(report))
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

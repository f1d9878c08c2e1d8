import { Command } from 'commander'
import { loadCatalog } from '../../catalog/load-catalog.ts'
import { declareReceipt } from '../../warehouse/contract/declare-receipt.ts'
import { analyzeDistributed } from '../../warehouse/distribution/analyze-distributed.ts'
import { refresh } from '../../warehouse/release/refresh.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import { withCommonOptions } from '../arguments/common-options.ts'
import { describeViolation } from '../format/describe-violation.ts'
import { createProgress } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { PlumblineError } from '../../errors.ts'
import { checkTimestamp } from '../../warehouse/load/values/check-time.ts'
import { rejectUndeployed, withEngine } from '../steps/with-warehouse.ts'

interface RefreshOptions extends CommonOptions {
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
  const receivedAt = options.receivedAt === undefined ? null : readTime(options.receivedAt)
  const catalog = await loadCatalog(options.sql)
  const violations = await withEngine({ ...options, mustExist: true }, async (engine) => {
    await rejectUndeployed(engine, catalog)
    const progress = createProgress(terminal)
    const violations = await engine
      .transaction(async (transaction) => {
        if (receivedAt !== null) await declareReceipt(transaction, catalog.sources, receivedAt)
        return refresh(transaction, catalog, (view, done, total) =>
          progress.step('stored views', done, total, view),
        )
      })
      .finally(() => progress.end())
    await analyzeDistributed(engine, catalog)
    return violations
  })
  const stored = [...catalog.views.values()].filter(({ header }) => header.stored).map(({ name }) => name)
  if (options.json === true) terminal.out(`${JSON.stringify({ refreshed: stored, violations })}\n`)
  else {
    terminal.out(stored.map((name) => `${name}\n`).join(''))
    terminal.err(violations.map((violation) => `${describeViolation(violation)}\n`).join(''))
  }
}

/** An instant; without a zone it would be ambiguous. */
function readTime(written: string): string {
  const problem = checkTimestamp(written)
  if (problem === null) return written
  throw new PlumblineError('BAD_REQUEST', `--received-at is ${JSON.stringify(written)}, which ${problem}.`, {
    subject: 'received-at',
  })
}

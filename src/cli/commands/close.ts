import { Command, InvalidArgumentError } from 'commander'
import { loadCatalog } from '../../catalog/load-catalog.ts'
import { isDay } from '../../semantic/time/moment.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import { withCommonOptions } from '../arguments/common-options.ts'
import { closeBooks } from '../steps/close-books.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { rejectUndeployed, withEngine } from '../steps/with-warehouse.ts'

interface CloseOptions extends CommonOptions {
  readonly month?: string | undefined
}

/** `plumbline close`: records the figures of the months that have ended. */
export function closeCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('close'))
    .description('record the figures of months that have ended, so that later restatements can be detected')
    .option('--month <month>', 'the last month to record (default: the last that has ended)', isoMonth)
    .addHelpText(
      'after',
      `
For every month that has ended and is not yet recorded, the recurring revenue of each customer is recorded as
the books show it now, with the definition of mrr and the canonical options. A month is recorded once and never
changed, not even by load or deploy. So run this when a month's data are complete. From then on said_then returns
the recorded figure, and so does mrr with the option books=closed; restatement_reason also distinguishes late_event,
changed_mapping and changed_definition. Without a record, only the reasons visible from dates are available.
The record belongs to one company: load the data of another company into another database.

Examples:
  $ plumbline close
  $ plumbline close --month 2025-11 --database postgres://localhost/warehouse
  $ plumbline query mrr --grain month --option books=closed
  $ plumbline query said_then said_now restated_mrr --by restatement_reason --grain month`,
    )
    .action((options: CloseOptions) => run(terminal, options))
}

async function run(terminal: Terminal, options: CloseOptions): Promise<void> {
  const catalog = await loadCatalog(options.sql)
  const recorded = await withEngine({ ...options, mustExist: true }, async (engine) => {
    await rejectUndeployed(engine, catalog)
    return closeBooks(engine, catalog, options.month ?? null)
  })
  if (options.json === true) {
    terminal.out(`${JSON.stringify({ recorded })}\n`)
    return
  }
  for (const { month, mrr, currency, accounts } of recorded)
    terminal.out(`${month}  ${mrr} ${currency}  ${accounts} ${accounts === 1 ? 'account' : 'accounts'}\n`)
  terminal.err(
    recorded.length === 0
      ? 'No month to record: every month that has ended is already recorded, or has no revenue before it.\n'
      : `${recorded.length} ${recorded.length === 1 ? 'month' : 'months'} recorded.\n`,
  )
}

/** Reads an existing month, such as `2025-11`. */
function isoMonth(text: string): string {
  if (!/^\d{4}-\d{2}$/.test(text) || !isDay(`${text}-01`))
    throw new InvalidArgumentError('It must be a month such as 2025-11.')
  return text
}

import type { Catalog } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import { runQuery } from '../../query/run-query.ts'
import { runtimeOf } from '../../open-runtime.ts'
import { recordMonths, runningMonth } from '../../warehouse/release/closed-books.ts'
import type { ClosedMonth } from '../../warehouse/release/closed-books.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'

/**
 * Records what is said of every month that has ended and is not recorded yet, by the canonical definitions, so that it
 * can be told later what was said when the month was closed.
 *
 * @param upTo the last month, `2025-11`; null for all that have ended
 * @throws PlumblineError `BAD_REQUEST` when that month has not ended; whatever refuses the question for `mrr`
 */
export async function closeBooks(
  engine: Engine,
  catalog: Catalog,
  upTo: string | null,
): Promise<readonly ClosedMonth[]> {
  return engine.transaction(async (transaction) => {
    // what cannot be answered cannot be recorded
    await runQuery(runtimeOf(catalog, transaction), { metrics: ['mrr'], options: { books: 'closed' } })
    const running = await runningMonth(transaction)
    if (upTo !== null && (running === null || upTo >= running)) throw notEnded(upTo, running)
    return recordMonths(transaction, upTo)
  })
}

function notEnded(month: string, running: string | null): PlumblineError {
  const known = running === null ? 'nothing is known yet' : `the month that is running is ${running}`
  return new PlumblineError('BAD_REQUEST', `${month} has not ended in the data: ${known}.`, {
    subject: 'month',
  })
}

import type { Catalog } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import { runQuery } from '../../query/run-query.ts'
import { runtimeOf } from '../../open-runtime.ts'
import { recordMonths, runningMonth } from '../../warehouse/release/closed-books.ts'
import type { ClosedMonth } from '../../warehouse/release/closed-books.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'

/**
 * Records the figures of every month that has ended and is not yet recorded, with the canonical
 * definitions, so that they can be compared later.
 *
 * @param upTo the last month, `2025-11`; null for all that have ended
 * @throws PlumblineError `BAD_REQUEST` when that month has not ended; the rejection of the query for `mrr`,
 * if any
 */
export async function closeBooks(
  engine: Engine,
  catalog: Catalog,
  upTo: string | null,
): Promise<readonly ClosedMonth[]> {
  return engine.transaction(async (transaction) => {
    // figures that cannot be queried cannot be recorded
    await runQuery(runtimeOf(catalog, transaction), { metrics: ['mrr'], options: { books: 'closed' } })
    const running = await runningMonth(transaction)
    if (upTo !== null && (running === null || upTo >= running)) throw notEnded(upTo, running)
    return recordMonths(transaction, upTo)
  })
}

function notEnded(month: string, running: string | null): PlumblineError {
  const reason = running === null ? 'there are no data yet' : `the current month is ${running}`
  return new PlumblineError('BAD_REQUEST', `${month} has not ended in the data: ${reason}.`, {
    subject: 'month',
  })
}

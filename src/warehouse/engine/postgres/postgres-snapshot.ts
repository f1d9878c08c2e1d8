import type { SnapshotOptions } from '../engine.ts'
import { createLock } from '../locks/lock.ts'
import type { Lock } from '../locks/lock.ts'
import { quoteRelation } from '../values/quote-name.ts'
import type { Lease, Session } from '../session.ts'

/**
 * Runs the work within a read-only transaction that sees one state of the data.
 *
 * Relations are not versioned: a view replaced meanwhile would be the new one over the old data. So the
 * lock on `holding` is taken first, before the state is chosen, and lasts as long as the transaction. The
 * wait for a change of relations is bounded by the limit.
 */
export async function inSnapshot<Result>(
  session: Session,
  { holding, signal }: SnapshotOptions,
  limitMs: number | undefined,
  work: (lease: Lease) => Promise<Result>,
): Promise<Result> {
  const lock = createLock()
  try {
    await session.execute(
      [
        'begin transaction isolation level repeatable read, read only',
        ...(holding === undefined
          ? []
          : [
              ...(limitMs === undefined ? [] : [`set local lock_timeout = ${limitMs}`]),
              `lock table ${quoteRelation(holding)} in access share mode`,
              'set local lock_timeout to default',
            ]),
        'savepoint plumbline',
      ].join(';'),
      { signal, isBounded: true },
    )
    return await work(statementsOf(session, lock))
  } finally {
    // after a running statement and its cancel, which would reach the next statement of the connection otherwise
    await lock(() => session.execute('rollback', { isBounded: true }))
  }
}

/** One statement after the other. A failed one leaves the state to the others. */
function statementsOf(session: Session, lock: Lock): Lease {
  return (work, signal) =>
    lock(async () => {
      signal?.throwIfAborted()
      try {
        return await work(session, signal)
      } catch (error) {
        await session.execute('rollback to savepoint plumbline', { isBounded: true }).catch(() => undefined)
        throw error
      }
    })
}

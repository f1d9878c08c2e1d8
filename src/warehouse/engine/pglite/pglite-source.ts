import { PlumblineError } from '../../../errors.ts'
import { createLock } from '../locks/lock.ts'
import type { PgliteBackend } from './pglite-backend.ts'
import { createPgliteSession } from './pglite-session.ts'
import type { Lease, SessionSource } from '../session.ts'
import { createSharedLock } from '../locks/shared-lock.ts'
import { untilAborted } from '../locks/until-aborted.ts'

export interface PgliteOptions {
  /** How long a question's statement may take, where PGlite has a thread of its own. */
  readonly statementTimeoutMs?: number | undefined
}

/**
 * The one connection of PGlite. Statements of questions take turns, and whoever keeps a snapshot keeps those who
 * write out: nobody else writes to this database, so its state is the same until the snapshot ends.
 *
 * Where PGlite has a thread of its own, a statement that nobody waits for, or that takes too long, ends with the
 * thread. The next one starts on the same directory, and those who wait for their turn do not notice.
 */
export const createPgliteSource = (
  open: () => Promise<PgliteBackend>,
  first: PgliteBackend,
  { statementTimeoutMs }: PgliteOptions,
  afterClose: () => Promise<void>,
): SessionSource => {
  const turns = createLock()
  const states = createSharedLock()
  let opened = Promise.resolve(first)
  let isClosed = false

  const restarted = async (backend: PgliteBackend): Promise<PgliteBackend> => {
    if (!backend.hasEnded()) return backend
    // two threads in one directory would destroy it
    await backend.end?.(lostThread())
    return open()
  }
  /** PGlite as it runs now; started again when its thread has ended, or could not start last time. */
  const running = (): Promise<PgliteBackend> => {
    if (isClosed) return Promise.reject(new Error('The embedded database has ended: it was closed.'))
    opened = opened.then(restarted, open)
    return opened
  }

  const inTurn =
    (limitMs: number | undefined): Lease =>
    (work, signal) =>
      turns(async () => {
        signal?.throwIfAborted()
        const backend = await running()
        try {
          return await work(createPgliteSession(backend, limitMs), signal)
        } finally {
          // not at the expense of whoever comes next
          if (backend.hasEnded()) running().catch(() => undefined)
        }
      })

  const ask = inTurn(statementTimeoutMs)
  const write = inTurn(undefined)
  return {
    lease: (work, signal) =>
      untilAborted(
        states.share(() => ask(work, signal)),
        signal,
      ),
    leaseToWrite: (work) =>
      states.alone(async () => {
        const result = await write(work)
        // PGlite has nobody who would do it later, and what is not in its place makes a start slow
        if (first.end !== null) await write((session) => session.execute('checkpoint')).catch(() => undefined)
        return result
      }),
    leaseSnapshot: (work, { signal }) =>
      states.share(() => {
        signal?.throwIfAborted()
        return work((part, own) => untilAborted(ask(part, own), own))
      }),
    close: () =>
      states.alone(() =>
        turns(async () => {
          const backend = await opened.catch(() => null)
          isClosed = true
          if (backend?.hasEnded() === false) await backend.close()
          await afterClose()
        }),
      ),
  }
}

const lostThread = (): PlumblineError =>
  new PlumblineError('WAREHOUSE_UNAVAILABLE', 'The embedded database has ended unexpectedly.')

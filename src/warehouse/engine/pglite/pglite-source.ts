import { PlumblineError } from '../../../errors.ts'
import { createLock } from '../locks/lock.ts'
import type { PgliteBackend } from './pglite-backend.ts'
import { createPgliteSession } from './pglite-session.ts'
import type { Lease, SessionSource } from '../session.ts'
import { createSharedLock } from '../locks/shared-lock.ts'
import { untilAborted } from '../locks/until-aborted.ts'

export interface PgliteOptions {
  /** How long the statement of a query may take, where PGlite has its own thread. */
  readonly statementTimeoutMs?: number | undefined
}

/**
 * The single connection of PGlite. Statements of queries take turns. An open snapshot blocks writes: PGlite
 * has no other clients, so its state does not change until the snapshot ends.
 *
 * Where PGlite has its own thread, an aborted or timed-out statement ends with the thread. The next one
 * starts on the same directory, and waiting statements do not notice.
 */
export function createPgliteSource(
  open: () => Promise<PgliteBackend>,
  first: PgliteBackend,
  { statementTimeoutMs }: PgliteOptions,
  afterClose: () => Promise<void>,
): SessionSource {
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
  /** The running PGlite; restarted when its thread has ended, or failed to start last time. */
  const running = (): Promise<PgliteBackend> => {
    if (isClosed) return Promise.reject(new Error('The embedded database is closed.'))
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
          // restart now, so that the next caller does not wait for it
          if (backend.hasEnded()) running().catch(() => undefined)
        }
      })

  const read = inTurn(statementTimeoutMs)
  const write = inTurn(undefined)
  return {
    lease: (work, signal) =>
      untilAborted(
        states.share(() => read(work, signal)),
        signal,
      ),
    leaseToWrite: (work) =>
      states.alone(async () => {
        const result = await write(work)
        // PGlite has no background writer, and a long WAL makes the next start slow
        if (first.end !== null) await write((session) => session.execute('checkpoint')).catch(() => undefined)
        return result
      }),
    leaseSnapshot: (work, { signal }) =>
      states.share(() => {
        signal?.throwIfAborted()
        return work((part, own) => untilAborted(read(part, own), own))
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

function lostThread(): PlumblineError {
  return new PlumblineError('WAREHOUSE_UNAVAILABLE', 'The embedded database has ended unexpectedly.')
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../log.ts'

/** How often the warehouse is asked for the newest refresh while streams wait. */
const pollMs = 1_000

/** How long a stream waits at most, before it checks the credentials of its caller again. */
const maxWaitMs = 5_000

/** The newest refresh of the warehouse, read by one statement for all streams of the process. */
export interface FollowedBatches {
  /** The newest refresh as last read; null before the first one. */
  readonly newest: () => Promise<string | null>
  /** Waits until another refresh than this one is the newest, for some seconds at most. Ends early when it is aborted. */
  readonly after: (seen: string | null, signal: AbortSignal) => Promise<void>
}

/** Follows the refreshes, and asks for them only while streams wait. */
export function followBatches(read: () => Promise<string | null>, log: Log): FollowedBatches {
  let known: { readonly batch: string | null } | null = null
  let polling = false
  const waiting = new Set<() => void>()

  const poll = async (): Promise<void> => {
    polling = true
    while (waiting.size > 0) {
      await sleep(pollMs)
      try {
        const batch = await read()
        const isNew = known?.batch !== batch
        known = { batch }
        if (isNew) for (const wake of [...waiting]) wake()
      } catch (error) {
        log.warn({ event: 'refreshes_not_read', err: error })
      }
    }
    polling = false
    // it is not followed any more
    known = null
  }

  return {
    newest: async () => (known ??= { batch: await read() }).batch,
    after: (seen, signal) =>
      new Promise((resolve) => {
        if (signal.aborted || (known !== null && known.batch !== seen)) {
          resolve()
          return
        }
        const wake = (): void => {
          waiting.delete(wake)
          clearTimeout(timer)
          signal.removeEventListener('abort', wake)
          resolve()
        }
        const timer = setTimeout(wake, maxWaitMs)
        signal.addEventListener('abort', wake)
        waiting.add(wake)
        if (!polling) void poll()
      }),
  }
}

import { setMaxListeners } from 'node:events'
import type { SnapshotOptions } from './engine.ts'
import type { Lease, SessionSource } from './session.ts'
import { untilAborted } from './locks/until-aborted.ts'

/** A snapshot, opened by its first statement. */
export interface OpenSnapshot {
  /** Runs a task within the snapshot. */
  readonly lease: Lease
  /** Cancels running statements and releases the snapshot; resolves when its connection is free. */
  readonly end: () => Promise<void>
}

/** A snapshot of a source. It opens with its first statement and lasts until `end`. */
export function openSnapshot(source: SessionSource, options: SnapshotOptions): OpenSnapshot {
  const ending = new AbortController()
  const signal =
    options.signal === undefined ? ending.signal : AbortSignal.any([ending.signal, options.signal])
  // each running statement adds a listener, and there may be many
  setMaxListeners(0, signal)
  let opened: Promise<Lease> | null = null
  let isOpen = false
  let closed: Promise<unknown> = Promise.resolve()

  const open = (): Promise<Lease> =>
    new Promise((resolve, reject) => {
      closed = source
        .leaseSnapshot(
          (lease) => {
            isOpen = true
            resolve(lease)
            return whenAborted(ending.signal)
          },
          { ...options, signal },
        )
        // a failure to open is the caller's error; a connection lost at the end does not matter
        .catch(reject)
    })

  return {
    lease: async (work, ownSignal) => {
      signal.throwIfAborted()
      opened ??= open()
      const lease = await untilAborted(opened, signal)
      return lease(work, ownSignal === undefined ? signal : AbortSignal.any([signal, ownSignal]))
    },
    end: async () => {
      ending.abort(new Error('The snapshot has been closed.'))
      // a snapshot that never opened has no connection to release
      if (isOpen) await closed
    },
  }
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

import type { SnapshotOptions } from './engine.ts'
import type { Lease, SessionSource } from './session.ts'
import { untilAborted } from './locks/until-aborted.ts'

/** A snapshot that is open, or will be with its first statement. */
export interface OpenSnapshot {
  /** Runs a piece of work within the snapshot. */
  readonly lease: Lease
  /** Ends what runs and gives the snapshot up; resolves when others can have its connection. */
  readonly end: () => Promise<void>
}

/** A snapshot of a source. It costs nothing until something is asked of it, and ends when it is told to. */
export const openSnapshot = (source: SessionSource, options: SnapshotOptions): OpenSnapshot => {
  const ending = new AbortController()
  const signal =
    options.signal === undefined ? ending.signal : AbortSignal.any([ending.signal, options.signal])
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
        // what fails before it is open is for who asked; a connection that is lost at the end is no loss
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
      // before it was open there is nothing to give back
      if (isOpen) await closed
    },
  }
}

const whenAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

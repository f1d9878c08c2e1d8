import { setMaxListeners } from 'node:events'
import { PlumblineError } from '../../errors.ts'

/** More than the pages that one person has open; each stream runs a query after a refresh. */
const maxStreamsOfCaller = 20

/** The open streams of a server. */
export interface OpenStreams {
  /**
   * Counts a stream of a caller until the returned function is called.
   *
   * @throws PlumblineError `TOO_MANY_REQUESTS` when the caller has too many
   */
  readonly open: (caller: string) => () => void
  /** Aborts when the server stops. */
  readonly closing: AbortSignal
  /** Ends all streams. */
  readonly close: () => void
}

export function createOpenStreams(): OpenStreams {
  const ofCaller = new Map<string, number>()
  const controller = new AbortController()
  // each stream adds listeners
  setMaxListeners(0, controller.signal)
  return {
    open: (caller) => {
      const count = ofCaller.get(caller) ?? 0
      if (count >= maxStreamsOfCaller)
        throw new PlumblineError(
          'TOO_MANY_REQUESTS',
          `${maxStreamsOfCaller} streams are open for this caller. Close one, or share one among the parts of the page.`,
        )
      ofCaller.set(caller, count + 1)
      let isOpen = true
      return () => {
        if (!isOpen) return
        isOpen = false
        const left = (ofCaller.get(caller) ?? 1) - 1
        if (left === 0) ofCaller.delete(caller)
        else ofCaller.set(caller, left)
      }
    },
    closing: controller.signal,
    close: () => controller.abort(),
  }
}

/** Runs a task as soon as a slot is free, in the order of the calls. An aborted task leaves the queue. */
export type Slots = <Result>(work: () => Promise<Result>, signal?: AbortSignal) => Promise<Result>

/** Runs at most `count` tasks at a time. */
export function createSlots(count: number): Slots {
  let free = count
  const waiting = new Set<() => void>()

  const turn = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const giveUp = () => {
        waiting.delete(go)
        reject(signal?.reason as Error)
      }
      const go = () => {
        signal?.removeEventListener('abort', giveUp)
        resolve()
      }
      waiting.add(go)
      signal?.addEventListener('abort', giveUp, { once: true })
    })

  const passOn = () => {
    const [next] = waiting
    if (next === undefined) {
      free += 1
      return
    }
    waiting.delete(next)
    next()
  }

  return async (work, signal) => {
    signal?.throwIfAborted()
    if (free > 0) free -= 1
    else await turn(signal)
    try {
      return await work()
    } finally {
      passOn()
    }
  }
}

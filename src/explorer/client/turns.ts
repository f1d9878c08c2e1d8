/** Runs a task when its turn has come. A task whose signal is aborted before does not run. */
export type TakeTurn = <Result>(task: () => Promise<Result>, signal?: AbortSignal) => Promise<Result>

/** Runs so many tasks at a time, in the order in which they were given. */
export function createTurns(places: number): TakeTurn {
  let free = places
  const waiting: (() => void)[] = []

  const wait = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const go = () => {
        signal?.removeEventListener('abort', leave)
        resolve()
      }
      const leave = () => {
        waiting.splice(waiting.indexOf(go), 1)
        reject(signal?.reason as Error)
      }
      waiting.push(go)
      signal?.addEventListener('abort', leave, { once: true })
    })

  return async (task, signal) => {
    signal?.throwIfAborted()
    if (free > 0) free -= 1
    else await wait(signal)
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    }
  }
}

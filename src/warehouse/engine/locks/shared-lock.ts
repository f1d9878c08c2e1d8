type Work<Result> = () => Promise<Result> | Result

/** Runs tasks together or alone, in the order of the calls. A task never waits for a later one. */
export interface SharedLock {
  /** Runs together with other shared tasks, never with one that runs alone. */
  share<Result>(work: Work<Result>): Promise<Result>
  /** Runs when all earlier tasks have finished; later ones wait. */
  alone<Result>(work: Work<Result>): Promise<Result>
}

/** A free lock. */
export function createSharedLock(): SharedLock {
  let lastAlone: Promise<unknown> = Promise.resolve()
  let shared = new Set<Promise<unknown>>()
  return {
    share: (work) => {
      const next = lastAlone.then(work)
      const over: Promise<unknown> = settled(next).then(() => shared.delete(over))
      shared.add(over)
      return next
    },
    alone: (work) => {
      const next = Promise.all([lastAlone, ...shared]).then(work)
      shared = new Set()
      lastAlone = settled(next)
      return next
    },
  }
}

function settled(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    () => undefined,
  )
}

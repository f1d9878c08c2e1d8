type Work<Result> = () => Promise<Result> | Result

/** Lets pieces of work run together or alone, in the order of the calls: nobody waits for who came later. */
export interface SharedLock {
  /** Runs beside others that share, never beside one that wants to be alone. */
  share<Result>(work: Work<Result>): Promise<Result>
  /** Runs when all that began before are done; who comes later waits. */
  alone<Result>(work: Work<Result>): Promise<Result>
}

/** A lock that nobody holds yet. */
export const createSharedLock = (): SharedLock => {
  let lastAlone: Promise<unknown> = Promise.resolve()
  let together = new Set<Promise<unknown>>()
  return {
    share: (work) => {
      const next = lastAlone.then(work)
      const over: Promise<unknown> = settled(next).then(() => together.delete(over))
      together.add(over)
      return next
    },
    alone: (work) => {
      const next = Promise.all([lastAlone, ...together]).then(work)
      together = new Set()
      lastAlone = settled(next)
      return next
    },
  }
}

const settled = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    () => undefined,
  )

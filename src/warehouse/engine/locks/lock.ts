/** Runs tasks one after the other, in the order of the calls. */
export type Lock = <Result>(work: () => Promise<Result> | Result) => Promise<Result>

/** A free lock. */
export function createLock(): Lock {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    // the next task waits for the end, successful or not
    last = next.catch(() => undefined)
    return next
  }
}

/** Runs pieces of work one after the other, in the order of the calls. */
export type Lock = <Result>(work: () => Promise<Result> | Result) => Promise<Result>

/** A lock that nobody holds yet. */
export const createLock = (): Lock => {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    // whoever comes next waits for the end, however it ends
    last = next.catch(() => undefined)
    return next
  }
}

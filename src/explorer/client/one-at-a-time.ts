/** Runs tasks one after the other, in the order in which they were given. */
let last: Promise<unknown> = Promise.resolve()

/** Runs a slow task after those before it, so that quick ones of other parts of the page get their turn. */
export function oneAtATime<Result>(task: () => Promise<Result>): Promise<Result> {
  const next = last.then(task, task)
  last = next.catch(() => null)
  return next
}

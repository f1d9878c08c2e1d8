/** The middle one of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}

/** How long something takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/**
 * Medians of several runs of each contender, which take turns so that whatever else the machine does falls
 * on all of them alike. Every one runs once before it counts.
 */
export async function takeTurns(
  contenders: readonly (() => Promise<unknown>)[],
  rounds: number,
): Promise<readonly number[]> {
  for (const contender of contenders) await contender()
  const times = contenders.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      // who goes first changes from round to round
      const turn = (index + round) % contenders.length
      times[turn]?.push(await timed(contenders[turn] ?? contender))
    }
  }
  return times.map(median)
}

/** The median of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}

/** The duration of some work, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The median time of each of two queries, and the median of the ratios of their rounds. */
export interface Duel {
  readonly compiledMs: number
  readonly handWrittenMs: number
  readonly ratio: number
}

/**
 * Times compiled and hand-written SQL in rounds of one run each. Load of the machine affects both runs of a
 * round alike, so ratios are taken per round; the order alternates. One run of each before the rounds is
 * not counted.
 */
export async function duel(
  compiled: () => Promise<unknown>,
  handWritten: () => Promise<unknown>,
  rounds: number,
): Promise<Duel> {
  await compiled()
  await handWritten()
  const times: { readonly compiledMs: number; readonly handWrittenMs: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    const early = round % 2 === 0 ? await timed(compiled) : null
    const handWrittenMs = await timed(handWritten)
    times.push({ compiledMs: early ?? (await timed(compiled)), handWrittenMs })
  }
  return {
    compiledMs: median(times.map(({ compiledMs }) => compiledMs)),
    handWrittenMs: median(times.map(({ handWrittenMs }) => handWrittenMs)),
    ratio: median(times.map(({ compiledMs, handWrittenMs }) => compiledMs / handWrittenMs)),
  }
}

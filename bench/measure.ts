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

/** Two contenders: the median time of each, and the median of the ratios of their rounds. */
export interface Duel {
  readonly compiledMs: number
  readonly handWrittenMs: number
  readonly ratio: number
}

/**
 * Compiled against hand-written, in rounds of one run each. Within a round whatever else the machine does
 * falls on both alike, so the ratio is taken there; who goes first changes from round to round. Each runs once
 * before it counts.
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

import type { Outcome, Report } from './callers.ts'

/** What happened to the requests of a run. */
export interface Recording {
  readonly report: Report
  /** The times of requests with a response of kinds that begin with some text, ascending, in milliseconds. */
  readonly timesOf: (kind: string) => readonly number[]
  /** The number of requests of each kind, by outcome. */
  readonly outcomes: ReadonlyMap<string, ReadonlyMap<Outcome, number>>
}

/** Records requests, and the times of those after a moment. */
export function startRecording(isMeasured: () => boolean): Recording {
  const times = new Map<string, number[]>()
  const outcomes = new Map<string, Map<Outcome, number>>()
  return {
    outcomes,
    report: (kind, outcome, ms) => {
      const counts = outcomes.get(kind) ?? new Map<Outcome, number>()
      outcomes.set(kind, counts.set(outcome, (counts.get(outcome) ?? 0) + 1))
      if (typeof outcome === 'string' || !isMeasured()) return
      const known = times.get(kind) ?? []
      known.push(ms)
      times.set(kind, known)
    },
    timesOf: (kind) =>
      [...times]
        .filter(([name]) => name.startsWith(kind))
        .flatMap(([, found]) => found)
        .sort((a, b) => a - b),
  }
}

/** The value below which a share of sorted values lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

/** The growth of values over time, by least squares: the change for each unit of time. */
export function slopeOf(points: readonly { readonly time: number; readonly value: number }[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const time = mean(points.map((point) => point.time))
  const value = mean(points.map((point) => point.value))
  const together = points.map((point) => (point.time - time) * (point.value - value))
  return mean(together) / mean(points.map((point) => (point.time - time) ** 2))
}

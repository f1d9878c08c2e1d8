import type { RollupChoice } from '../semantic/model/rollup-state.ts'
import { readSpan } from '../semantic/time/span.ts'

const hours: Readonly<Record<string, number>> = { hour: 1, day: 24, week: 7 * 24, month: 30 * 24 }

/** A note for each rollup whose published batch is older than the rollup tolerates. */
export function rollupAgeNotes(sources: readonly RollupChoice[], now: Date): readonly string[] {
  const notes = sources.flatMap(({ part }) => {
    if (part === null) return []
    const { count, unit } = readSpan(part.tolerance, 'tolerance')
    const age = now.getTime() - Date.parse(part.publishedAt)
    if (age <= count * (hours[unit] ?? 0) * 3_600_000) return []
    return [
      `The rollup ${part.rollup} was last refreshed at ${part.publishedAt}, more than ${part.tolerance} ago: ` +
        'run plumbline refresh.',
    ]
  })
  return [...new Set(notes)]
}

import type { RollupChoice } from '../semantic/model/rollup-state.ts'
import { readSpan } from '../semantic/time/span.ts'

/**
 * A note when stored results are older than allowed. Records that arrived since the refresh are not in them.
 *
 * @param refreshedAt when they were refreshed; null before the first refresh
 * @param maxAgeSeconds the largest age without a note; null for any
 */
export function refreshNotes(
  refreshedAt: string | null,
  maxAgeSeconds: number | null,
  now = Date.now(),
): readonly string[] {
  if (maxAgeSeconds === null || refreshedAt === null) return []
  if (now - Date.parse(refreshedAt) <= maxAgeSeconds * 1_000) return []
  // the age itself would differ between two equal results
  return [
    `The stored results were refreshed at ${refreshedAt}, longer ago than the ${maxAgeSeconds} seconds allowed: records that arrived since then are missing.`,
  ]
}

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

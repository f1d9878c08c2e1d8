import type { Catalog } from '../catalog/catalog.ts'
import type { RollupChoice } from '../semantic/model/rollup-state.ts'
import type { WarehouseState } from '../semantic/model/warehouse-state.ts'
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

/** How old the stored values of a rollup are. */
export interface RollupAge {
  readonly rollup: string
  /** Since the batch was published that filled it; null when its values are not read. */
  readonly seconds: number | null
  /** Older than the rollup tolerates. */
  readonly isTooOld: boolean
}

/** The age of every rollup. */
export function rollupAges(
  { rollups }: Pick<Catalog, 'rollups'>,
  state: Pick<WarehouseState, 'rollups'>,
  now: Date,
): readonly RollupAge[] {
  return [...rollups.values()].map(({ name, header }) => {
    const filled = state.rollups.get(name)
    if (filled === undefined || 'unusable' in filled) return { rollup: name, seconds: null, isTooOld: false }
    const seconds = secondsSince(filled.publishedAt, now)
    return { rollup: name, seconds, isTooOld: seconds > secondsOf(header.tolerance) }
  })
}

/** A note for each rollup whose published batch is older than the rollup tolerates. */
export function rollupAgeNotes(sources: readonly RollupChoice[], now: Date): readonly string[] {
  const notes = sources.flatMap(({ part }) => {
    if (part === null || secondsSince(part.publishedAt, now) <= secondsOf(part.tolerance)) return []
    return [
      `The rollup ${part.rollup} was last refreshed at ${part.publishedAt}, more than ${part.tolerance} ago: ` +
        'run plumbline refresh.',
    ]
  })
  return [...new Set(notes)]
}

function secondsSince(publishedAt: string, now: Date): number {
  return (now.getTime() - Date.parse(publishedAt)) / 1_000
}

function secondsOf(tolerance: string): number {
  const { count, unit } = readSpan(tolerance, 'tolerance')
  return count * (hours[unit] ?? 0) * 3_600
}

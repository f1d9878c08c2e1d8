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

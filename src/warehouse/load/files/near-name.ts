import { closest, distance } from 'fastest-levenshtein'

/** The candidate most similar to the name, or null when none is similar. */
export function nearName(name: string, candidates: readonly string[]): string | null {
  if (candidates.length === 0) return null
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')
  const best = closest(plain, candidates)
  return distance(plain, best) <= Math.max(2, Math.floor(best.length / 4)) ? best : null
}

import { distance } from 'fastest-levenshtein'

/** Nothing has a longer name, and to compare a long text with every name takes long. */
const longestName = 200

/** The known names nearest to a misspelt one, best first; none when nothing is near. */
export function closest(name: string, known: Iterable<string>, limit = 3): string[] {
  if (name.length > longestName) return []
  const wanted = name.toLowerCase()
  return [...known]
    .map((candidate) => ({ candidate, away: awayFrom(wanted, candidate.toLowerCase()) }))
    .filter(({ away }) => away <= Math.max(2, Math.floor(wanted.length * 0.4)))
    .sort((a, b) => a.away - b.away || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}

// A part of a name is nearer than any number of typing errors: `activation` means `activation_rate`.
function awayFrom(wanted: string, candidate: string): number {
  const isPart = wanted.length >= 3 && (candidate.includes(wanted) || wanted.includes(candidate))
  return isPart ? 1 : distance(wanted, candidate)
}

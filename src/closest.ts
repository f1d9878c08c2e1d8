import { distance } from 'fastest-levenshtein'

/** No name is longer, and comparing a long text with every name is slow. */
const longestName = 200

/** The known names most similar to a misspelt one, best first; empty when none is similar. */
export function closest(name: string, known: Iterable<string>, limit = 3): string[] {
  if (name.length > longestName) return []
  const wanted = name.toLowerCase()
  return [...known]
    .map((candidate) => ({ candidate, edits: editsTo(wanted, candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= Math.max(2, Math.floor(wanted.length * 0.4)))
    .sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}

// A substring counts as closer than any typing error: `activation` matches `activation_rate`.
function editsTo(wanted: string, candidate: string): number {
  const isPart = wanted.length >= 3 && (candidate.includes(wanted) || wanted.includes(candidate))
  return isPart ? 1 : distance(wanted, candidate)
}

import { toWords } from '../../words/to-words.ts'
import type { Question } from './question.ts'

/** The question in a few words: “MRR by origin motion”. */
export function titleOf({ metrics, by }: Pick<Question, 'metrics' | 'by'>): string {
  const asked = metrics.map((name) => toWords(name)).join(', ')
  return by.length === 0 ? asked : `${asked} by ${by.map((name) => withoutCapital(toWords(name))).join(', ')}`
}

/** `ICP segment` keeps its capitals. */
function withoutCapital(words: string): string {
  return /^[A-Z]{2}/.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1)
}

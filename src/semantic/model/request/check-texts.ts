import { PlumblineError } from '../../../errors.ts'

/** The deepest accepted nesting of a value. */
const maxDepth = 50

/**
 * Rejects a value with a text, at any depth, that a warehouse cannot store.
 *
 * @param subject the argument with this value
 * @throws PlumblineError `BAD_REQUEST`
 */
export function checkTexts(subject: string, value: unknown): void {
  const reason = invalidTextReason(value)
  if (reason !== null) throw new PlumblineError('BAD_REQUEST', `${subject}: ${reason}.`, { subject })
}

/** The reason why a value cannot be sent to a warehouse; null when it can. */
export function invalidTextReason(value: unknown): string | null {
  const left: { readonly part: unknown; readonly depth: number }[] = [{ part: value, depth: 0 }]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { part, depth } = next
    if (typeof part === 'string') {
      const reason = invalidCharacterReason(part)
      if (reason !== null) return reason
    } else if (typeof part === 'object' && part !== null) {
      if (depth === maxDepth) return `it is nested more than ${String(maxDepth)} deep`
      for (const [name, inner] of Object.entries(part)) {
        if (!Array.isArray(part)) left.push({ part: name, depth })
        left.push({ part: inner, depth: depth + 1 })
      }
    }
  }
  return null
}

function invalidCharacterReason(text: string): string | null {
  if (text.includes('\0')) return 'a text contains the character U+0000, which a warehouse cannot store'
  if (/\p{Surrogate}/u.test(text)) return 'a text contains half of a surrogate pair, which is not a character'
  return null
}

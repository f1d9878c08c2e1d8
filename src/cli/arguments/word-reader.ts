const quotes = ['"', "'"]

/**
 * Reads an expression of the command line from left to right, ignoring blanks between words. A quoted word
 * is taken literally, including line breaks. A quote of the same kind within it is doubled or escaped by a
 * backslash, and a backslash by another: `"the ""best"""`, `"the \"best\""`.
 */
export class WordReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  /** Whether the whole text is read. */
  isAtEnd(): boolean {
    return this.#rest.trim() === ''
  }

  /** Reads a match of the pattern at the current position; null when there is none. */
  take(pattern: RegExp): string | null {
    const found = new RegExp(`^\\s*(${pattern.source})`, pattern.flags).exec(this.#rest)
    this.#at += found?.[0].length ?? 0
    return found?.[1] ?? null
  }

  /** Reads a keyword or several, in any case, if it is a word by itself. */
  takeKeyword(words: string): boolean {
    return this.take(new RegExp(`${words.replaceAll(' ', String.raw`\s+`)}(?![\\w.])`, 'i')) !== null
  }

  /** Reads a quoted word; null when there is none, or its quote is never closed. */
  takeQuoted(): string | null {
    const text = this.#text
    let at = this.#at + this.#blanks
    const quote = text[at]
    if (quote === undefined || !quotes.includes(quote)) return null
    let value = ''
    for (at += 1; at < text.length; at += 1) {
      const [character = '', next = ''] = [text[at], text[at + 1]]
      const isEscape = character === '\\' && ['\\', ...quotes].includes(next)
      if (character === quote && next !== quote) {
        this.#at = at + 1
        return value
      }
      if (isEscape || character === quote) at += 1
      value += isEscape ? next : character
    }
    return null
  }

  /** Reads the text before a pattern, or the rest, and trims it. */
  takeUntil(pattern: RegExp | null): string {
    const end = pattern === null ? -1 : this.#rest.search(pattern)
    const taken = end === -1 ? this.#rest : this.#rest.slice(0, end)
    this.#at += taken.length
    return taken.trim()
  }

  get #rest(): string {
    return this.#text.slice(this.#at)
  }

  get #blanks(): number {
    return /^\s*/.exec(this.#rest)?.[0].length ?? 0
  }
}

const quotes = ['"', "'"]

/**
 * Reads an expression of the command line from left to right, blanks between its words having no meaning. A word in
 * quotes is taken as it is, line breaks too. A quote within quotes of its kind is doubled, or stands behind a
 * backslash, as a backslash does: `"the ""best"""`, `"the \"best\""`.
 */
export class WordReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  /** Whether everything has been taken. */
  isAtEnd(): boolean {
    return this.#rest.trim() === ''
  }

  /** Takes what a pattern finds here; null when it finds nothing. */
  take(pattern: RegExp): string | null {
    const found = new RegExp(`^\\s*(${pattern.source})`, pattern.flags).exec(this.#rest)
    this.#at += found?.[0].length ?? 0
    return found?.[1] ?? null
  }

  /** Takes a keyword, or several, in small or capital letters, if it is a word by itself. */
  takeKeyword(words: string): boolean {
    return this.take(new RegExp(`${words.replaceAll(' ', String.raw`\s+`)}(?![\\w.])`, 'i')) !== null
  }

  /** Takes a word in quotes; null when there is none, or its quote is never closed. */
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

  /** Takes everything before a pattern, or all that is left, without the blanks around it. */
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

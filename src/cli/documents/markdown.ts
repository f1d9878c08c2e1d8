import type { Parameter } from '../../catalog/parameters/parameter.ts'

/** Names as code, separated by commas. */
export function names(list: readonly string[]): string {
  return list.map((name) => `\`${name}\``).join(', ')
}

/** A block of code. */
export function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trim()}\n\`\`\``
}

/** The canonical value of a parameter, as a query gives it. */
export function canonicalValue({ header }: Parameter): string {
  if (header.default_from !== undefined) return header.default_from
  return typeof header.default === 'string' ? header.default : JSON.stringify(header.default)
}

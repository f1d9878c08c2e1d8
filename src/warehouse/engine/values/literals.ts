import { toBoundText } from './value-form.ts'

/** A text as a literal that means the same whichever settings the session has. */
export function literal(text: string): string {
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

/** Texts, names and comments, in which a dollar sign is no parameter; then a parameter. */
const quotedOrParameter = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\d+)/g

/** A compiled statement with literals in place of its parameters; it has no texts of the form `E'…'` or `$$…$$`. */
export function withLiterals(sql: string, parameters: readonly unknown[]): string {
  return sql.replaceAll(quotedOrParameter, (found: string, position: string | undefined) => {
    if (position === undefined) return found
    const text = toBoundText(parameters[Number(position) - 1])
    return text === null ? 'null' : literal(text)
  })
}

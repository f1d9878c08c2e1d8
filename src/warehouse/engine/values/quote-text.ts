/** A text as an SQL literal, for statements that take no parameters; `standard_conforming_strings` is on. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

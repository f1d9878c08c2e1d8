/**
 * The raw text of each field of a JSON object, by name; null if the text is not a JSON object. Raw, because
 * parsed numbers lose digits: `12345678901234567890.10`.
 */
export function jsonFields(text: string): ReadonlyMap<string, string> | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null

  // the text is well-formed from here on
  const fields = new Map<string, string>()
  let at = skipBlanks(text, text.indexOf('{') + 1)
  while (text[at] !== '}') {
    const nameEnd = endOfValue(text, at)
    const name = JSON.parse(text.slice(at, nameEnd)) as string
    const start = skipBlanks(text, skipBlanks(text, nameEnd) + 1)
    const end = endOfValue(text, start)
    // of a repeated name, the last value counts, as everywhere in JSON
    fields.set(name, text.slice(start, end).trimEnd())
    at = skipBlanks(text, end)
    if (text[at] === ',') at = skipBlanks(text, at + 1)
  }
  return fields
}

function skipBlanks(text: string, start: number): number {
  let at = start
  while (' \t\n\r'.includes(text[at] ?? '?')) at += 1
  return at
}

/** The end of the string, number, literal, object or array that starts at `start`. */
function endOfValue(text: string, start: number): number {
  let depth = 0
  let at = start
  do {
    const character = text[at]
    if (character === '"') at = endOfString(text, at)
    else {
      if (character === '{' || character === '[') depth += 1
      else if (character === '}' || character === ']') depth -= 1
      at += 1
      if (depth === 0 && character !== '}' && character !== ']') {
        while (at < text.length && !',}]'.includes(text[at] ?? '')) at += 1
      }
    }
  } while (depth > 0)
  return at
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

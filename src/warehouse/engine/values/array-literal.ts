/** The elements of a Postgres array as it is printed: `{a,"b c",NULL,{d}}`. */
export function parseArrayLiteral(literal: string, parseElement: (text: string) => unknown): unknown[] {
  // a lower bound other than one is printed in front, [0:1]={…}, and is ignored
  const reader = { text: literal, at: literal.indexOf('{') }
  return readArray(reader, parseElement)
}

interface Reader {
  readonly text: string
  at: number
}

function readArray(reader: Reader, parseElement: (text: string) => unknown): unknown[] {
  const elements: unknown[] = []
  reader.at += 1
  while (reader.at < reader.text.length) {
    const character = reader.text[reader.at]
    if (character === '}') {
      reader.at += 1
      break
    }
    if (character === ',') reader.at += 1
    else if (character === '{') elements.push(readArray(reader, parseElement))
    else if (character === '"') elements.push(parseElement(readQuoted(reader)))
    else {
      const bare = readBare(reader)
      elements.push(bare === 'NULL' ? null : parseElement(bare))
    }
  }
  return elements
}

function readQuoted(reader: Reader): string {
  let value = ''
  for (reader.at += 1; reader.text[reader.at] !== '"'; reader.at += 1) {
    if (reader.text[reader.at] === '\\') reader.at += 1
    value += reader.text[reader.at] ?? ''
  }
  reader.at += 1
  return value
}

function readBare(reader: Reader): string {
  const start = reader.at
  while (reader.at < reader.text.length && !',}'.includes(reader.text[reader.at] ?? '}')) reader.at += 1
  return reader.text.slice(start, reader.at)
}

/** An array as a Postgres literal; the elements are the texts of their values. */
export function toArrayLiteral(elements: readonly (string | null)[]): string {
  return `{${elements
    .map((element) => (element === null ? 'NULL' : `"${element.replaceAll(/["\\]/g, String.raw`\$&`)}"`))
    .join(',')}}`
}

/**
 * Regroups CSV text into chunks that end with a record and are about `size` characters long, so that each
 * can be copied by itself in bounded memory.
 */
export async function* wholeRecords(csv: AsyncIterable<string>, size: number): AsyncGenerator<string> {
  let pending: string[] = []
  let length = 0
  let quoted = false
  for await (const piece of csv) {
    // within quotes a newline is data; a doubled quote toggles the state twice, which is correct
    let end = -1
    for (let at = 0; at < piece.length; at += 1) {
      const character = piece.charCodeAt(at)
      if (character === quote) quoted = !quoted
      else if (character === newline && !quoted) end = at
    }
    length += piece.length
    if (length < size || end < 0) {
      pending.push(piece)
      continue
    }
    pending.push(piece.slice(0, end + 1))
    yield pending.join('')
    const rest = piece.slice(end + 1)
    pending = rest === '' ? [] : [rest]
    length = rest.length
  }
  if (pending.length > 0) yield pending.join('')
}

const quote = 0x22
const newline = 0x0a

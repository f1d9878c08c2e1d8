import { FileFault } from '../values/file-fault.ts'
import type { FileRow } from './source-file.ts'

/** A quote that is never closed takes in the rest of the file; reading stops after this many characters. */
const longestRow = 16 * 1024 * 1024

/**
 * The rows of a CSV file (RFC 4180), including the header, in batches. The text comes in chunks of whole
 * lines.
 *
 * Own parser instead of a library: a problem names the row that an editor shows, and most lines have no
 * quotes, so that splitting them is five times as fast as inspecting every byte.
 */
export async function* readCsvRows(
  text: AsyncIterable<string>,
): AsyncGenerator<readonly FileRow<readonly string[]>[]> {
  let row = 0
  let rest = ''
  for await (const piece of text) {
    const lines = rest + piece
    const batch: FileRow<readonly string[]>[] = []
    let at = 0
    while (at < lines.length) {
      const read = readRow(lines, at)
      if (!read) break
      row += 1
      batch.push({ row, content: read.fields, unended: !lines.endsWith('\n', read.end) })
      at = read.end
      if (read.fault !== null) {
        if (batch.length > 1) yield batch.slice(0, -1)
        throw new FileFault(read.fault)
      }
    }
    rest = lines.slice(at)
    if (rest.length > longestRow) break
    if (batch.length > 0) yield batch
  }
  if (rest !== '') throw new FileFault('a quote opens here and never closes; the file seems to be cut off')
}

interface ReadRow {
  readonly fields: readonly string[]
  /** The start of the next row. */
  readonly end: number
  readonly fault: string | null
}

/** The row that starts at `start`, or null if its last quote is still open at the end of the text. */
function readRow(text: string, start: number): ReadRow | null {
  const newline = text.indexOf('\n', start)
  const end = newline < 0 ? text.length : newline
  const line = text.slice(start, text[end - 1] === '\r' ? end - 1 : end)
  if (!line.includes('"')) return { fields: line.split(','), end: end + 1, fault: null }
  return readQuotedRow(text, start)
}

function readQuotedRow(text: string, start: number): ReadRow | null {
  const fields: string[] = []
  let at = start
  for (;;) {
    let field: string
    if (text[at] === '"') {
      const close = closingQuote(text, at)
      if (close < 0) return null
      field = text.slice(at + 1, close).replaceAll('""', '"')
      at = close + 1
    } else {
      const end = endOfField(text, at)
      field = text.slice(at, end)
      if (field.includes('"')) {
        return {
          fields,
          end: end,
          fault: 'a field contains a quote; quote the whole field and double the quote',
        }
      }
      at = end
    }
    fields.push(field)
    if (text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length)) at += 1
    if (at >= text.length || text[at] === '\n') return { fields, end: at + 1, fault: null }
    if (text[at] !== ',') {
      return {
        fields,
        end: at,
        fault: 'text follows a closing quote; double a quote that belongs to the value',
      }
    }
    at += 1
  }
}

/** The position of the quote that closes the one at `open`; a doubled quote is part of the value. */
function closingQuote(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at
  }
  return -1
}

function endOfField(text: string, start: number): number {
  let at = start
  while (at < text.length) {
    const character = text.charCodeAt(at)
    if (character === comma || character === newline) break
    if (character === carriageReturn && text.charCodeAt(at + 1) === newline) break
    at += 1
  }
  return at
}

const comma = 0x2c
const newline = 0x0a
const carriageReturn = 0x0d

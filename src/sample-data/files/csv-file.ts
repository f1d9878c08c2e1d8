import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'

/** A value of a field; null and undefined are the empty field. */
export type Cell = string | number | boolean | null | undefined

const FLUSH_AT = 1 << 18
const NEEDS_QUOTES = /[",\n\r]/

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return String(cell)
  return NEEDS_QUOTES.test(cell) ? quote(cell) : cell
}

/** A text as a quoted CSV field. */
export function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/**
 * A file written line by line. Lines are buffered until `drain` is awaited: a writer that drains after each
 * organisation never holds more than one in memory.
 */
export class LineFile {
  readonly #handle: FileHandle
  #pending = ''
  #lines = 0

  constructor(handle: FileHandle) {
    this.#handle = handle
  }

  /** Creates or truncates the file. */
  static async create(path: string): Promise<LineFile> {
    return new LineFile(await open(path, 'w'))
  }

  get lines(): number {
    return this.#lines
  }

  /** Adds an encoded line. */
  line(text: string): void {
    this.#pending += `${text}\n`
    this.#lines += 1
  }

  /** Adds a row of fields, quoted where needed. */
  cells(cells: readonly Cell[]): void {
    let text = ''
    for (let i = 0; i < cells.length; i++) text += i === 0 ? cellText(cells[i]) : `,${cellText(cells[i])}`
    this.line(text)
  }

  /** Waits until pending lines are written, if there are many. */
  async drain(): Promise<void> {
    if (this.#pending.length >= FLUSH_AT) await this.#flush()
  }

  /** Writes the rest and closes the file. */
  async close(): Promise<void> {
    await this.#flush()
    await this.#handle.close()
  }

  async #flush(): Promise<void> {
    const text = this.#pending
    this.#pending = ''
    if (text !== '') await this.#handle.writeFile(text)
  }
}

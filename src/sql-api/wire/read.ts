import type { ErrorFields } from './write.ts'

/** Reads the bodies of messages, from the first field to the last. */
class Reader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  text(): string {
    const end = this.#bytes.indexOf(0, this.#at)
    if (end < 0) throw new RangeError('A text has no end.')
    const value = this.#bytes.toString('utf8', this.#at, end)
    this.#at = end + 1
    return value
  }

  int16(): number {
    this.#at += 2
    return this.#bytes.readInt16BE(this.#at - 2)
  }

  int32(): number {
    this.#at += 4
    return this.#bytes.readInt32BE(this.#at - 4)
  }

  take(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) throw new RangeError('A value has no end.')
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  get at(): number {
    return this.#at
  }

  between(from: number): Buffer {
    return this.#bytes.subarray(from, this.#at)
  }

  rest(): Buffer {
    return this.#bytes.subarray(this.#at)
  }
}

/** A text that fills a message, as in Query. */
export function readText(body: Buffer): string {
  return new Reader(body).text()
}

export interface ParseMessage {
  readonly name: string
  readonly sql: string
  readonly types: readonly number[]
}

export function readParse(body: Buffer): ParseMessage {
  const reader = new Reader(body)
  const [name, sql] = [reader.text(), reader.text()]
  const types = Array.from({ length: reader.int16() }, () => reader.int32() >>> 0)
  return { name, sql, types }
}

export interface BindMessage {
  readonly portal: string
  readonly statement: string
  /** Formats and values of the parameters, as written. */
  readonly values: Buffer
  /** The formats of the columns of the result, as written. */
  readonly formats: Buffer
}

export function readBind(body: Buffer): BindMessage {
  const reader = new Reader(body)
  const [portal, statement] = [reader.text(), reader.text()]
  const start = reader.at
  reader.take(reader.int16() * 2)
  for (let left = reader.int16(); left > 0; left -= 1) {
    const length = reader.int32()
    if (length > 0) reader.take(length)
  }
  return { portal, statement, values: reader.between(start), formats: reader.rest() }
}

/** The kind (`S` statement, `P` portal) and the name in Describe and Close. */
export function readNamed(body: Buffer): { readonly kind: string; readonly name: string } {
  return { kind: String.fromCharCode(body[0] ?? 0), name: readText(body.subarray(1)) }
}

/** The types of the parameters in a ParameterDescription. */
export function readTypes(body: Buffer): readonly number[] {
  const reader = new Reader(body)
  return Array.from({ length: reader.int16() }, () => reader.int32() >>> 0)
}

/** The values of a DataRow in text form. */
export function readRow(body: Buffer): readonly (string | null)[] {
  const reader = new Reader(body)
  return Array.from({ length: reader.int16() }, () => {
    const length = reader.int32()
    return length < 0 ? null : reader.take(length).toString()
  })
}

export function readError(body: Buffer): ErrorFields {
  const reader = new Reader(body)
  const fields: Record<string, string> = {}
  for (let field = reader.text(); field !== ''; field = reader.text()) fields[field[0] ?? ''] = field.slice(1)
  return fields
}

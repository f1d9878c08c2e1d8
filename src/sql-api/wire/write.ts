/** Writes messages of the wire protocol that the SQL API sends itself. */

function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const header = Buffer.alloc(5)
  header.write(type, 'latin1')
  header.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([header, body])
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`)
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

export function query(sql: string): Buffer {
  return message('Q', text(sql))
}

/** @param types the OIDs of the parameters; 0 where PostgreSQL shall infer them */
export function parse(name: string, sql: string, types: readonly number[] = []): Buffer {
  const oids = Buffer.alloc(types.length * 4)
  types.forEach((type, index) => oids.writeUInt32BE(type, index * 4))
  return message('P', text(name), text(sql), int16(types.length), oids)
}

/** @param values formats and values of the parameters, as a client has written them */
export function bind(portal: string, statement: string, values: Buffer, formats: Buffer = int16(0)): Buffer {
  return message('B', text(portal), text(statement), values, formats)
}

/** No parameter formats and no parameters. */
export const noValues: Buffer = Buffer.concat([int16(0), int16(0)])

export function describeStatement(name: string): Buffer {
  return message('D', Buffer.from('S'), text(name))
}

export function execute(portal: string): Buffer {
  return message('E', text(portal), Buffer.alloc(4))
}

export function close(kind: 'S' | 'P', name: string): Buffer {
  return message('C', Buffer.from(kind), text(name))
}

export const flush: Buffer = message('H')
export const sync: Buffer = message('S')

/** `I`: outside a transaction, `T`: in one, `E`: in a failed one. */
export function ready(status: string): Buffer {
  return message('Z', Buffer.from(status))
}

/** Fields of an error by their letter: `S` severity, `C` SQLSTATE, `M` message, `D` detail, `H` hint. */
export type ErrorFields = Readonly<Record<string, string>>

export function error(fields: ErrorFields): Buffer {
  return message('E', fieldsOf(fields))
}

/** A notice, which clients show next to the result. */
export function notice(sentence: string, hint: string): Buffer {
  return message('N', fieldsOf({ S: 'NOTICE', V: 'NOTICE', C: '00000', M: sentence, H: hint }))
}

function fieldsOf(fields: ErrorFields): Buffer {
  const parts = Object.entries(fields).map(([letter, value]) => text(`${letter}${value}`))
  return Buffer.concat([...parts, Buffer.alloc(1)])
}

/** The error that ends a connection. */
export function fatal(code: string, sentence: string, hint?: string): Buffer {
  return error({ S: 'FATAL', V: 'FATAL', C: code, M: sentence, ...(hint === undefined ? {} : { H: hint }) })
}

/** The client ends the session. */
export const terminate: Buffer = message('X')

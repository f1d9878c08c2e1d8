import { ProtocolError } from './frames.ts'

/** Requests that come instead of a start-up packet. */
export const requestCodes = { cancel: 80_877_102, tls: 80_877_103, gss: 80_877_104 } as const

const protocol3 = 3

/** PostgreSQL accepts no longer packets. */
const maxPacketBytes = 10_000

/** The first packet of a connection: a request, or the parameters of a session. */
export interface StartupPacket {
  readonly code: number
  readonly bytes: Buffer
  /** `user`, `database`, … ; empty for requests. */
  readonly parameters: ReadonlyMap<string, string>
  /** The bytes after the packet. */
  readonly rest: Buffer
}

/**
 * Reads the first packet; null while it is not complete.
 *
 * @throws ProtocolError for bytes that are no start-up packet
 */
export function readStartup(bytes: Buffer): StartupPacket | null {
  if (bytes.length < 8) return null
  const length = bytes.readInt32BE(0)
  if (length < 8 || length > maxPacketBytes)
    throw new ProtocolError('The first packet has an invalid length.')
  if (bytes.length < length) return null
  const code = bytes.readInt32BE(4)
  const packet = bytes.subarray(0, length)
  const rest = bytes.subarray(length)
  if (Object.values<number>(requestCodes).includes(code))
    return { code, bytes: packet, parameters: new Map(), rest }
  if (code >> 16 !== protocol3) throw new ProtocolError('The protocol is not version 3 of PostgreSQL.')
  const words = packet.subarray(8).toString().split('\0')
  const parameters = new Map<string, string>()
  for (let index = 0; index + 1 < words.length && words[index] !== ''; index += 2)
    parameters.set(words[index] ?? '', words[index + 1] ?? '')
  return { code, bytes: packet, parameters, rest }
}

/** The packet that starts a session with these parameters, in the client's version of the protocol. */
export function writeStartup(code: number, parameters: ReadonlyMap<string, string>): Buffer {
  const body = Buffer.from([...parameters].flatMap(([name, value]) => [name, '\0', value, '\0']).join(''))
  const packet = Buffer.alloc(8 + body.length + 1)
  packet.writeInt32BE(packet.length, 0)
  packet.writeInt32BE(code, 4)
  body.copy(packet, 8)
  return packet
}

/** A message of the wire protocol: its type letter and its bytes, with type and length. */
export interface Message {
  readonly type: string
  readonly bytes: Buffer
  readonly body: Buffer
}

/** Bytes that are no messages of the protocol. */
export class ProtocolError extends Error {}

const headerBytes = 5

/**
 * Splits a stream of bytes into messages. A chunk may end anywhere.
 *
 * @throws ProtocolError for a length that is impossible or above the limit, before any of its bytes are kept
 */
export function createFrames(maxBytes: number): (chunk: Buffer) => readonly Message[] {
  let rest: Buffer = Buffer.alloc(0)
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let needed = headerBytes
  return (chunk) => {
    waiting.push(chunk)
    waitingBytes += chunk.length
    // a long message arrives in many chunks: they are joined once
    if (rest.length + waitingBytes < needed) return []
    let bytes = rest.length === 0 && waiting.length === 1 ? chunk : Buffer.concat([rest, ...waiting])
    waiting = []
    waitingBytes = 0
    needed = headerBytes
    const messages: Message[] = []
    while (bytes.length >= headerBytes) {
      const length = bytes.readInt32BE(1)
      if (length < 4 || length > maxBytes)
        throw new ProtocolError(`A message has a length of ${length} bytes; the limit is ${maxBytes}.`)
      const end = 1 + length
      if (bytes.length < end) {
        needed = end
        break
      }
      messages.push({
        type: String.fromCharCode(bytes[0] ?? 0),
        bytes: bytes.subarray(0, end),
        body: bytes.subarray(headerBytes, end),
      })
      bytes = bytes.subarray(end)
    }
    rest = bytes
    return messages
  }
}

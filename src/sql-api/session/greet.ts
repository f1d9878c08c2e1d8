import { connect, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { ProtocolError } from '../wire/frames.ts'
import { readStartup, requestCodes, type StartupPacket } from '../wire/startup.ts'
import { fatal } from '../wire/write.ts'
import { begin, type Parts } from './begin.ts'

/** The time for the first packet of a connection. */
const maxStartMs = 10_000

/** Reads the first packet of a connection. */
export function greet(socket: Socket, parts: Parts, isSecure = false): void {
  let bytes: Buffer = Buffer.alloc(0)
  const timer = setTimeout(() => socket.destroy(), maxStartMs).unref()
  const stop = () => {
    clearTimeout(timer)
    socket.off('data', receive)
  }
  const receive = (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk])
    let packet: StartupPacket | null
    try {
      packet = readStartup(bytes)
    } catch (error) {
      stop()
      socket.end(
        fatal('08P01', error instanceof ProtocolError ? error.message : 'The first packet is invalid.'),
      )
      return
    }
    if (packet === null) return
    bytes = packet.rest
    if (packet.code === requestCodes.tls) {
      // bytes before the handshake could have been put in by others
      if (parts.secure === null || isSecure) socket.write('N')
      else if (packet.rest.length > 0) socket.destroy()
      else {
        stop()
        socket.write('S')
        const encrypted = new TLSSocket(socket, { isServer: true, secureContext: parts.secure })
        encrypted.on('error', () => socket.destroy())
        greet(encrypted, parts, true)
      }
      return
    }
    if (packet.code === requestCodes.gss) {
      socket.write('N')
      return
    }
    stop()
    if (packet.code === requestCodes.cancel) {
      const canceller = connect(parts.target.port, parts.target.host, () => canceller.end(packet.bytes))
      canceller.on('error', () => undefined)
      canceller.on('close', () => socket.end())
      return
    }
    socket.pause()
    begin(socket, packet, parts, isSecure)
  }
  socket.on('data', receive)
}

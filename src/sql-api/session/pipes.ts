import type { Socket } from 'node:net'
import type { Message } from '../wire/frames.ts'
import * as write from '../wire/write.ts'

/** The sockets of a session: writes to one wait while the other is slow. */
export interface Pipes {
  readonly toServer: (...messages: readonly Buffer[]) => void
  readonly toClient: (...messages: readonly Buffer[]) => void
  /** Ends both, the one of the client after a last message. */
  readonly end: (last?: Buffer) => void
  /** When one of them closes, the other one ends, too. */
  readonly onClose: (closed: () => void) => void
}

export function createPipes(client: Socket, server: Socket): Pipes {
  server.on('drain', () => client.resume())
  client.on('drain', () => server.resume())
  return {
    toServer: pipe(server, client),
    toClient: pipe(client, server),
    end: (last) => {
      if (last !== undefined && client.writable) client.end(last)
      else client.end()
      // PostgreSQL rolls back and ends its process when the connection closes
      if (server.writable) server.end(write.terminate)
      setTimeout(() => {
        client.destroy()
        server.destroy()
      }, 1_000).unref()
    },
    onClose: (closed) => {
      for (const [one, other] of [
        [client, server],
        [server, client],
      ] as const) {
        one.on('error', () => undefined)
        one.on('close', () => {
          closed()
          other.end()
        })
      }
    },
  }
}

/** Writes the messages of one turn of the event loop as one piece: each write costs a call of the system. */
function pipe(to: Socket, from: Socket): (...messages: readonly Buffer[]) => void {
  let isGathering = false
  const send = () => {
    isGathering = false
    to.uncork()
  }
  return (...messages) => {
    if (messages.length === 0 || !to.writable) return
    if (!isGathering) {
      isGathering = true
      to.cork()
      process.nextTick(send)
    }
    for (const message of messages) if (!to.write(message)) from.pause()
  }
}

/** A client that sends faster than it is answered is read no further. */
const maxWaiting = 200

/** Handles the messages of a client one after another. */
export function createTurns(
  client: Socket,
  server: Socket,
  handle: (message: Message) => Promise<void>,
  failed: (error: unknown) => void,
): (message: Message) => void {
  let work: Promise<void> = Promise.resolve()
  let waiting = 0
  return (message) => {
    waiting += 1
    if (waiting > maxWaiting) client.pause()
    work = work
      .then(() => handle(message))
      .catch(failed)
      .finally(() => {
        waiting -= 1
        if (waiting === 0 && !server.writableNeedDrain) client.resume()
      })
  }
}

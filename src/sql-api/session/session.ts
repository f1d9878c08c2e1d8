import type { Socket } from 'node:net'
import type { Log } from '../../log.ts'
import { createFrames, ProtocolError, type Message } from '../wire/frames.ts'
import { readError, readText } from '../wire/read.ts'
import * as write from '../wire/write.ts'
import { createAudit } from './audit.ts'
import { createClock, type ClockLimits } from './clock.ts'
import { createExchange, type RequestKind } from './exchange.ts'
import { createDispatch } from './dispatch.ts'
import { createMetricStatements } from './metric-statements.ts'
import type { Rewriter } from './rewriter.ts'

/** The longest message of a client: its role can store nothing. */
const maxClientBytes = 16 * 2 ** 20

/** PostgreSQL sends no longer messages. */
const maxServerBytes = 2 ** 30

/** A client that sends faster than it is answered is read no further. */
const maxWaiting = 200

export interface SessionParts {
  readonly client: Socket
  readonly server: Socket
  readonly rewriter: Rewriter
  readonly limits: ClockLimits
  readonly user: string
  readonly log: Log
  /** Cancels what the session runs. */
  readonly cancel: (key: Buffer) => void
}

/**
 * A session: bytes go both ways unchanged, but for statements about metrics. Authentication is between the client and
 * PostgreSQL.
 *
 * @param first bytes of the client after its start-up packet
 */
export function startSession(
  { client, server, rewriter, limits, user, log, cancel }: SessionParts,
  first: Buffer,
): void {
  const exchange = createExchange()
  const audit = createAudit(log, user)
  let key: Buffer | null = null
  let isAuthenticated = false
  let isExtended = false
  let hasStandardStrings = true
  let work: Promise<void> = Promise.resolve()
  let waiting = 0

  const end = (last?: Buffer) => {
    if (client.destroyed && server.destroyed) return
    clock.stop()
    exchange.end()
    if (last !== undefined && client.writable) client.end(last)
    else client.end()
    // PostgreSQL rolls back and ends its process when the connection closes
    if (server.writable) server.end(write.terminate)
    setTimeout(() => {
      client.destroy()
      server.destroy()
    }, 1_000).unref()
  }

  const clock = createClock(limits, {
    cancel: () => {
      if (key !== null) cancel(key)
    },
    end,
    status: exchange.status,
  })

  const toServer = (...messages: readonly Buffer[]) => {
    if (!server.writable) return
    if (!server.write(messages.length === 1 ? (messages[0] as Buffer) : Buffer.concat(messages)))
      client.pause()
  }
  server.on('drain', () => client.resume())
  client.on('drain', () => server.resume())

  const forward = (message: Message, kind: RequestKind) => {
    if (kind === 'call' || kind === 'execute') clock.begin()
    exchange.sent(kind)
    toServer(message.bytes)
  }

  const toClient = (...messages: readonly Buffer[]) => {
    if (messages.length === 0 || !client.writable) return
    if (!client.write(messages.length === 1 ? (messages[0] as Buffer) : Buffer.concat(messages)))
      server.pause()
  }

  const statements = createMetricStatements({
    exchange,
    clock,
    toServer,
    toClient,
    isExtended: () => isExtended,
    rewriter,
    audit,
    forward,
    hasStandardStrings: () => hasStandardStrings,
  })

  const handle = createDispatch({
    statements,
    forward,
    toServer,
    end,
    inExtended: (is) => {
      isExtended = is
    },
  })

  const failed = (error: unknown) => {
    if (error instanceof ProtocolError || error instanceof RangeError) {
      end(write.fatal('08P01', error.message))
      return
    }
    log.error({ event: 'sql_failed', error: error instanceof Error ? error.stack : String(error) })
    end(write.fatal('XX000', 'The connection failed for a reason that the log of the server has.'))
  }

  const fromClient = createFrames(maxClientBytes)
  const receive = (chunk: Buffer) => {
    try {
      for (const message of fromClient(chunk)) {
        // passwords and the messages of SCRAM
        if (!isAuthenticated && message.type === 'p') {
          toServer(message.bytes)
          continue
        }
        if (!isAuthenticated) throw new ProtocolError('A message came before the end of the authentication.')
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
    } catch (error) {
      failed(error)
    }
  }
  client.on('data', receive)

  const fromServer = createFrames(maxServerBytes)
  server.on('data', (chunk: Buffer) => {
    let messages: readonly Message[]
    try {
      messages = fromServer(chunk)
    } catch (error) {
      failed(error)
      return
    }
    const forwarded: Buffer[] = []
    for (const message of messages) {
      const { type, body } = message
      if (type === 'K') key = Buffer.from(body)
      if (type === 'S' && body.toString().startsWith('standard_conforming_strings\0'))
        hasStandardStrings = body.toString().includes('\0on\0')
      if (!isAuthenticated) {
        forwarded.push(message.bytes)
        if (type === 'Z') {
          isAuthenticated = true
          exchange.receive(message)
          clock.done()
        }
        continue
      }
      if (!exchange.receive(message)) continue
      forwarded.push(
        type === 'E' ? write.error(withoutPlaces(clock.explained(readError(body)))) : message.bytes,
      )
      if (type === 'C') audit.completed(readText(body))
    }
    toClient(...forwarded)
    if (!exchange.isBusy() && isAuthenticated) clock.done()
  })

  for (const [one, other] of [
    [client, server],
    [server, client],
  ] as const) {
    one.on('error', () => undefined)
    one.on('close', () => {
      // PostgreSQL would notice a lost client at the end of the statement only
      if (exchange.isBusy() && key !== null) cancel(key)
      clock.stop()
      exchange.end()
      other.end()
    })
  }
  if (first.length > 0) receive(first)
}

/** The statements of the SQL API in the context of an error, which the client has not written. */
const ownStatements = /inline_code_block|plumbline_metrics\.|plumbline_answer/

/** An error without places in texts that the client did not write. */
function withoutPlaces(fields: write.ErrorFields): write.ErrorFields {
  if (!ownStatements.test(`${fields['W'] ?? ''} ${fields['q'] ?? ''}`)) return fields
  const kept = Object.entries(fields).filter(([letter]) => !['P', 'p', 'q', 'W'].includes(letter))
  return Object.fromEntries(kept)
}

import type { Socket } from 'node:net'
import type { Log } from '../../log.ts'
import { createFrames, ProtocolError, type Message } from '../wire/frames.ts'
import { readError, readText } from '../wire/read.ts'
import * as write from '../wire/write.ts'
import { withoutPlaces } from '../statement/rejection.ts'
import { createAudit } from './audit.ts'
import { createClock, type ClockLimits } from './clock.ts'
import { createExchange, type RequestKind } from './exchange.ts'
import { createDispatch } from './dispatch.ts'
import { createMetricStatements } from './statements/metric-statements.ts'
import { createPipes, createTurns } from './pipes.ts'
import type { Rewriter } from './rewriting/rewriter.ts'

/** The longest message of a client: its role can store nothing. */
const maxClientBytes = 16 * 2 ** 20

/** PostgreSQL sends no longer messages. */
const maxServerBytes = 2 ** 30

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
  const pipes = createPipes(client, server)
  const { toServer, toClient } = pipes
  const audit = createAudit(log, user)
  let key: Buffer | null = null
  let isAuthenticated = false
  let isExtended = false
  let hasStandardStrings = true
  let isUnicode = true

  const end = (last?: Buffer) => {
    if (client.destroyed && server.destroyed) return
    clock.stop()
    exchange.end()
    pipes.end(last)
  }

  const clock = createClock(limits, {
    cancel: () => {
      if (key !== null) cancel(key)
    },
    end,
    status: exchange.status,
  })

  const forward = (message: Message, kind: RequestKind) => {
    if (kind === 'call' || kind === 'execute') clock.begin()
    exchange.sent(kind)
    toServer(message.bytes)
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
    isUnicode: () => isUnicode,
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

  const takeTurn = createTurns(client, server, handle, failed)
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
        takeTurn(message)
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
      if (type === 'S' && body.toString().startsWith('client_encoding\0'))
        isUnicode = body.toString().includes('\0UTF8\0')
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

  pipes.onClose(() => {
    // PostgreSQL would notice a lost client at the end of the statement only
    if (exchange.isBusy() && key !== null) cancel(key)
    clock.stop()
    exchange.end()
  })
  if (first.length > 0) receive(first)
}

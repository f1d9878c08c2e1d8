import type { Socket } from 'node:net'
import type { Log } from '../../log.ts'
import { Rejection, raiseStatement } from '../statement/rejection.ts'
import type { MetricText } from '../statement/rewrite-text.ts'
import { createFrames, ProtocolError, type Message } from '../wire/frames.ts'
import { readBind, readError, readNamed, readParse, readText, readTypes } from '../wire/read.ts'
import * as write from '../wire/write.ts'
import { createClock, type ClockLimits } from './clock.ts'
import { createExchange, DatabaseError, Skipped, type RequestKind } from './exchange.ts'
import type { Rewriter, RunInSession } from './rewriter.ts'
import { createAudit } from './audit.ts'

/** The longest message of a client: its role can store nothing. */
const maxClientBytes = 16 * 2 ** 20

/** PostgreSQL sends no longer messages. */
const maxServerBytes = 2 ** 30

/** A client that sends faster than it is answered is read no further. */
const maxWaiting = 200

/** A statement that a client has prepared. */
interface Prepared {
  readonly text: MetricText | null
  readonly rejected: Rejection | null
  types: readonly number[] | null
}

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
  const prepared = new Map<string, Prepared>()
  const audit = createAudit(log, user)
  let key: Buffer | null = null
  let isAuthenticated = false
  let isExtended = false
  let hasStandardStrings = true
  let ownNames = 0
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

  /** Runs a select of our own in the client's session, with the client's values if there are some. */
  const runWith =
    (types: readonly number[], values: Buffer): RunInSession =>
    async (sql) => {
      const name = nextName()
      const kinds: RequestKind[] = ['parse', 'bind', 'execute', 'close', 'close']
      const messages = [
        write.parse(name, sql, types),
        write.bind(name, name, values),
        write.execute(name),
        write.close('P', name),
        write.close('S', name),
      ]
      // within a sequence of the client, Sync would end its transaction
      const answer = exchange.ask(isExtended ? kinds : [...kinds, 'sync'])
      clock.begin()
      toServer(...messages, isExtended ? write.flush : write.sync)
      return (await answer).rows
    }

  const nextName = () => `plumbline_${(ownNames += 1)}`

  const checkStrings = () => {
    if (!hasStandardStrings)
      throw new Rejection('Queries of metrics need standard_conforming_strings.', {
        hint: 'SET standard_conforming_strings = on',
      })
  }

  const simpleQuery = async (message: Message) => {
    const sql = readText(message.body)
    const rejected = rewriter.rejectedSetting(sql)
    const text = rejected === null ? rewriter.read(sql) : null
    if (rejected !== null) return rejectSimple(rejected)
    if (text === null) return forward(message, 'call')
    try {
      checkStrings()
      await checkOriginal(rewriter.prepared(text) ?? sql, text)
      const rewritten = await audit.time(sql, () => rewriter.rewrite(text, runWith([], write.noValues)))
      clock.begin()
      exchange.sent('call')
      toServer(write.query(rewritten.sql))
    } catch (error) {
      if (error instanceof Skipped) return
      if (error instanceof DatabaseError) {
        audit.rejected(sql, error.fields['C'] ?? '')
        toClient(write.error(error.fields), write.ready(exchange.status()))
        clock.done()
        return
      }
      if (!(error instanceof Rejection)) throw error
      audit.rejected(sql, error.code)
      rejectSimple(error)
    }
  }

  /** PostgreSQL finds the mistakes in a statement as it was written: names, types, rights to know it. */
  const checkOriginal = async (sql: string, { statements }: MetricText) => {
    // a text of several statements cannot be prepared
    if (statements.length > 1) return
    const name = nextName()
    const answer = exchange.ask(isExtended ? ['parse', 'close'] : ['parse', 'close', 'sync'])
    toServer(write.parse(name, sql), write.close('S', name), isExtended ? write.flush : write.sync)
    await answer
  }

  const rejectSimple = (rejection: Rejection) => {
    exchange.sent('call')
    toServer(write.query(raiseStatement(rejection)))
  }

  const rejectExtended = (rejection: Rejection) => {
    const name = nextName()
    for (const kind of ['parse', 'bind', 'execute'] as const) exchange.sentHidden(kind)
    toServer(
      write.parse(name, raiseStatement(rejection)),
      write.bind(name, name, write.noValues),
      write.execute(name),
      write.flush,
    )
  }

  const parseMessage = (message: Message) => {
    const { name, sql, types } = readParse(message.body)
    const rejected = rewriter.rejectedSetting(sql)
    const text = rejected === null ? rewriter.read(sql) : null
    prepared.set(name, { text, rejected, types: null })
    const qualified = text === null ? null : rewriter.prepared(text)
    if (qualified === null) return forward(message, 'parse')
    exchange.sent('parse')
    toServer(write.parse(name, qualified, types))
  }

  const bindMessage = async (message: Message) => {
    const { portal, statement, values, formats } = readBind(message.body)
    const found = prepared.get(statement)
    if (found?.rejected) return rejectExtended(found.rejected)
    if (found === undefined || found.text === null) return forward(message, 'bind')
    const { text } = found
    try {
      checkStrings()
      found.types ??= await typesOf(statement)
      const { types } = found
      const { sql } = await audit.time(statement, () => rewriter.rewrite(text, runWith(types, values)))
      const name = nextName()
      exchange.sentHidden('parse')
      exchange.sent('bind')
      exchange.sentHidden('close')
      toServer(
        write.parse(name, sql, types),
        write.bind(portal, name, values, formats),
        write.close('S', name),
      )
    } catch (error) {
      if (error instanceof Skipped) return
      if (error instanceof DatabaseError) toClient(write.error(error.fields))
      else if (error instanceof Rejection) {
        audit.rejected(statement, error.code)
        rejectExtended(error)
      } else throw error
    }
  }

  const typesOf = async (statement: string): Promise<readonly number[]> => {
    const answer = exchange.ask(['describe'])
    toServer(write.describeStatement(statement), write.flush)
    const { parameters } = await answer
    return parameters === null ? [] : readTypes(parameters)
  }

  const handle = async (message: Message): Promise<void> => {
    const { type, body } = message
    switch (type) {
      case 'Q':
        return simpleQuery(message)
      case 'P':
        isExtended = true
        return parseMessage(message)
      case 'B':
        isExtended = true
        return bindMessage(message)
      case 'D':
        isExtended = true
        return forward(message, 'describe')
      case 'E':
        isExtended = true
        return forward(message, 'execute')
      case 'C': {
        isExtended = true
        const { kind, name } = readNamed(body)
        if (kind === 'S') prepared.delete(name)
        return forward(message, 'close')
      }
      case 'S':
        isExtended = false
        return forward(message, 'sync')
      case 'F':
        return forward(message, 'call')
      case 'X':
        return end()
      case 'H':
      case 'd':
      case 'c':
      case 'f':
        return toServer(message.bytes)
      default:
        throw new ProtocolError(`There is no message of the type ${type}.`)
    }
  }

  const failed = (error: unknown) => {
    if (error instanceof ProtocolError || error instanceof RangeError)
      return end(write.fatal('08P01', error.message))
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

  const toClient = (...messages: readonly Buffer[]) => {
    if (messages.length === 0 || !client.writable) return
    if (!client.write(messages.length === 1 ? (messages[0] as Buffer) : Buffer.concat(messages)))
      server.pause()
  }

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

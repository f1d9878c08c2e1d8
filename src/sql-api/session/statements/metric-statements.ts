import { Rejection } from '../../statement/rejection.ts'
import type { MetricText } from '../../statement/read-text.ts'
import type { Message } from '../../wire/frames.ts'
import { readBind, readNamed, readParse, readText } from '../../wire/read.ts'
import * as write from '../../wire/write.ts'
import type { Audit } from '../audit.ts'
import { DatabaseError, Skipped, type RequestKind } from '../exchange.ts'
import { createOwnRequests, type Channel } from './own-requests.ts'
import { checkBytes, type Encoding } from './check-bytes.ts'
import { createPortals } from './portals.ts'
import { createReplies } from './replies.ts'
import type { Rewriter } from '../rewriting/rewriter.ts'

/** A statement that a client has prepared. */
interface Prepared {
  readonly text: MetricText | null
  readonly sql: string
  readonly rejected: Rejection | null
  types: readonly number[] | null
}

interface Parts extends Channel, Encoding {
  readonly rewriter: Rewriter
  readonly audit: Audit
  readonly forward: (message: Message, kind: RequestKind) => void
}

/** The messages of a client that may carry statements about metrics. */
export interface MetricStatements {
  readonly simpleQuery: (message: Message) => Promise<void>
  readonly parseMessage: (message: Message) => void
  readonly bindMessage: (message: Message) => Promise<void>
  readonly executeMessage: (message: Message) => void
  readonly closeMessage: (message: Message) => void
}

/** Rewrites statements about metrics, and forwards all others. */
export function createMetricStatements(parts: Parts): MetricStatements {
  const { exchange, clock, toServer, toClient, rewriter, audit, forward } = parts
  const own = createOwnRequests(parts)
  const prepared = new Map<string, Prepared>()
  const portals = createPortals()

  const { rejectSimple, rejectExtended, note } = createReplies(parts, own)

  const simpleQuery = async (message: Message) => {
    const sql = readText(message.body)
    portals.ran(sql)
    const rejected = rewriter.rejectedSetting(sql)
    const text = rejected === null ? rewriter.read(sql) : null
    if (rejected !== null) {
      rejectSimple(rejected)
      return
    }
    if (text === null) {
      forward(message, 'call')
      return
    }
    try {
      checkBytes(sql, Buffer.alloc(0), parts)
      const run = own.runChecked(rewriter.prepared(text) ?? sql, text)
      const rewritten = await audit.time(() => rewriter.rewrite(text, run))
      note(rewritten.notes)
      clock.begin()
      exchange.sent('call')
      toServer(write.query(rewritten.sql))
    } catch (error) {
      if (error instanceof Skipped) return
      if (error instanceof DatabaseError) {
        audit.rejected(error.fields['C'] ?? '')
        toClient(write.error(error.fields), write.ready(exchange.status()))
        clock.done()
        return
      }
      if (!(error instanceof Rejection)) throw error
      audit.rejected(error.code)
      rejectSimple(error)
    }
  }

  const parseMessage = (message: Message) => {
    const { name, sql, types } = readParse(message.body)
    const rejected = rewriter.rejectedSetting(sql)
    const text = rejected === null ? rewriter.read(sql) : null
    prepared.set(name, { text, sql, rejected, types: null })
    const qualified = text === null ? null : rewriter.prepared(text)
    if (qualified === null) {
      forward(message, 'parse')
      return
    }
    exchange.sent('parse')
    toServer(write.parse(name, qualified, types))
  }

  const bindMessage = async (message: Message) => {
    const { portal, statement, values, formats } = readBind(message.body)
    const found = prepared.get(statement)
    portals.bound(portal, found?.sql ?? '', (found?.text ?? null) !== null)
    if (found?.rejected) {
      rejectExtended(found.rejected)
      return
    }
    if (found === undefined || found.text === null) {
      forward(message, 'bind')
      return
    }
    const { text } = found
    try {
      checkBytes(found.sql, values, parts)
      found.types ??= await own.typesOf(statement)
      const { types } = found
      const { sql, notes } = await audit.time(() => rewriter.rewrite(text, own.runWith(types, values)))
      note(notes)
      const name = own.nextName()
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
        audit.rejected(error.code)
        rejectExtended(error)
      } else throw error
    }
  }

  const executeMessage = (message: Message) => {
    if (!portals.executed(readText(message.body))) {
      forward(message, 'execute')
      return
    }
    const rejection = new Rejection('A setting has changed since this query of metrics was bound.', {
      detail: 'Its numbers are those of the settings at Bind.',
      hint: 'Execute SET before the query is bound.',
    })
    audit.rejected(rejection.code)
    rejectExtended(rejection)
  }

  const closeMessage = (message: Message) => {
    const { kind, name } = readNamed(message.body)
    if (kind === 'S') prepared.delete(name)
    else portals.closed(name)
    forward(message, 'close')
  }

  return { simpleQuery, parseMessage, bindMessage, executeMessage, closeMessage }
}

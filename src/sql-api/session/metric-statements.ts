import { isAscii } from 'node:buffer'
import { Rejection, raiseStatement } from '../statement/rejection.ts'
import type { MetricText } from '../statement/read-text.ts'
import type { Message } from '../wire/frames.ts'
import { readBind, readNamed, readParse, readText } from '../wire/read.ts'
import * as write from '../wire/write.ts'
import type { Audit } from './audit.ts'
import { DatabaseError, Skipped, type RequestKind } from './exchange.ts'
import { createOwnRequests, type Channel } from './own-requests.ts'
import { createPortals } from './portals.ts'
import type { Rewriter } from './rewriting/rewriter.ts'

/** What bytes that are no UTF-8 are read as. */
const unreadable = '\uFFFD'

/** A statement that a client has prepared. */
interface Prepared {
  readonly text: MetricText | null
  readonly sql: string
  readonly rejected: Rejection | null
  types: readonly number[] | null
}

interface Parts extends Channel {
  readonly rewriter: Rewriter
  readonly audit: Audit
  readonly forward: (message: Message, kind: RequestKind) => void
  /** Whether a backslash in a literal is a backslash. */
  readonly hasStandardStrings: () => boolean
  /** Whether texts of the client are UTF-8. */
  readonly isUnicode: () => boolean
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
  const { exchange, clock, toServer, toClient, rewriter, audit, forward, hasStandardStrings, isUnicode } =
    parts
  const own = createOwnRequests(parts)
  const prepared = new Map<string, Prepared>()
  const portals = createPortals()

  const checkStrings = (sql: string, values: Buffer = Buffer.alloc(0)) => {
    if (!hasStandardStrings())
      throw new Rejection('Queries of metrics need standard_conforming_strings.', {
        hint: 'SET standard_conforming_strings = on',
      })
    const isPlain = isAscii(Buffer.from(sql)) && isAscii(values)
    if (sql.includes(unreadable) || (!isPlain && !isUnicode()))
      throw new Rejection('Queries of metrics are read as UTF-8, and this one has other bytes.', {
        code: '22021',
        hint: "SET client_encoding = 'UTF8'",
      })
  }

  /** All earlier answers are sent: the session has answered the last request of the SQL API itself. */
  const tell = (notes: readonly string[]) => {
    if (notes.length > 0)
      toClient(
        write.notice(
          notes.join(' '),
          "Select is_partial to see which rows these are; set plumbline.partial = 'drop' leaves them out.",
        ),
      )
  }

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
      checkStrings(sql)
      const run = own.runChecked(rewriter.prepared(text) ?? sql, text)
      const rewritten = await audit.time(() => rewriter.rewrite(text, run))
      tell(rewritten.notes)
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

  const rejectSimple = (rejection: Rejection) => {
    exchange.sent('call')
    toServer(write.query(raiseStatement(rejection)))
  }

  const rejectExtended = (rejection: Rejection) => {
    const name = own.nextName()
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
      checkStrings(found.sql, values)
      found.types ??= await own.typesOf(statement)
      const { types } = found
      const { sql, notes } = await audit.time(() => rewriter.rewrite(text, own.runWith(types, values)))
      tell(notes)
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

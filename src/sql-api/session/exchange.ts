import type { Message } from '../wire/frames.ts'
import { readError, readRow } from '../wire/read.ts'
import type { ErrorFields } from '../wire/write.ts'

/** The letters of messages that end the answer to a request. */
const endings = {
  parse: '1',
  bind: '2',
  close: '3',
  describe: 'Tn',
  execute: 'CIs',
  call: 'Z',
  sync: 'Z',
} as const

export type RequestKind = keyof typeof endings

/** An error of PostgreSQL that answers a request of the SQL API itself. */
export class DatabaseError extends Error {
  readonly fields: ErrorFields

  constructor(fields: ErrorFields) {
    super(fields['M'] ?? '')
    this.fields = fields
  }
}

/** A request that PostgreSQL skips, because an earlier one of the client has failed. The client knows that error. */
export class Skipped extends Error {}

/** What PostgreSQL answers to some requests of the SQL API. */
export interface Answer {
  readonly rows: (readonly (string | null)[])[]
  /** The body of a ParameterDescription. */
  parameters: Buffer | null
}

interface Own {
  readonly answer: Answer
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
  error: unknown
  left: number
}

interface Request {
  readonly kind: RequestKind
  /** Null: the client's. `hidden`: of the SQL API, in place of one of the client: only errors reach the client. */
  readonly own: Own | 'hidden' | null
}

/** Who waits for which answer of PostgreSQL. Answers come in the order of the requests. */
export interface Exchange {
  /** The client's request has been sent. */
  readonly sent: (kind: RequestKind) => void
  /** A request of the SQL API in place of one of the client: its errors are the client's. */
  readonly sentHidden: (kind: RequestKind) => void
  /** Requests of the SQL API itself; rejects with {@link DatabaseError} or {@link Skipped}. */
  readonly ask: (kinds: readonly RequestKind[]) => Promise<Answer>
  /** Whether a message of PostgreSQL goes to the client. */
  readonly receive: (message: Message) => boolean
  /** Whether PostgreSQL works for the client. */
  readonly isBusy: () => boolean
  /** The state of the transaction at the last ReadyForQuery. */
  readonly status: () => string
  /** The connection is gone: no request gets an answer. */
  readonly end: () => void
}

export function createExchange(): Exchange {
  const queue: Request[] = []
  let isSkipping = false
  let status = 'I'

  const settle = (own: Own) => {
    own.left -= 1
    if (own.left > 0) return
    if (own.error === null) own.resolve(own.answer)
    else own.reject(own.error)
  }

  const drop = ({ own }: Request, error: unknown) => {
    if (own === null || own === 'hidden') return
    own.error ??= error
    settle(own)
  }

  /** After an error PostgreSQL skips all requests up to Sync. */
  const skip = () => {
    isSkipping = true
    while (queue[0] !== undefined && queue[0].kind !== 'sync') {
      const next = queue.shift()
      if (next !== undefined) drop(next, new Skipped())
    }
    if (queue.length > 0) isSkipping = false
  }

  const add = (request: Request) => {
    if (isSkipping && request.kind !== 'sync') {
      drop(request, new Skipped())
      return
    }
    isSkipping = false
    queue.push(request)
  }

  const failed = (request: Request, message: Message): boolean => {
    const { own, kind } = request
    const isOwn = own !== null && own !== 'hidden'
    if (isOwn) own.error ??= new DatabaseError(readError(message.body))
    // the answer to a whole query ends with ReadyForQuery, after an error, too
    if (kind === 'call' || kind === 'sync') return !isOwn
    queue.shift()
    drop(request, null)
    skip()
    return !isOwn
  }

  return {
    sent: (kind) => add({ kind, own: null }),
    sentHidden: (kind) => add({ kind, own: 'hidden' }),
    ask: (kinds) =>
      new Promise((resolve, reject) => {
        const own: Own = {
          answer: { rows: [], parameters: null },
          resolve,
          reject,
          error: null,
          left: kinds.length,
        }
        for (const kind of kinds) add({ kind, own })
      }),
    receive: (message) => {
      const { type, body } = message
      const [request] = queue
      if (type === 'Z') status = String.fromCharCode(body[0] ?? 0)
      // notices, settings and notifications answer no request
      if (request === undefined || type === 'N' || type === 'S' || type === 'A') return true
      if (type === 'E') return failed(request, message)
      const { own, kind } = request
      const isEnd = endings[kind].includes(type)
      if (isEnd) queue.shift()
      if (own === null) return true
      if (own === 'hidden') return false
      if (type === 'D') own.answer.rows.push(readRow(body))
      if (type === 't') own.answer.parameters = Buffer.from(body)
      if (isEnd) settle(own)
      return false
    },
    isBusy: () => queue.length > 0,
    status: () => status,
    end: () => {
      for (const request of queue.splice(0)) drop(request, new Skipped())
    },
  }
}

import { raiseStatement, type Rejection } from '../../statement/rejection.ts'
import * as write from '../../wire/write.ts'
import type { Channel, OwnRequests } from './own-requests.ts'

/** What the SQL API itself says to a client. PostgreSQL raises rejections, so that the transaction fails. */
export interface Replies {
  readonly rejectSimple: (rejection: Rejection) => void
  readonly rejectExtended: (rejection: Rejection) => void
  /** A notice about periods, after all earlier answers: the session has just answered the SQL API. */
  readonly note: (notes: readonly string[]) => void
}

export function createReplies({ exchange, toServer, toClient }: Channel, { nextName }: OwnRequests): Replies {
  return {
    rejectSimple: (rejection) => {
      exchange.sent('call')
      toServer(write.query(raiseStatement(rejection)))
    },
    rejectExtended: (rejection) => {
      const name = nextName()
      for (const kind of ['parse', 'bind', 'execute'] as const) exchange.sentHidden(kind)
      toServer(
        write.parse(name, raiseStatement(rejection)),
        write.bind(name, name, write.noValues),
        write.execute(name),
        write.flush,
      )
    },
    note: (notes) => {
      if (notes.length === 0) return
      const hint =
        "Select is_partial to see which rows these are; set plumbline.partial = 'drop' leaves them out."
      toClient(write.notice(notes.join(' '), hint))
    },
  }
}

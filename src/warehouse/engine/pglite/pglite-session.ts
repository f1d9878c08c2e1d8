import { tooLong } from '../errors/database-error.ts'
import type { QueryOptions } from '../engine.ts'
import type { PgliteBackend } from './pglite-backend.ts'
import type { Session } from '../session.ts'
import { explainUnanswered, explainUnansweredWrite } from './unanswered.ts'
import { untilAborted } from '../locks/until-aborted.ts'
import { toBoundText } from '../values/value-form.ts'
import { wholeRecords } from './whole-records.ts'

/** How much CSV one `copy` takes on PGlite, which holds a piece in memory several times over. */
const copyPieceSize = 4 * 1024 * 1024

/** A statement whose caller has gone may still end by itself: a thread takes longer to start anew. */
const patienceMs = 200

/** A session on PGlite. Its questions end with the limit, if there is one, and all that it asks with its caller. */
export const createPgliteSession = (backend: PgliteBackend, limitMs: number | undefined): Session => ({
  query: ({ sql, parameters }, options) =>
    ending(backend, limitMs, () => backend.query(sql, parameters.map(toBoundText)), options),
  queryArrays: ({ sql, parameters }, options) =>
    ending(backend, limitMs, () => backend.queryArrays(sql, parameters.map(toBoundText)), options),
  execute: (sql) => backend.execute(sql).catch(failing(explainUnansweredWrite)),
  copyIn: async (target, columns, csv) => {
    let rows = 0
    for await (const piece of wholeRecords(csv, copyPieceSize)) {
      rows += await backend
        .copy(`copy ${target} (${columns.join(', ')}) from '/dev/blob' with (format csv)`, piece)
        .catch(failing(explainUnansweredWrite))
    }
    return rows
  },
})

/** Runs a statement to its end, or ends PGlite with it. */
const ending = async <Result>(
  { end }: PgliteBackend,
  limitMs: number | undefined,
  run: () => Promise<Result>,
  { signal, isOwnWork }: QueryOptions = {},
): Promise<Result> => {
  signal?.throwIfAborted()
  const explained = () => run().catch(failing(explainUnanswered))
  if (end === null) return untilAborted(explained(), signal)
  const timers: NodeJS.Timeout[] = []
  const endAfter = (ms: number, reason: () => Error) => timers.push(setTimeout(() => void end(reason()), ms))
  const onAbort = () => endAfter(patienceMs, () => signal?.reason as Error)
  signal?.addEventListener('abort', onAbort, { once: true })
  if (limitMs !== undefined && isOwnWork !== true) endAfter(limitMs, tooLong)
  try {
    return await explained()
  } finally {
    signal?.removeEventListener('abort', onAbort)
    for (const timer of timers) clearTimeout(timer)
  }
}

const failing = (explain: (error: unknown) => unknown) => (error: unknown) => {
  throw explain(error)
}

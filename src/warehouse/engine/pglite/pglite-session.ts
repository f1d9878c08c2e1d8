import { tooLong } from '../errors/database-error.ts'
import type { QueryOptions, Statement } from '../engine.ts'
import type { PgliteBackend } from './pglite-backend.ts'
import type { Session } from '../session.ts'
import { explainLostQuery, explainLostWrite } from './lost-statements.ts'
import { untilAborted } from '../locks/until-aborted.ts'
import { toBoundText } from '../values/value-form.ts'
import { queryWithoutNestedLoops } from '../without-nested-loops.ts'
import { wholeRecords } from './whole-records.ts'

/** How many characters of CSV one `copy` takes on PGlite, which holds them several times in memory. */
const copyPieceSize = 256 * 1024

/** How long an aborted statement may still run, because restarting a thread takes longer. */
const graceMs = 200

/**
 * A session on PGlite. Queries end at the time limit, if there is one, and all statements when the caller
 * aborts.
 */
export function createPgliteSession(backend: PgliteBackend, limitMs: number | undefined): Session {
  return {
    query: async (statement, options) => {
      const run = () => planned(backend, statement, (sql, values) => backend.query(sql, values))
      const rows = await ending(backend, limitMs, run, options)
      observe(rows, options)
      return rows
    },
    queryArrays: async (statement, options) => {
      const run = () => planned(backend, statement, (sql, values) => backend.queryArrays(sql, values))
      const result = await ending(backend, limitMs, run, options)
      observe(result.rows, options)
      return result
    },
    execute: (sql, { isQuery, signal } = {}) =>
      isQuery === true
        ? ending(backend, limitMs, () => backend.execute(sql), { signal })
        : backend.execute(sql).catch(failing(explainLostWrite)),
    copyIn: async (target, columns, csv) => {
      const sql = `copy ${target} (${columns.join(', ')}) from '/dev/blob' with (format csv)`
      let rows = 0
      let copying = Promise.resolve(0)
      // PGlite copies a piece in its thread while the next one is read here
      for await (const piece of wholeRecords(csv, copyPieceSize)) {
        rows += await copying
        copying = backend.copy(sql, encoder.encode(piece)).catch(failing(explainLostWrite))
        // awaited with the next piece; unless the reader fails, and then its error is the one that counts
        copying.catch(() => undefined)
      }
      return rows + (await copying)
    },
  }
}

/** Runs a query as its statement says it must be planned. */
function planned<Result>(
  backend: PgliteBackend,
  { sql, parameters, isOverAllRows }: Statement,
  query: (sql: string, values: (string | null)[]) => Promise<Result>,
): Promise<Result> {
  const run = () => query(sql, parameters.map(toBoundText))
  return isOverAllRows === true ? queryWithoutNestedLoops((text) => backend.execute(text), run) : run()
}

const encoder = new TextEncoder()

/** The size of a value that is no text, nearly. */
const otherSize = 8

function observe(rows: readonly unknown[], { onValue }: QueryOptions = {}): void {
  if (onValue === undefined) return
  for (const row of rows)
    for (const value of Object.values(row as object))
      onValue(typeof value === 'string' ? value.length : otherSize)
}

/** Runs a statement to its end, or ends PGlite with it. */
async function ending<Result>(
  { end }: PgliteBackend,
  limitMs: number | undefined,
  run: () => Promise<Result>,
  { signal, isOwnWork }: QueryOptions = {},
): Promise<Result> {
  signal?.throwIfAborted()
  const explained = () => run().catch(failing(explainLostQuery))
  if (end === null) return untilAborted(explained(), signal)
  const timers: NodeJS.Timeout[] = []
  const endAfter = (ms: number, reason: () => Error) => timers.push(setTimeout(() => void end(reason()), ms))
  const onAbort = () => endAfter(graceMs, () => signal?.reason as Error)
  signal?.addEventListener('abort', onAbort, { once: true })
  if (limitMs !== undefined && isOwnWork !== true) endAfter(limitMs, tooLong)
  try {
    return await explained()
  } finally {
    signal?.removeEventListener('abort', onAbort)
    for (const timer of timers) clearTimeout(timer)
  }
}

function failing(explain: (error: unknown) => unknown) {
  return (error: unknown) => {
    throw explain(error)
  }
}

import { createEngine } from './create-engine.ts'
import type { Engine } from './engine.ts'
import { createLock } from './lock.ts'
import type { PgliteBackend } from './pglite-backend.ts'
import type { Session } from './session.ts'
import { untilAborted } from './until-aborted.ts'
import { toBoundText } from './value-form.ts'
import { wholeRecords } from './whole-records.ts'

/** How much CSV one `copy` takes on PGlite, which holds a piece in memory several times over. */
const copyPieceSize = 4 * 1024 * 1024

/** An engine over PGlite. It has one connection: work queues, and an aborted query leaves the queue unrun. */
export const createPgliteEngine = (backend: PgliteBackend, afterClose: () => Promise<void>): Engine => {
  const session = createPgliteSession(backend)
  const lock = createLock()
  return createEngine('pglite', {
    lease: (work, signal) =>
      untilAborted(
        lock(() => {
          signal?.throwIfAborted()
          return work(session)
        }),
        signal,
      ),
    close: () =>
      lock(async () => {
        await backend.close()
        await afterClose()
      }),
  })
}

const createPgliteSession = (backend: PgliteBackend): Session => ({
  query: ({ sql, parameters }, options) =>
    untilAborted(backend.query(sql, parameters.map(toBoundText)), options?.signal),
  queryArrays: ({ sql, parameters }, options) =>
    untilAborted(backend.queryArrays(sql, parameters.map(toBoundText)), options?.signal),
  execute: (sql) => backend.execute(sql),
  copyIn: async (target, columns, csv) => {
    let rows = 0
    for await (const piece of wholeRecords(csv, copyPieceSize)) {
      rows += await backend.copy(
        `copy ${target} (${columns.join(', ')}) from '/dev/blob' with (format csv)`,
        piece,
      )
    }
    return rows
  },
})

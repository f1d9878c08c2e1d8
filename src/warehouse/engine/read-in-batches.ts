import { LostConnectionError } from '../../errors.ts'
import type { ArrayResult, Engine, QueryOptions, Statement } from './engine.ts'
import { codeOf } from './errors/database-error.ts'
import type { Lease, Session } from './session.ts'

type QueryBatches = Engine['queryBatches']
type Take = (rows: ArrayResult['rows']) => Promise<void>

/**
 * Reads rows on one session, which nothing else uses until the last batch.
 *
 * @param isOpen whether the session is in a transaction, which ends with the statement
 */
export function batchesOfSession(lease: Lease, isOpen: boolean): QueryBatches {
  return (statement, size, take, options) =>
    lease(async (session, signal) => {
      const own = { ...options, signal }
      const cursor = nameCursor()
      if (!isOpen) await session.execute('begin')
      await keepRows(session, cursor, statement, own)
      await readCursor(cursor, size, take, (fetch) => session.queryArrays(fetch, own)).finally(() =>
        closeCursor(session, cursor),
      )
    }, options?.signal)
}

/** How the one session of PGlite is used for batches. */
export interface Turns {
  /** The session with the state of the data that the statement reads. */
  readonly start: Lease
  /** Runs when the rows are kept, and the state is no longer needed. */
  readonly release?: () => Promise<void>
  readonly read: Lease
  /** The session for a cursor whose caller may have gone. */
  readonly close: Lease
}

/** Reads rows on the one session of PGlite. Others use it between two batches, because a reader may be slow. */
export function batchesInTurns({ start, release, read, close }: Turns): QueryBatches {
  return async (statement, size, take, options) => {
    const cursor = nameCursor()
    try {
      await start(async (session, signal) => {
        await session.execute('begin')
        await keepRows(session, cursor, statement, { ...options, signal })
      }, options?.signal)
      await release?.()
      await readCursor(cursor, size, take, (fetch) =>
        read((session, signal) => session.queryArrays(fetch, { ...options, signal }), options?.signal),
      )
    } finally {
      // not awaited: it may wait for a task that waits for this one
      close((session) => closeCursor(session, cursor)).catch(() => undefined)
    }
  }
}

/** Reads rows within a transaction that goes on. */
export function batchesOfTransaction(
  lease: Lease,
  inBlock: <Result>(session: Session, work: () => Promise<Result>) => Promise<Result>,
): QueryBatches {
  return (statement, size, take, options) =>
    lease((session, signal) => {
      const own = { ...options, signal }
      const cursor = nameCursor()
      return inBlock(session, async () => {
        await declareCursor(session, cursor, '', statement, own)
        await readCursor(cursor, size, take, (fetch) => session.queryArrays(fetch, own)).finally(() =>
          closeCursor(session, cursor),
        )
      })
    }, options?.signal)
}

/** Runs a statement and ends the session's transaction. Its rows stay in the database, for this session. */
async function keepRows(
  session: Session,
  cursor: string,
  statement: Statement,
  options: QueryOptions,
): Promise<void> {
  try {
    await declareCursor(session, cursor, 'with hold', statement, options)
    // the statement runs here
    await session.execute('commit', { signal: options.signal, isQuery: options.isOwnWork !== true })
  } catch (error) {
    // report the first error; a lost connection cannot roll back and need not
    await session.execute('rollback').catch(() => undefined)
    throw error
  }
}

async function declareCursor(
  session: Session,
  cursor: string,
  kind: '' | 'with hold',
  { sql, parameters, isOverAllRows }: Statement,
  options: QueryOptions,
): Promise<void> {
  // all rows will be read, so the first ones need not come soon
  await session.execute('set local cursor_tuple_fraction = 1')
  if (isOverAllRows === true) await session.execute('set local enable_nestloop = off')
  await session.queryArrays(
    { sql: `declare ${cursor} no scroll cursor ${kind} for ${sql}`, parameters },
    options,
  )
}

async function readCursor(
  cursor: string,
  size: number,
  take: Take,
  run: (fetch: Statement) => Promise<ArrayResult>,
): Promise<void> {
  for (;;) {
    const fetch = { sql: `fetch forward ${size} from ${cursor}`, parameters: [] }
    const { rows } = await run(fetch).catch(explainLost)
    if (rows.length > 0) await take(rows)
    if (rows.length < size) return
  }
}

/** Closes a cursor. A failed transaction, or a lost session, has closed it already. */
async function closeCursor(session: Session, cursor: string): Promise<void> {
  await session.execute(`close ${cursor}`).catch(() => undefined)
}

const undefinedCursor = '34000'

/** The embedded database restarts when it cancels the statement of another caller; its cursors are lost then. */
function explainLost(error: unknown): never {
  if (codeOf(error) !== undefinedCursor) throw error
  throw new LostConnectionError(
    'WAREHOUSE_UNAVAILABLE',
    'The database restarted before all rows were read. Try again.',
    {},
    { cause: error },
  )
}

let lastCursor = 0

/** A name that no other cursor of the session has. */
function nameCursor(): string {
  lastCursor += 1
  return `batches_${lastCursor}`
}

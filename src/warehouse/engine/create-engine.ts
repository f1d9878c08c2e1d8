import type { Engine, SnapshotOptions } from './engine.ts'
import { createLock } from './locks/lock.ts'
import { openSnapshot } from './open-snapshot.ts'
import { readInBatches } from './read-in-batches.ts'
import type { Lease, Session, SessionSource } from './session.ts'

/** An engine over sessions: the part that is the same for PGlite and PostgreSQL. */
export const createEngine = (kind: Engine['kind'], source: SessionSource): Engine => ({
  ...questionsOver(kind, source.lease, transactionBlock),
  execute: (sql) => source.leaseToWrite((session) => session.execute(sql)),
  copyIn: (target, columns, csv) =>
    source.leaseToWrite((session) =>
      inBlock(session, transactionBlock, () => session.copyIn(target, columns, csv)),
    ),
  transaction: (work) =>
    source.leaseToWrite((session) =>
      inBlock(session, transactionBlock, () => work(bindEngine(kind, session, 1))),
    ),
  snapshot: (options = {}) => snapshotEngine(kind, source, options),
  close: () => source.close(),
})

/** The statements that open, keep and undo a block of work. */
interface Block {
  readonly open: string
  readonly keep: string
  readonly undo: string
}

// Postgres answers `commit` of a failed transaction with a silent rollback; the select before it fails aloud
const transactionBlock: Block = { open: 'begin', keep: 'select 1; commit', undo: 'rollback' }

const savepointBlock = (depth: number): Block => ({
  open: `savepoint plumbline_${depth}`,
  keep: `release savepoint plumbline_${depth}`,
  undo: `rollback to savepoint plumbline_${depth}; release savepoint plumbline_${depth}`,
})

/** An engine whose statements all run within the transaction that the session is in. */
const bindEngine = (kind: Engine['kind'], session: Session, depth: number): Engine => {
  const lock = createLock()
  const lease: Lease = (work, signal) =>
    lock(() => {
      signal?.throwIfAborted()
      return work(session, signal)
    })
  const block = savepointBlock(depth)
  const engine: Engine = {
    ...questionsOver(kind, lease, block),
    execute: (sql) => lease(() => session.execute(sql)),
    copyIn: (target, columns, csv) => lease(() => session.copyIn(target, columns, csv)),
    transaction: (work) =>
      lease(() => inBlock(session, block, () => work(bindEngine(kind, session, depth + 1)))),
    snapshot: () => ({ ...engine, close: () => Promise.resolve() }),
    close: () => Promise.reject(new Error('A transaction ends by itself; close the engine it came from.')),
  }
  return engine
}

/** An engine whose statements all see one state of the data. */
const snapshotEngine = (kind: Engine['kind'], source: SessionSource, options: SnapshotOptions): Engine => {
  const { lease, end } = openSnapshot(source, options)
  const refuse = () => Promise.reject(new Error('A snapshot only reads.'))
  const engine: Engine = {
    // on PGlite, a cursor needs a transaction of its own; on a server, the snapshot is one
    ...questionsOver(kind, lease, kind === 'pglite' ? transactionBlock : savepointBlock(1)),
    execute: refuse,
    copyIn: refuse,
    transaction: refuse,
    snapshot: () => ({ ...engine, close: () => Promise.resolve() }),
    close: end,
  }
  return engine
}

const questionsOver = (
  kind: Engine['kind'],
  lease: Lease,
  block: Block,
): Pick<Engine, 'kind' | 'query' | 'queryArrays' | 'queryBatches'> => ({
  kind,
  // the row type is the caller's promise about its own SQL
  query: <Row>(...[statement, options]: Parameters<Engine['query']>) =>
    lease((session, signal) => session.query(statement, { ...options, signal }), options?.signal) as Promise<
      readonly Row[]
    >,
  queryArrays: (statement, options) =>
    lease((session, signal) => session.queryArrays(statement, { ...options, signal }), options?.signal),
  queryBatches: (statement, size, take, options) =>
    lease(
      (session, signal) =>
        inBlock(session, block, () => readInBatches(session, statement, size, take, { ...options, signal })),
      options?.signal,
    ),
})

const inBlock = async <Result>(
  session: Session,
  block: Block,
  work: () => Promise<Result>,
): Promise<Result> => {
  await session.execute(block.open)
  try {
    const result = await work()
    await session.execute(block.keep)
    return result
  } catch (error) {
    // the first error is the one to tell; a lost connection cannot roll back and need not
    await session.execute(block.undo).catch(() => undefined)
    throw error
  }
}

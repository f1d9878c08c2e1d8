import type { Engine, SnapshotOptions } from './engine.ts'
import { createLock } from './locks/lock.ts'
import { openSnapshot } from './open-snapshot.ts'
import { batchesInTurns, batchesOfSession, batchesOfTransaction } from './read-in-batches.ts'
import type { Lease, Session, SessionSource } from './session.ts'

/** An engine over sessions: the part that PGlite and PostgreSQL share. */
export function createEngine(kind: Engine['kind'], source: SessionSource): Engine {
  return {
    ...queriesOver(kind, source.lease),
    queryBatches:
      kind === 'pglite'
        ? batchesInTurns({ start: source.lease, read: source.lease, close: source.lease })
        : batchesOfSession(source.lease, false),
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
    ...(source.connections === undefined ? {} : { connections: source.connections }),
  }
}

/** The statements that open, commit and roll back a block of work. */
interface Block {
  readonly open: string
  readonly commit: string
  readonly rollback: string
}

// Postgres answers `commit` of a failed transaction with a silent rollback; the select before it raises the
// error
const transactionBlock: Block = { open: 'begin', commit: 'select 1; commit', rollback: 'rollback' }

function savepointBlock(depth: number): Block {
  return {
    open: `savepoint plumbline_${depth}`,
    commit: `release savepoint plumbline_${depth}`,
    rollback: `rollback to savepoint plumbline_${depth}; release savepoint plumbline_${depth}`,
  }
}

/** An engine whose statements all run within the session's transaction. */
function bindEngine(kind: Engine['kind'], session: Session, depth: number): Engine {
  const lock = createLock()
  const lease: Lease = (work, signal) =>
    lock(() => {
      signal?.throwIfAborted()
      return work(session, signal)
    })
  const block = savepointBlock(depth)
  const engine: Engine = {
    ...queriesOver(kind, lease),
    queryBatches: batchesOfTransaction(lease, (batches, work) => inBlock(batches, block, work)),
    execute: (sql) => lease(() => session.execute(sql)),
    copyIn: (target, columns, csv) => lease(() => session.copyIn(target, columns, csv)),
    transaction: (work) =>
      lease(() => inBlock(session, block, () => work(bindEngine(kind, session, depth + 1)))),
    snapshot: () => ({ ...engine, close: () => Promise.resolve() }),
    close: () => Promise.reject(new Error('A transaction cannot be closed. Close its engine.')),
  }
  return engine
}

/** An engine whose statements all see one state of the data. */
function snapshotEngine(kind: Engine['kind'], source: SessionSource, options: SnapshotOptions): Engine {
  const { lease, end } = openSnapshot(source, options)
  const reject = () => Promise.reject(new Error('A snapshot is read-only.'))
  let isOver = false
  const beforeBatches: Lease = (work, signal) =>
    isOver ? Promise.reject(new Error('The snapshot has ended with its batches.')) : lease(work, signal)
  // on a server, the snapshot is a transaction, and the session is free when the snapshot is closed
  const queryBatches =
    kind === 'pglite'
      ? batchesInTurns({
          start: lease,
          release: end,
          read: (work, signal) => source.lease(work, anyOf(options.signal, signal)),
          close: source.lease,
        })
      : batchesOfSession(lease, true)
  const engine: Engine = {
    ...queriesOver(kind, beforeBatches),
    queryBatches: (...reading) => {
      isOver = true
      return queryBatches(...reading)
    },
    execute: reject,
    copyIn: reject,
    transaction: reject,
    snapshot: () => ({ ...engine, close: () => Promise.resolve() }),
    close: end,
  }
  return engine
}

function anyOf(one: AbortSignal | undefined, other: AbortSignal | undefined): AbortSignal | undefined {
  return one === undefined || other === undefined ? (one ?? other) : AbortSignal.any([one, other])
}

function queriesOver(kind: Engine['kind'], lease: Lease): Pick<Engine, 'kind' | 'query' | 'queryArrays'> {
  return {
    kind,
    // the caller is responsible for the row type of its SQL
    query: <Row>(...[statement, options]: Parameters<Engine['query']>) =>
      lease(
        (session, signal) => session.query(statement, { ...options, signal }),
        options?.signal,
      ) as Promise<readonly Row[]>,
    queryArrays: (statement, options) =>
      lease((session, signal) => session.queryArrays(statement, { ...options, signal }), options?.signal),
  }
}

async function inBlock<Result>(session: Session, block: Block, work: () => Promise<Result>): Promise<Result> {
  await session.execute(block.open)
  try {
    const result = await work()
    await session.execute(block.commit)
    return result
  } catch (error) {
    // report the first error; a lost connection cannot roll back and need not
    await session.execute(block.rollback).catch(() => undefined)
    throw error
  }
}

import type { Engine } from './engine.ts'
import { createLock } from './lock.ts'
import { readInBatches } from './read-in-batches.ts'
import type { Session, SessionSource } from './session.ts'

/** An engine over sessions: the part that is the same for PGlite and PostgreSQL. */
export const createEngine = (kind: Engine['kind'], source: SessionSource): Engine => ({
  ...statementsOver(kind, source),
  copyIn: (target, columns, csv) =>
    source.lease((session) => inBlock(session, transactionBlock, () => session.copyIn(target, columns, csv))),
  queryBatches: (statement, size, take) =>
    source.lease((session) =>
      inBlock(session, transactionBlock, () => readInBatches(session, statement, size, take)),
    ),
  transaction: (work) =>
    source.lease((session) => inBlock(session, transactionBlock, () => work(bindEngine(kind, session, 1)))),
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
  const source: SessionSource = {
    lease: (work, signal) =>
      lock(() => {
        signal?.throwIfAborted()
        return work(session)
      }),
    close: () => Promise.reject(new Error('A transaction ends by itself; close the engine it came from.')),
  }
  const block = savepointBlock(depth)
  return {
    ...statementsOver(kind, source),
    copyIn: (target, columns, csv) => source.lease(() => session.copyIn(target, columns, csv)),
    queryBatches: (statement, size, take) =>
      source.lease(() => inBlock(session, block, () => readInBatches(session, statement, size, take))),
    transaction: (work) =>
      source.lease(() => inBlock(session, block, () => work(bindEngine(kind, session, depth + 1)))),
    close: () => source.close(),
  }
}

const statementsOver = (
  kind: Engine['kind'],
  source: SessionSource,
): Pick<Engine, 'kind' | 'query' | 'queryArrays' | 'execute'> => ({
  kind,
  // the row type is the caller's promise about its own SQL
  query: <Row>(...[statement, options]: Parameters<Engine['query']>) =>
    source.lease((session) => session.query(statement, options), options?.signal) as Promise<readonly Row[]>,
  queryArrays: (statement, options) =>
    source.lease((session) => session.queryArrays(statement, options), options?.signal),
  execute: (sql) => source.lease((session) => session.execute(sql)),
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

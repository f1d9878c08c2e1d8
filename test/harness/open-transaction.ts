import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { rolledBack } from './warehouse.ts'

/** A transaction that is open until it is rolled back. */
export interface OpenTransaction {
  readonly engine: Engine
  readonly rollBack: () => Promise<void>
}

/**
 * Opens a transaction, for tests that change the relations themselves: a rollback takes less time than another
 * database. A query that fails does not end the transaction.
 */
export const openTransaction = (engine: Engine): Promise<OpenTransaction> =>
  new Promise((resolve, reject) => {
    const ended = rolledBack(
      engine,
      (transaction) =>
        new Promise<void>((end) => {
          const rollBack = () => {
            end()
            return ended
          }
          resolve({ engine: withSavepoints(transaction), rollBack })
        }),
    )
    ended.catch(reject)
  })

const withSavepoints = (transaction: Engine): Engine => {
  const engine: Engine = {
    ...transaction,
    query: (statement, options) => transaction.transaction((inner) => inner.query(statement, options)),
    queryArrays: (statement, options) =>
      transaction.transaction((inner) => inner.queryArrays(statement, options)),
    snapshot: () => ({ ...engine, close: () => Promise.resolve() }),
  }
  return engine
}

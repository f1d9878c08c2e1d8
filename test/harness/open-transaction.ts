import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openDeployed, rolledBack } from './warehouse.ts'
import type { DeployedWarehouse, EngineKind } from './warehouse.ts'

/**
 * Opens a database for the tests of a block, and a transaction for each test, which is rolled back.
 *
 * @param prepare the changes that all tests begin with
 * @param use receives the transaction of the next test
 */
export const inTransactions = (
  kind: EngineKind,
  prepare: (engine: Engine) => Promise<unknown>,
  use: (engine: Engine) => void,
): void => {
  let opened: DeployedWarehouse
  let rollBack: () => Promise<void>

  beforeAll(async () => {
    opened = await openDeployed(kind)
    await prepare(opened.engine)
  })

  beforeEach(async () => {
    const transaction = await openTransaction(opened.engine)
    rollBack = transaction.rollBack
    use(transaction.engine)
  })

  afterEach(() => rollBack())

  afterAll(() => opened.close())
}

/** A transaction that is open until it is rolled back. */
interface OpenTransaction {
  readonly engine: Engine
  readonly rollBack: () => Promise<void>
}

/**
 * Opens a transaction, for tests that change the relations themselves: a rollback takes less time than another
 * database. A query that fails does not end the transaction.
 */
const openTransaction = (engine: Engine): Promise<OpenTransaction> =>
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

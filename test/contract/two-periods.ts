import type { Catalog } from '../../src/catalog/catalog.ts'
import { inOperation, runtimeOf } from '../../src/open-runtime.ts'
import { runQuery } from '../../src/query/run-query.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { deploy } from '../../src/warehouse/release/deploy.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { insertRows } from '../harness/sample-rows.ts'

const period = (id: string, amount: number) => ({
  period_id: id,
  subscription_id: id,
  customer_id: id,
  started_at: '2025-01-01T00:00:00Z',
  amount,
  interval: 'month',
})

/** Two subscriptions of 10 and 20 a month. */
export const loadTwoPeriods = async (engine: Engine, catalog: Catalog): Promise<void> => {
  await engine.query(insertRows(catalog, 'subscription_periods', [period('p1', 10), period('p2', 20)]))
  await engine.execute(
    `update plumbline.source_state set provided = true, rows = 2, loaded_at = '2025-02-01' where table_name = 'subscription_periods'`,
  )
}

/** What `plumbline deploy` does. */
export const deployAndRefresh = (engine: Engine, catalog: Catalog): Promise<void> =>
  engine.transaction(async (transaction) => {
    await deploy(transaction, catalog)
    await refresh(transaction, catalog)
  })

/** MRR of January 2025, asked as in every interface: within an operation, which has a snapshot. */
export const askMrr = (engine: Engine, catalog: Catalog): Promise<readonly (readonly unknown[])[]> =>
  inOperation(
    runtimeOf(catalog, engine),
    async (runtime) => (await runQuery(runtime, { metrics: ['mrr'], options: { as_of: '2025-01-31' } })).rows,
  )

/** The error instead of MRR; fails when there is a result. */
export const rejectedMrr = (engine: Engine, catalog: Catalog): Promise<unknown> =>
  askMrr(engine, catalog).then(
    (rows) => Promise.reject(new Error(`It was answered: ${JSON.stringify(rows)}`)),
    (error: unknown) => error,
  )

import { readFile } from 'node:fs/promises'
import { fullAccess } from '../src/policy/access.ts'
import { join } from 'node:path'
import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { compilePlan } from '../src/semantic/compile/compile-plan.ts'
import { planRequest } from '../src/semantic/plan/plan-request.ts'
import { deploy } from '../src/warehouse/release/deploy.ts'
import { readWarehouseState } from '../src/warehouse/state/read-warehouse-state.ts'
import { openEmbeddedPostgres } from '../test/harness/engines.ts'
import { differences } from './differences.ts'
import { duel, type Duel } from './measure.ts'

export interface FanOut extends Duel {
  readonly different: readonly string[]
}

const home = join(import.meta.dirname, 'fan-out')

// 1,000 accounts with 30 seats and 30 invoices each: joined first, they would be 900,000 rows
const data = `
  insert into source.accounts (account_id, industry)
  select 'a' || i, 'industry ' || i % 12 from generate_series(1, 1000) as accounts (i);
  insert into source.seats (seat_id, account_id, created_at, price)
  select i * 30 + j, 'a' || i, timestamptz '2025-01-01 00:00Z' + j * interval '1 day', i % 7 + j + 0.5
  from generate_series(1, 1000) as accounts (i) cross join generate_series(0, 29) as seats (j);
  insert into source.invoices (invoice_id, account_id, issued_at, amount)
  select i * 30 + j, 'a' || i, timestamptz '2025-01-01 00:00Z' + j * interval '10 days', i % 11 + j * 3.25
  from generate_series(1, 1000) as accounts (i) cross join generate_series(0, 29) as invoices (j);
  analyze source.accounts; analyze source.seats; analyze source.invoices`

/** Two sums over two facts that share only the account, on a separate server. */
export async function measureFanOut(rounds: number): Promise<FanOut> {
  const catalog = await loadCatalog(join(home, 'sql'))
  const { engine, stop } = await openEmbeddedPostgres()
  try {
    await deploy(engine, catalog)
    await engine.execute(data)
    const request = { metrics: ['seat_price', 'invoiced'], by: ['industry'] }
    const state = await readWarehouseState(engine, catalog)
    const compiled = compilePlan(catalog, planRequest(catalog, request, state, fullAccess))
    const handWritten = { sql: await readFile(join(home, 'hand-written.sql'), 'utf8'), parameters: [] }
    const different = differences(
      await engine.queryArrays(compiled),
      await engine.queryArrays(handWritten),
      request.metrics.length,
    )
    const times = await duel(
      () => engine.queryArrays(compiled),
      () => engine.queryArrays(handWritten),
      rounds,
    )
    return { ...times, different }
  } finally {
    await stop()
  }
}

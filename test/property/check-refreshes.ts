import fc from 'fast-check'
import { expect } from 'vitest'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { quoteName } from '../../src/warehouse/engine/values/quote-name.ts'
import { refreshBatch } from '../../src/warehouse/release/refresh.ts'
import type { DeployedWarehouse } from '../harness/warehouse.ts'
import { setSources, someChanges } from './arbitrary-changes.ts'

const seed = Number(process.env['PROPERTY_SEED'] ?? 20_261_129)

/** The stored views whose rows are not those of their own SQL over the database as it is. */
const wrongViews = async ({ engine, catalog }: DeployedWarehouse): Promise<readonly string[]> => {
  const wrong: string[] = []
  for (const view of catalog.views.values()) {
    if (!view.header.stored) continue
    const columns = view.columns.map(quoteName).join(', ')
    const [row] = await engine.query<{ missing: string; surplus: string }>({
      sql: `with fresh as materialized (select ${columns} from (${view.body}) as own)
        select
          (select count(*) from (select * from fresh except all select ${columns} from ${view.name}) as one) as missing,
          (select count(*) from (select ${columns} from ${view.name} except all select * from fresh) as one) as surplus`,
      parameters: [],
    })
    if (row?.missing !== '0' || row.surplus !== '0')
      wrong.push(`${view.name} lacks ${row?.missing} and has ${row?.surplus} others`)
  }
  return wrong
}

/** Leaves a stored view as a deployment with another definition does: empty, and never filled. */
const redeploy = async ({ engine, catalog }: DeployedWarehouse, number: number | null): Promise<void> => {
  if (number === null) return
  const stored = [...catalog.views.values()].filter(({ header }) => header.stored)
  const { name } = stored[number % stored.length] ?? {}
  if (name === undefined) return
  await engine.execute(`delete from ${name}`)
  await engine.execute(`update plumbline.deployed_views set refreshed_at = null where name = '${name}'`)
}

const killed = new Error('The process was killed')

/** An engine that is killed after some statements: its transaction is rolled back, and nothing else happens. */
const killedAfter = (engine: Engine, statements: number): Engine => {
  let left = statements
  const wrap = (one: Engine): Engine => {
    const guarded =
      <Given extends unknown[], Result>(work: (...given: Given) => Promise<Result>) =>
      (...given: Given): Promise<Result> =>
        left-- <= 0 ? Promise.reject(killed) : work(...given)
    return {
      ...one,
      query: guarded((...given: Parameters<Engine['query']>) => one.query<never>(...given)),
      execute: guarded((sql: string) => one.execute(sql)),
      transaction: (work) => one.transaction((transaction) => work(wrap(transaction))),
    }
  }
  return wrap(engine)
}

/**
 * Takes a warehouse through chains of random states of its source tables, with a refresh after each. Some refreshes are
 * killed before. Every stored view must then have the rows of a full refresh.
 *
 * @returns how the views were filled: `incremental facts.events`
 */
export const checkRefreshes = async (
  warehouse: DeployedWarehouse,
  { chains, steps }: { readonly chains: number; readonly steps: number },
): Promise<ReadonlySet<string>> => {
  const { engine, catalog } = warehouse
  const seen = new Set<string>()
  const samples = fc.sample(someChanges(catalog, steps), { numRuns: chains, seed })
  for (const [chain, { states, kills, redeployed }] of samples.entries()) {
    for (const [index, state] of states.entries()) {
      await setSources(engine, catalog, state, states[index - 1] ?? null)
      await redeploy(warehouse, redeployed[index] ?? null)
      const kill = kills[index] ?? null
      if (kill !== null)
        await refreshBatch(killedAfter(engine, kill), catalog).catch((error: unknown) => {
          if (error !== killed) throw error
        })
      const { views } = await refreshBatch(engine, catalog)
      for (const { how, view } of views) seen.add(`${how} ${view}`)
      expect(await wrongViews(warehouse), `seed ${seed}, chain ${chain}, state ${index}`).toEqual([])
    }
  }
  return seen
}

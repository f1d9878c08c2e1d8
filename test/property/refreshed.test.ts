import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { quoteName } from '../../src/warehouse/engine/values/quote-name.ts'
import { refreshBatch } from '../../src/warehouse/release/refresh.ts'
import { engineKinds } from '../harness/engine-kinds.ts'
import type { DeployedWarehouse } from '../harness/warehouse.ts'
import { openDeployed } from '../harness/warehouse.ts'
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
      query: guarded(one.query) as Engine['query'],
      execute: guarded(one.execute),
      transaction: (work) => one.transaction((transaction) => work(wrap(transaction))),
    }
  }
  return wrap(engine)
}

describe.each(engineKinds)('%s', (kind) => {
  let warehouse: DeployedWarehouse
  beforeAll(async () => {
    warehouse = await openDeployed(kind)
    await warehouse.engine.catch(() => undefined)
  })
  afterAll(() => warehouse.close())

  test('after any changes and kills, a refresh gives the rows of a full one', async () => {
    const { engine, catalog } = warehouse
    const seen = new Map<string, number>()
    const chains = fc.sample(someChanges(catalog, 4), { numRuns: Number(process.env['CHAINS'] ?? 2), seed })
    for (const [chain, { states, kills, redeployed }] of chains.entries()) {
      for (const [index, state] of states.entries()) {
        await setSources(engine, catalog, state)
        await redeploy(warehouse, redeployed[index] ?? null)
        const kill = kills[index] ?? null
        if (kill !== null)
          await refreshBatch(killedAfter(engine, kill), catalog).catch((error: unknown) => {
            if (error !== killed) throw error
          })
        const { views } = await refreshBatch(engine, catalog)
        for (const { how, view } of views) seen.set(`${how} ${view}`, (seen.get(`${how} ${view}`) ?? 0) + 1)
        expect(await wrongViews(warehouse), `chain ${chain}, state ${index}`).toEqual([])
      }
    }
    expect([...seen.keys()]).toContain('incremental facts.events')
    expect([...seen.keys()]).toContain('incremental entities.stitched_events')
  }, 240_000)

  test('without a change there is nothing to do', async () => {
    const { engine, catalog } = warehouse
    await refreshBatch(engine, catalog)
    const { views } = await refreshBatch(engine, catalog)
    expect(
      views.filter(({ how }) => how !== 'unchanged').map(({ view, how, rows }) => [view, how, rows]),
    ).toEqual([['parameters.data_horizon', 'compared', 0]])
  })
})

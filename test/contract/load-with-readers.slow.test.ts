import { afterAll, beforeAll, expect, test } from 'vitest'
import { runtimeOf } from '../../src/open-runtime.ts'
import { runQuery } from '../../src/query/run-query.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { openDeployed } from '../harness/warehouse.ts'
import type { DeployedWarehouse } from '../harness/warehouse.ts'
import { lines, writeDataSet } from './data-set.ts'
import type { DataSet } from './data-set.ts'

let warehouse: DeployedWarehouse
let few: DataSet
let many: DataSet

/** That many users, each with one event. */
const people = (count: number): Promise<DataSet> => {
  const ids = Array.from({ length: count }, (_, index) => `u${index}`)
  return writeDataSet({
    'users.csv': lines('user_id,created_at', ...ids.map((id) => `${id},2025-01-03T00:00:00Z`)),
    'product_events.csv': lines(
      'event_id,occurred_at,event_name,user_id',
      ...ids.map((id) => `e-${id},2025-01-04T00:00:00Z,message_sent,${id}`),
    ),
  })
}

beforeAll(async () => {
  warehouse = await openDeployed('postgres', { poolSize: 6, statementTimeoutMs: 5_000 })
  few = await people(3)
  many = await people(7)
})

afterAll(async () => {
  await warehouse.close()
  await few.remove()
  await many.remove()
})

test('readers answer from the old data until a load commits, and a refresh waits for it', async () => {
  const { engine, catalog } = warehouse
  const loadAll = (data: DataSet, whileOpen: () => Promise<void>) =>
    load(engine, catalog.sources, [data.directory], {
      beforeCommit: async (transaction) => {
        await refresh(transaction, catalog)
        await whileOpen()
      },
    })
  /** The number of users as each interface has it: from a stored view, from events, and from the sources. */
  const read = async (): Promise<readonly unknown[]> => {
    const { rows } = await runQuery(runtimeOf(catalog, engine), { metrics: ['signups', 'active_users'] })
    const [row] = rows
    return row ?? []
  }
  await loadAll(few, () => Promise.resolve())
  const old = await read()
  expect(old).toEqual(['3', '3'])

  let refreshed: Promise<unknown> = Promise.resolve()
  let isRefreshed = false
  await loadAll(many, async () => {
    // every lock of the load is held: a reader that needs one of them would end with its time limit
    expect(await read()).toEqual(old)
    refreshed = refresh(engine, catalog).then(() => (isRefreshed = true))
    for (let turn = 0; turn < 10; turn += 1) expect(await read()).toEqual(old)
    expect(isRefreshed).toBe(false)
  })
  await refreshed
  expect(await read()).toEqual(['7', '7'])
})

test('in a loop during loads, appends and refreshes, no reader fails and none sees a mixture', async () => {
  const { engine, catalog } = warehouse
  const runtime = runtimeOf(catalog, engine)
  let isOver = false
  const seen: (readonly unknown[])[] = []
  const ask = async () => {
    while (!isOver)
      seen.push((await runQuery(runtime, { metrics: ['signups', 'active_users'] })).rows[0] ?? [])
  }
  const write = async () => {
    for (const [data, append] of [
      [few, false],
      [many, true],
      [few, false],
    ] as const) {
      await load(engine, catalog.sources, [data.directory], {
        append,
        beforeCommit: (transaction) => refresh(transaction, catalog),
      })
    }
  }
  const refreshAgain = async () => {
    while (!isOver) await refresh(engine, catalog)
  }
  await Promise.all([ask(), ask(), refreshAgain(), write().finally(() => (isOver = true))])
  expect(seen.filter(([signups, active]) => signups !== active)).toEqual([])
  expect(new Set(seen.map(([signups]) => signups))).toContain('7')
})

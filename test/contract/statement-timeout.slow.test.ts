import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { ensureDeployed } from '../../src/cli/steps/with-runtime.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { deploy, planDeploy } from '../../src/warehouse/release/deploy.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { withoutLimit } from '../../src/warehouse/engine/without-limit.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

const statement = (sql: string) => ({ sql, parameters: [] })
const tooSlow = statement('select 1 as one from pg_sleep(0.6)')
const limitMs = 150
const ignore = () => undefined

describe.each(engineKinds)('the statement timeout on %s', (kind) => {
  let postgres: TestPostgres | undefined
  let engine: Engine

  beforeAll(async () => {
    if (kind === 'postgres')
      postgres = await openTestPostgres(postgresUrl(), { statementTimeoutMs: limitMs, poolSize: 1 })
    engine = postgres?.engine ?? (await openEngine('memory', { statementTimeoutMs: limitMs, thread: true }))
    await engine.execute('create table plumbline_work (id integer)')
  })

  afterAll(async () => {
    await (postgres ? postgres.stop() : engine.close())
  })

  test('applies to queries: writes and Plumbline’s own work have no timeout', async () => {
    await expect(engine.query(tooSlow)).rejects.toMatchObject({ code: 'TIMEOUT' })
    expect(await withoutLimit(engine).query(tooSlow)).toEqual([{ one: 1 }])
    await engine.execute('insert into plumbline_work select 1 from pg_sleep(0.6)')
    expect(await engine.transaction((transaction) => transaction.query(tooSlow))).toEqual([{ one: 1 }])
    await expect(engine.queryArrays(tooSlow)).rejects.toMatchObject({ code: 'TIMEOUT' })
    const rows: unknown[] = []
    const take = (batch: readonly unknown[]) => Promise.resolve(void rows.push(...batch))
    await expect(engine.queryBatches(tooSlow, 10, take)).rejects.toMatchObject({ code: 'TIMEOUT' })
    await withoutLimit(engine).queryBatches(tooSlow, 10, take)
    expect(rows).toEqual([[1]])
  })

  test('applies to the queries of a snapshot, in any order with Plumbline’s own work', async () => {
    const snapshot = engine.snapshot()
    const own = withoutLimit(snapshot)
    expect(await own.query(tooSlow)).toEqual([{ one: 1 }])
    await expect(snapshot.query(tooSlow)).rejects.toMatchObject({ code: 'TIMEOUT' })
    expect(await own.query(tooSlow)).toEqual([{ one: 1 }])
    await expect(own.query(statement('select 1 / 0'))).rejects.toMatchObject({ code: '22012' })
    await expect(snapshot.query(tooSlow)).rejects.toMatchObject({ code: 'TIMEOUT' })
    expect(await snapshot.query(statement('select 1 as one'))).toEqual([{ one: 1 }])
    await expect(
      own.queryBatches(tooSlow, 10, () => Promise.reject(new Error('the reader has gone'))),
    ).rejects.toThrow('gone')
    await snapshot.close()
    const late = engine.snapshot()
    await expect(late.queryBatches(tooSlow, 10, () => Promise.resolve())).rejects.toMatchObject({
      code: 'TIMEOUT',
    })
    await late.close()
    expect(await withoutLimit(engine).query(tooSlow)).toEqual([{ one: 1 }])
  })
})

describe.each(engineKinds)('with a timeout that every statement exceeds, on %s', (kind) => {
  let directory: string
  let postgres: TestPostgres | undefined
  let engine: Engine
  let catalog: Catalog

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'plumbline-limit-'))
    catalog = await ownCatalog()
    if (kind === 'postgres') postgres = await openTestPostgres(postgresUrl())
    engine = await openEngine(postgres?.url ?? join(directory, 'database'), {
      statementTimeoutMs: 1,
      thread: true,
    })
    await engine.transaction(async (transaction) => {
      await deploy(transaction, catalog)
      await refresh(transaction, catalog)
    })
  })

  afterAll(async () => {
    await engine.close()
    await postgres?.stop()
    await rm(directory, { recursive: true })
  })

  test('a server becomes ready, and every query times out', async () => {
    await expect(planDeploy(engine, catalog)).rejects.toMatchObject({ code: 'TIMEOUT' })
    const silent = {
      out: ignore,
      err: ignore,
      setExitCode: ignore,
      send: () => Promise.resolve(),
      interactive: false,
    }
    await ensureDeployed(silent, withoutLimit(engine), catalog)
    const { runtime, deployed, end } = runtimeOf(catalog, engine).begin()
    expect((await deployed())?.definitions.size).toBeGreaterThan(catalog.views.size)
    expect((await runtime.state()).parameters).toHaveProperty('as_of')
    await expect(runtime.engine.query(tooSlow)).rejects.toMatchObject({ code: 'TIMEOUT' })
    await end()
  })
})

test('on a server, a query that waits for a deployment longer than the timeout gets an error', async () => {
  const { engine, url, stop } = await openTestPostgres(postgresUrl())
  await engine.execute('create schema plumbline; create table plumbline.deployed_views (name text)')
  const asking = await openEngine(url, { statementTimeoutMs: 100 })
  await engine.transaction(async (transaction) => {
    await transaction.execute('lock table plumbline.deployed_views in access exclusive mode')
    const snapshot = asking.snapshot({ holding: 'plumbline.deployed_views' })
    const asked = snapshot.query(statement('select 1'))
    await expect(asked).rejects.toMatchObject({ code: 'TIMEOUT' })
    await expect(asked).rejects.toThrow('being deployed')
    await snapshot.close()
  })
  const snapshot = asking.snapshot({ holding: 'plumbline.deployed_views' })
  expect(await snapshot.query(statement('select 1 as one'))).toEqual([{ one: 1 }])
  await snapshot.close()
  await asking.close()
  await stop()
})

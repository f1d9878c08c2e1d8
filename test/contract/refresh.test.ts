import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { refreshRegularly } from '../../src/cli/steps/refresh-regularly.ts'
import { createLog } from '../../src/log.ts'
import { refreshNotes } from '../../src/query/age-notes.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { fillRollups } from '../../src/rollups/fill-rollups.ts'
import { planBatch, refreshBatch } from '../../src/warehouse/release/refresh.ts'
import { openTestPostgres, postgresUrl } from '../harness/engines.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { insertRows } from '../harness/sample-rows.ts'
import type { Row } from '../harness/sample-rows.ts'
import { deployedTemplate } from '../harness/templates.ts'
import { slowTest } from '../harness/slow-test.ts'

let catalog: Catalog
let engine: Engine
let other: Engine
let stop: () => Promise<void>

beforeAll(async () => {
  catalog = await ownCatalog()
  const postgres = await openTestPostgres(postgresUrl(), { poolSize: 4 }, deployedTemplate)
  engine = postgres.engine
  other = await openEngine(postgres.url, { poolSize: 1 })
  stop = async () => {
    await other.close()
    await postgres.stop()
  }
  await add('users', [{ user_id: 'ada', email: 'ada@acme.example', created_at: '2025-01-01T00:00:00Z' }])
  await add('product_events', [event('first', '2025-01-02T10:00:00Z')])
  await refreshBatch(engine, catalog)
})
afterAll(() => stop())

const event = (id: string, occurred_at: string, more: Row = {}): Row => ({
  event_id: id,
  occurred_at,
  user_id: 'ada',
  ...more,
})

const add = async (table: string, rows: readonly Row[]) => {
  await engine.transaction(async (transaction) => {
    await transaction.query(insertRows(catalog, table, rows))
    await transaction.query({
      sql: 'update plumbline.source_state set provided = true where table_name = $1',
      parameters: [table],
    })
  })
}

const batches = () =>
  engine.query<{ batch: string; mode: string | null; failure: string | null; is_published: boolean }>({
    sql: `select batch, mode, failure, published_at is not null as is_published
      from plumbline.batches order by batch desc`,
    parameters: [],
  })

const counted = async (relation: string): Promise<number> => {
  const [row] = await engine.query<{ rows: string }>({
    sql: `select count(*) as rows from ${relation}`,
    parameters: [],
  })
  return Number(row?.rows)
}

describe('what a refresh does', () => {
  test('one late event opens its hour, and no view that does not read events', async () => {
    await add('product_events', [
      event('late', '2025-01-02T09:00:00Z', { received_at: '2025-01-02T09:30:00Z' }),
    ])
    const { views } = await refreshBatch(engine, catalog)
    const of = (name: string) => views.find(({ view }) => view === name)
    expect(of('entities.stitched_events')).toMatchObject({
      how: 'incremental',
      why: 'staging.product_events changed in 1 hour',
      rows: 1,
    })
    expect(of('facts.events')).toMatchObject({
      how: 'incremental',
      rows: 1,
      since: expect.stringMatching(/^2025-01-02/) as string,
    })
    expect(of('entities.user_ids')).toMatchObject({ how: 'unchanged', rows: 0 })
  })

  test('a plan says what would be done, and changes nothing', async () => {
    const before = [await counted('facts.events'), (await batches())[0]]
    await add('product_events', [event('planned', '2025-01-02T08:00:00Z')])
    const plan = await planBatch(engine, catalog, false)
    expect(plan.find(({ view }) => view === 'facts.events')).toMatchObject({ how: 'incremental' })
    expect(plan.find(({ view }) => view === 'entities.user_ids')).toMatchObject({ how: 'unchanged' })
    expect([await counted('facts.events'), (await batches())[0]]).toEqual(before)
    await refreshBatch(engine, catalog)
    const after = await planBatch(engine, catalog, false)
    expect(after.filter(({ how }) => how !== 'unchanged').map(({ view }) => view)).toEqual([
      'parameters.data_horizon',
    ])
  })

  test('another sign of a number, and another nesting of the same values, are changes', async () => {
    const properties = async () => {
      const [row] = await engine.query<{ properties: unknown }>({
        sql: `select properties from facts.events where event_id = 'order'`,
        parameters: [],
      })
      return row?.properties
    }
    await add('product_events', [
      event('order', '2025-01-02T07:30:00Z', { properties: { item: { sku: 1 }, amount: 20 } }),
    ])
    await refreshBatch(engine, catalog)
    for (const changed of [{ item: { sku: 1 }, amount: -20 }, { item: { sku: 1, amount: -20 } }]) {
      await engine.query({
        sql: `update source.product_events set properties = $1::jsonb where event_id = 'order'`,
        parameters: [JSON.stringify(changed)],
      })
      await refreshBatch(engine, catalog)
      expect(await properties()).toEqual(changed)
    }
  })

  slowTest('the history has each batch with its views, and why one failed', async () => {
    await refreshBatch(engine, catalog, { isFull: true })
    expect((await batches())[0]).toMatchObject({ mode: 'full', is_published: true, failure: null })
    const fault = new Error('the disk is full')
    await expect(refreshBatch(engine, catalog, { after: () => Promise.reject(fault) })).rejects.toThrow(fault)
    expect((await batches())[0]).toMatchObject({ is_published: false, failure: 'the disk is full' })
  })
})

describe('a rollup', () => {
  const signups = async () => {
    const [row] = await engine.query<{ signups: string }>({
      sql: `select signups from rollups.signups where grain = 'none' and dimension_set = '' and until_batch is null`,
      parameters: [],
    })
    return Number(row?.signups)
  }
  const refreshed = (isFull: boolean) => {
    const own = {
      ...catalog,
      rollups: new Map([...catalog.rollups].filter(([name]) => name === 'signups')),
    }
    return refreshBatch(engine, catalog, {
      isFull,
      after: (transaction) => fillRollups(transaction, own, { isFull }),
    })
  }

  test('is filled again with the stored views that it reads, though no source table has changed', async () => {
    await refreshed(false)
    expect(await signups()).toBe(1)
    // as an earlier release may have left them
    await engine.execute(`update rollups.signups set signups = 7`)
    await engine.execute(`delete from entities.user_creation_history`)
    await refreshed(false)
    expect(await signups()).toBe(7)
    await engine.execute(
      `update plumbline.deployed_views set refreshed_at = null where name = 'entities.user_creation_history'`,
    )
    await refreshed(false)
    expect(await signups()).toBe(1)
  })

  test('is computed again by a full refresh', async () => {
    await refreshed(false)
    await engine.execute(`update rollups.signups set signups = 7`)
    await refreshed(true)
    expect(await signups()).toBe(1)
  })
})

describe('the lease', () => {
  test('a second refresh is rejected, and says who refreshes and since when', async () => {
    let rejected: unknown
    await refreshBatch(engine, catalog, {
      before: async () => {
        rejected = await refreshBatch(other, catalog).catch((error: unknown) => error)
      },
    })
    expect(rejected).toMatchObject({ code: 'REFRESH_RUNNING' })
    expect(String(rejected)).toMatch(
      new RegExp(`is running: process ${process.pid} on .+, since 20\\d\\d-.+Z\\. Nothing was changed`),
    )
    expect(
      (await batches()).filter(({ is_published, failure }) => !is_published && failure === null),
    ).toEqual([])
    await refreshBatch(other, catalog)
  })

  slowTest('the lease of a process that ends is free, and the next refresh records the end', async () => {
    const before = await counted('facts.events')
    await add('product_events', [event('unfinished', '2025-01-02T07:00:00Z')])
    await refreshBatch(engine, catalog, {
      after: async (transaction) => {
        // the server ends the session, as when its process is killed
        const [own] = await transaction.query<{ pid: number }>({
          sql: 'select pg_backend_pid() as pid',
          parameters: [],
        })
        await other.query({ sql: 'select pg_terminate_backend($1)', parameters: [own?.pid] })
        await transaction.query({ sql: 'select 1', parameters: [] })
      },
    }).catch(() => undefined)
    // as if it had not been able to record its failure
    await engine.execute(
      'update plumbline.batches set ended_at = null, failure = null where published_at is null and batch = (select max(batch) from plumbline.batches)',
    )
    expect(await counted('facts.events')).toBe(before)
    const { views } = await refreshBatch(other, catalog)
    expect(views.find(({ view }) => view === 'facts.events')?.how).toBe('incremental')
    expect(await counted('facts.events')).toBe(before + 1)
    expect((await batches())[1]).toMatchObject({ is_published: false, failure: 'The process ended.' })
  })
})

slowTest('readers see the old batch or the new one, never a mixture', async () => {
  const seen = new Map<string, Set<string>>()
  const ended = new AbortController()
  let reads = 0
  const reading = (async () => {
    while (!ended.signal.aborted) {
      const snapshot = other.snapshot()
      const ask = async (sql: string) =>
        String((await snapshot.queryArrays({ sql, parameters: [] })).rows[0]?.[0])
      const batch = await ask('select max(batch) from plumbline.batches where published_at is not null')
      const rows = [
        await ask('select count(*) from facts.events'),
        await ask('select count(*) from entities.stitched_events'),
        await ask('select as_of from parameters.data_horizon'),
      ].join(' ')
      await snapshot.close()
      seen.set(batch, (seen.get(batch) ?? new Set()).add(rows))
      reads += 1
    }
  })()
  for (let day = 1; day <= 4; day += 1) {
    await add('product_events', [event(`read-${day}`, `2025-02-0${day}T10:00:00Z`)])
    await refreshBatch(engine, catalog)
  }
  ended.abort()
  await reading
  expect(reads).toBeGreaterThan(4)
  for (const rows of seen.values()) {
    expect(rows.size).toBe(1)
    const [events, stitched] = [...rows][0]?.split(' ') ?? []
    expect(events).toBe(stitched)
  }
})

slowTest('a server refreshes regularly, and has nothing to do while another process does', async () => {
  await add('product_events', [event('regular', '2025-02-05T10:00:00Z')])
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const before = await counted('facts.events')
  const events = () => lines.map((line) => (JSON.parse(line) as { event: string }).event)
  const settings = { engine, everySeconds: 0.01, log, readCatalog: () => Promise.resolve(catalog) }
  let end = (): Promise<void> => Promise.resolve()
  await refreshBatch(other, catalog, {
    before: async () => {
      end = refreshRegularly(settings)
      await expect.poll(events, { timeout: 20_000 }).toContain('refresh_skipped')
    },
  })
  await expect.poll(events, { timeout: 20_000 }).toContain('refreshed')
  await end()
  expect(await counted('facts.events')).toBe(before + 1)
})

test('a note says that stored results are older than allowed, and only then', () => {
  const now = Date.parse('2025-01-01T02:00:00Z')
  expect(refreshNotes('2025-01-01T00:59:59Z', 3600, now)).toEqual([
    'The stored results were refreshed at 2025-01-01T00:59:59Z, longer ago than the 3600 seconds allowed: records that arrived since then are missing.',
  ])
  expect(refreshNotes('2025-01-01T01:00:00Z', 3600, now)).toEqual([])
  expect(refreshNotes('2020-01-01T00:00:00Z', null, now)).toEqual([])
})

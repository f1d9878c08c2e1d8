import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openPglite, openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'

const ask = (sql: string) => ({ sql, parameters: [] })
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe.each(['pglite', 'postgres'] as const)('a snapshot on %s', (kind) => {
  let engine: Engine
  let postgres: TestPostgres | undefined

  beforeAll(async () => {
    if (kind === 'postgres') postgres = await openTestPostgres(postgresUrl(), { poolSize: 3 })
    engine = postgres?.engine ?? (await openPglite())
    await engine.execute('create table things (id integer); create table others (id integer)')
  })

  beforeEach(() => engine.execute('delete from things; delete from others'))

  afterAll(async () => {
    await (postgres ? postgres.stop() : engine.close())
  })

  const count = async (of: Engine, table = 'things'): Promise<unknown> => {
    const { rows } = await of.queryArrays(ask(`select count(*)::integer from ${table}`))
    return rows[0]?.[0]
  }

  test('reads one state during concurrent writes, and the next snapshot reads the new state', async () => {
    const snapshot = engine.snapshot()
    expect(await count(snapshot)).toBe(0)
    const written = engine.transaction((transaction) =>
      transaction.execute('insert into things values (1); insert into others values (1)'),
    )
    await later(100)
    expect([await count(snapshot, 'others'), await count(snapshot)]).toEqual([0, 0])
    await snapshot.close()
    await written
    const next = engine.snapshot()
    expect([await count(next, 'others'), await count(next)]).toEqual([1, 1])
    await next.close()
  })

  test('starts with its first statement, and is free before', async () => {
    const snapshot = engine.snapshot()
    await engine.execute('insert into things values (1)')
    expect(await count(snapshot)).toBe(1)
    await snapshot.close()
    await engine.snapshot().close()
  })

  test('survives a failed statement', async () => {
    const snapshot = engine.snapshot()
    const [failed, counted] = await Promise.allSettled([snapshot.query(ask('select 1 / 0')), count(snapshot)])
    expect([failed.status, counted]).toEqual(['rejected', { status: 'fulfilled', value: 0 }])
    expect(await count(snapshot)).toBe(0)
    await snapshot.close()
  })

  test('streams a long result as its last statement', async () => {
    const snapshot = engine.snapshot()
    const pieces: number[] = []
    await Promise.all([
      count(snapshot),
      snapshot.queryBatches(ask('select * from generate_series(1, 25)'), 10, (rows) => {
        pieces.push(rows.length)
        return Promise.resolve()
      }),
    ])
    expect(pieces).toEqual([10, 10, 5])
    await expect(count(snapshot)).rejects.toThrow('ended with its batches')
    await snapshot.close()
  })

  test('gives the rows of its own state to a slow reader, who holds back neither writers nor other readers', async () => {
    await engine.execute('insert into things select generate_series(1, 25)')
    const snapshot = engine.snapshot()
    const read: unknown[] = []
    await snapshot.queryBatches(ask('select id from things order by id'), 10, async (rows) => {
      read.push(...rows.map(([id]) => id))
      await engine.execute('drop table if exists others; create table others (id integer)')
      await engine.execute('delete from things')
      expect(await count(engine)).toBe(0)
    })
    expect(read).toEqual(Array.from({ length: 25 }, (_, index) => index + 1))
    await snapshot.close()
  })

  test('a reader that goes away leaves nothing behind', async () => {
    for (let times = 0; times < 5; times += 1) {
      const snapshot = engine.snapshot()
      await expect(
        snapshot.queryBatches(ask('select * from generate_series(1, 25)'), 10, () =>
          Promise.reject(new Error('the reader has gone')),
        ),
      ).rejects.toThrow('the reader has gone')
      await snapshot.close()
    }
    await expect
      .poll(
        async () =>
          (await engine.queryArrays(ask(`select name from pg_cursors where name like 'batches%'`))).rows,
      )
      .toEqual([])
  })

  test('an error of the statement comes before the first batch', async () => {
    const snapshot = engine.snapshot()
    const batches: unknown[] = []
    await expect(
      snapshot.queryBatches(ask('select 1 / (1000 - n) from generate_series(1, 1000) as n'), 10, (rows) => {
        batches.push(rows)
        return Promise.resolve()
      }),
    ).rejects.toMatchObject({ code: '22012' })
    expect(batches).toEqual([])
    await snapshot.close()
    expect(await count(engine)).toBe(0)
  })

  test('is read-only', async () => {
    const snapshot = engine.snapshot()
    await expect(snapshot.execute('delete from things')).rejects.toThrow('read-only')
    await expect(snapshot.transaction(() => Promise.resolve())).rejects.toThrow('read-only')
    await snapshot.close()
  })

  test('rejects statements after it is closed, or when its client disconnected', async () => {
    const closed = engine.snapshot()
    await count(closed)
    await closed.close()
    await expect(count(closed)).rejects.toThrow('closed')
    const controller = new AbortController()
    const gone = engine.snapshot({ signal: controller.signal })
    await count(gone)
    controller.abort()
    await expect(count(gone)).rejects.toMatchObject({ name: 'AbortError' })
    await gone.close()
    expect(await count(engine)).toBe(0)
  })

  test('waits for a free connection, and can leave the queue', async () => {
    const snapshots = Array.from({ length: 12 }, () => engine.snapshot())
    const controller = new AbortController()
    const answered = snapshots.map(async (snapshot) => {
      const answer = await count(snapshot)
      await later(5)
      await count(snapshot)
      await snapshot.close()
      return answer
    })
    const impatient = engine.snapshot({ signal: controller.signal })
    const left = expect(count(impatient)).rejects.toMatchObject({ name: 'AbortError' })
    controller.abort()
    await left
    await impatient.close()
    expect(new Set(await Promise.all(answered))).toEqual(new Set([0]))
    await engine.execute('insert into things values (1)')
  })

  test('of a transaction reads the state of the transaction', async () => {
    await engine.transaction(async (transaction) => {
      await transaction.execute('insert into things values (1)')
      const snapshot = transaction.snapshot()
      expect(await count(snapshot)).toBe(1)
      await snapshot.close()
      expect(await count(transaction)).toBe(1)
    })
  })

  test('blocks changes of relations', async () => {
    const snapshot = engine.snapshot({ holding: 'public.things' })
    await count(snapshot)
    let isChanged = false
    const change = engine
      .transaction((transaction) =>
        transaction.execute(
          'lock table things in access exclusive mode; alter table things add column more text',
        ),
      )
      .then(() => (isChanged = true))
    await later(100)
    expect([await count(snapshot, 'others'), isChanged]).toEqual([0, false])
    await snapshot.close()
    await change
    await engine.execute('alter table things drop column more')
  })
})

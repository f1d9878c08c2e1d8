import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openPglite, openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'

describe.each(['pglite', 'postgres'] as const)('an engine on %s', (kind) => {
  let engine: Engine
  let postgres: TestPostgres | undefined

  beforeAll(async () => {
    if (kind === 'postgres') postgres = await openTestPostgres(postgresUrl(), { poolSize: 2 })
    engine = postgres?.engine ?? (await openPglite())
    await engine.execute('create table things (id integer, name text); create table others (id integer)')
  })

  afterAll(async () => {
    await (postgres ? postgres.stop() : engine.close())
  })

  const count = async (of: Engine = engine): Promise<unknown> => {
    const { rows } = await of.queryArrays({ sql: 'select count(*) from things', parameters: [] })
    return rows[0]?.[0]
  }

  /** A transaction that is rolled back at the end. */
  const undone = async (work: (transaction: Engine) => Promise<void>): Promise<void> => {
    const undo = new Error('undone on purpose')
    await expect(
      engine.transaction(async (transaction) => {
        await work(transaction)
        throw undo
      }),
    ).rejects.toBe(undo)
  }

  test('a failure within a transaction rolls all of it back', async () => {
    await undone(async (transaction) => {
      await transaction.execute("insert into things values (1, 'a')")
      expect(await count(transaction)).toBe('1')
    })
    expect(await count()).toBe('0')
  })

  test('a nested transaction can fail by itself', async () => {
    await undone(async (transaction) => {
      await transaction.execute("insert into things values (1, 'a')")
      await transaction
        .transaction(async (inner) => {
          await inner.execute('delete from things')
          await inner.execute('select 1 / 0')
        })
        .catch(() => undefined)
      expect(await count(transaction)).toBe('1')
      await transaction.transaction((inner) => inner.execute("insert into things values (2, 'b')"))
      expect(await count(transaction)).toBe('2')
    })
  })

  test('a transaction with a swallowed failure does not commit silently', async () => {
    await expect(
      engine.transaction(async (transaction) => {
        await transaction.execute("insert into things values (1, 'a')")
        await transaction.execute('select 1 / 0').catch(() => undefined)
      }),
    ).rejects.toThrow('current transaction is aborted')
    expect(await count()).toBe('0')
    await engine.transaction((transaction) => transaction.execute('select 1'))
  })

  test('a statement over all rows is planned without nested loops, and the next one as usual', async () => {
    const setting = { sql: `select current_setting('enable_nestloop')`, parameters: [] }
    const overAll = { ...setting, isOverAllRows: true }
    const settingOf = async (of: Engine, statement: typeof setting) =>
      (await of.queryArrays(statement)).rows[0]?.[0]
    const check = async (of: Engine) => {
      expect(await settingOf(of, overAll)).toBe('off')
      expect(await settingOf(of, setting)).toBe('on')
    }
    await check(engine)
    const snapshot = engine.snapshot()
    await check(snapshot)
    await snapshot.close()
    await expect(engine.query({ ...overAll, sql: 'select 1 / 0' })).rejects.toThrow('division by zero')
    expect(await settingOf(engine, setting)).toBe('on')
    await engine.queryBatches(overAll, 10, (rows) => {
      expect(rows).toEqual([['off']])
      return Promise.resolve()
    })
    expect(await settingOf(engine, setting)).toBe('on')
  })

  test('statements of one transaction can be issued concurrently', async () => {
    await undone(async (transaction) => {
      const results = await Promise.all(
        [1, 2, 3].map((value) => transaction.queryArrays({ sql: 'select $1::integer', parameters: [value] })),
      )
      expect(results.map(({ rows }) => rows[0]?.[0])).toEqual([1, 2, 3])
    })
  })

  test('copied text can be split anywhere, and an empty field is null but an empty string is not', async () => {
    const pieces = async function* () {
      yield await Promise.resolve('1,"a ""quoted""\nbreak"\n2,\n3,"')
      yield '"\n4,ünï'
      yield 'cödé\n'
    }
    await undone(async (transaction) => {
      expect(await transaction.copyIn('things', ['id', 'name'], pieces())).toBe(4)
      const { rows } = await transaction.queryArrays({
        sql: 'select id, name from things order by id',
        parameters: [],
      })
      expect(rows).toEqual([
        [1, 'a "quoted"\nbreak'],
        [2, null],
        [3, ''],
        [4, 'ünïcödé'],
      ])
    })
  })

  test('a failed copy leaves no rows, and the connection stays usable', async () => {
    const source = new Error('the source broke')
    const broken = async function* () {
      yield await Promise.resolve('1,a\n')
      throw source
    }
    await expect(engine.copyIn('things', ['id', 'name'], broken())).rejects.toBe(source)
    const unreadable = async function* () {
      yield await Promise.resolve('1,a\nx,b\n')
    }
    await expect(engine.copyIn('things', ['id', 'name'], unreadable())).rejects.toMatchObject({
      code: '22P02',
    })
    expect(await count()).toBe('0')
  })

  test('large copies arrive complete', async () => {
    const rows = 50_000
    const many = async function* () {
      for (let from = 0; from < rows; from += 1000) {
        await Promise.resolve()
        yield Array.from(
          { length: 1000 },
          (_, index) => `${from + index},"line\nbreak, ${'x'.repeat(40)}"\n`,
        ).join('')
      }
    }
    await undone(async (transaction) => {
      expect(await transaction.copyIn('things', ['id', 'name'], many())).toBe(rows)
      const { rows: answer } = await transaction.queryArrays({
        sql: 'select count(distinct id), min(length(name)) from things',
        parameters: [],
      })
      expect(answer).toEqual([[String(rows), 52]])
    })
  })

  test('the size of each value is observed, and the values stay the same', async () => {
    const sizes: number[] = []
    const { rows } = await engine.queryArrays(
      { sql: "select 'four', null::text, 12345678::bigint", parameters: [] },
      { onValue: (size) => sizes.push(size) },
    )
    expect(rows).toEqual([['four', null, '12345678']])
    expect(sizes.filter((size) => size > 0)).toEqual(kind === 'pglite' ? [4, 8, 8] : [4, 8])
  })

  test.each(['query', 'queryArrays'] as const)(
    'an error of the observer ends a statement: %s',
    async (way) => {
      const tooMuch = new Error('too much')
      let seen = 0
      const onValue = () => {
        seen += 1
        if (seen > 1_000) throw tooMuch
      }
      const snapshot = engine.snapshot()
      // PGlite has all rows at the end
      const length = kind === 'pglite' ? 2_000 : 20_000_000
      const statement = { sql: `select number from generate_series(1, ${length}) number`, parameters: [] }
      await expect(snapshot[way](statement, { onValue })).rejects.toBe(tooMuch)
      expect(seen).toBe(1_001)
      // the connection can be used at once
      expect(await count(snapshot)).toBe(await count())
      await snapshot.close()
    },
  )

  test('an SQL error keeps its type', async () => {
    await expect(engine.query({ sql: 'select nonsense', parameters: [] })).rejects.toMatchObject({
      code: '42703',
    })
  })

  test('a query of a disconnected client is not run', async () => {
    const signal = AbortSignal.abort()
    await expect(
      engine.query({ sql: 'insert into others values (1)', parameters: [] }, { signal }),
    ).rejects.toMatchObject({ name: 'AbortError' })
    expect(await engine.query({ sql: 'select * from others', parameters: [] })).toEqual([])
  })

  test('a query is cancelled when its client disconnects, and the engine stays usable', async () => {
    const controller = new AbortController()
    const slow = engine.query(
      {
        sql: 'select sum(a * b) from generate_series(1, 1500) a, generate_series(1, 1500) b',
        parameters: [],
      },
      { signal: controller.signal },
    )
    controller.abort()
    await expect(slow).rejects.toMatchObject({ name: 'AbortError' })
    expect(await count()).toBe('0')
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'

/** Nested so deep that PGlite crashes while parsing, without an error. */
const tooLarge = `select ${Array(20_000).fill('1').join(' + ')} as sum`
const small = { sql: 'select count(*)::integer as rows from kept', parameters: [] }

describe.each([false, true])('PGlite, in a thread of its own: %s', (thread) => {
  let engine: Engine

  beforeAll(async () => {
    engine = await openEngine('memory', { thread })
    await engine.execute('create table kept as select * from generate_series(1, 10) as id')
  })

  afterAll(() => engine.close())

  const refused = { code: 'QUERY_TOO_EXPENSIVE' }

  test('a statement that is too large is rejected with a message in every call form, and never returns no rows', async () => {
    const statement = { sql: tooLarge, parameters: [] }
    await expect(engine.query(statement)).rejects.toMatchObject(refused)
    await expect(engine.queryArrays(statement)).rejects.toMatchObject(refused)
    await expect(
      engine.queryArrays({ sql: `${tooLarge}, $1::text as one`, parameters: ['x'] }),
    ).rejects.toMatchObject(refused)
    await expect(engine.queryBatches(statement, 10, () => Promise.resolve())).rejects.toMatchObject(refused)
    const snapshot = engine.snapshot()
    await expect(snapshot.query(statement)).rejects.toMatchObject(refused)
    expect(await snapshot.query(small)).toEqual([{ rows: 10 }])
    await snapshot.close()
  })

  test('a write that is too large is rejected, too, and its transaction is rolled back', async () => {
    await expect(engine.execute(`insert into kept ${tooLarge}`)).rejects.toMatchObject({
      code: 'WAREHOUSE_UNAVAILABLE',
    })
    await expect(
      engine.transaction(async (transaction) => {
        await transaction.execute('delete from kept')
        await transaction.execute(`insert into kept ${tooLarge}`)
      }),
    ).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' })
    expect(await engine.query(small)).toEqual([{ rows: 10 }])
  })

  test('a statement that never returns rows succeeds', async () => {
    const none = { sql: 'select id from kept where id > 10', parameters: [] }
    expect(await engine.query(none)).toEqual([])
    expect(await engine.queryArrays(none)).toEqual({ columns: ['id'], rows: [] })
    await engine.execute('set work_mem = default; create table if not exists kept (id integer)')
    const written = { sql: 'update kept set id = id where id = $1', parameters: [1] }
    expect(await engine.transaction((transaction) => transaction.query(written))).toEqual([])
  })
})

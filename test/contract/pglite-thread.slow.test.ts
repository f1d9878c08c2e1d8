import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { slowTest } from '../harness/slow-test.ts'

let engine: Engine

beforeAll(async () => {
  engine = await openEngine('memory', { thread: true })
})

afterAll(() => engine.close())

const slow = 'select sum(a * b) from generate_series(1, 2000) as a, generate_series(1, 2000) as b'

test('a slow query in its own thread does not block the main thread', async () => {
  let ticks = 0
  const clock = setInterval(() => (ticks += 1), 5)
  await engine.query({ sql: slow, parameters: [] })
  clearInterval(clock)
  expect(ticks).toBeGreaterThan(5)
})

test('a slow query in its own thread can be cancelled while it runs', async () => {
  const controller = new AbortController()
  const query = engine.query({ sql: slow, parameters: [] }, { signal: controller.signal })
  setTimeout(() => controller.abort(), 20)
  await expect(query).rejects.toMatchObject({ name: 'AbortError' })
  expect(await engine.query({ sql: 'select 1 as one', parameters: [] })).toEqual([{ one: 1 }])
})

test('values, errors, transactions and copies equal those of the engine without a thread', async () => {
  await expect(engine.query({ sql: 'select nonsense', parameters: [] })).rejects.toMatchObject({
    code: '42703',
  })
  const pieces = async function* () {
    yield await Promise.resolve('9007199254740993,"{""a"": [1]}",2024-01-01\n')
  }
  const rows = await engine.transaction(async (transaction) => {
    await transaction.execute(
      'create temporary table copied (id bigint, properties jsonb, day date) on commit drop',
    )
    expect(await transaction.copyIn('copied', ['id', 'properties', 'day'], pieces())).toBe(1)
    return transaction.query({ sql: 'select * from copied where id = $1', parameters: [9007199254740993n] })
  })
  expect(rows).toEqual([{ id: '9007199254740993', properties: { a: [1] }, day: '2024-01-01' }])
})

slowTest('a closed engine reports that it is closed', async () => {
  const other = await openEngine('memory', { thread: true })
  await other.close()
  await expect(other.execute('select 1')).rejects.toThrow('is closed')
})

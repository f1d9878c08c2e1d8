import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createGather, type Gather, type SharedStatement } from '../../src/fast-path/gather.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openPglite } from '../harness/engines.ts'

let engine: Engine
/** The values of each statement that has run. */
let ran: (readonly unknown[])[]
/** Lets the statements that have come so far run. */
let release: () => void
/** Lets all of them run, also those that start meanwhile. */
const releaseAll = async (all: Promise<unknown>) => {
  const timer = setInterval(release, 1)
  return all.finally(() => clearInterval(timer))
}
let gather: Gather

beforeAll(async () => {
  engine = await openPglite()
})

afterAll(() => engine.close())

beforeEach(async () => {
  await engine.execute(
    "drop table if exists one; create table one as select 'a' as key, 'before' as name union all select 'b', 'before'",
  )
  ran = []
  const gates: (() => void)[] = []
  release = () => gates.splice(0).forEach((open) => open())
  gather = createGather({
    ...engine,
    queryArrays: async (statement, options) => {
      ran.push(statement.parameters)
      await new Promise<void>((open) => gates.push(open))
      options?.signal?.throwIfAborted()
      return engine.queryArrays(statement, options)
    },
  })
})

const byKey: SharedStatement = {
  sql: 'select key, name from one where key = any($1::text[])',
  parameters: [],
  keysAt: 0,
  query: null,
  write: (rows) => (rows.length === 0 ? null : JSON.stringify(rows)),
}

const whole: SharedStatement = {
  ...byKey,
  sql: 'select key, name || $1::text from one order by key',
  keysAt: null,
}

const jsonOf = async (statement: SharedStatement, value: string, signal?: AbortSignal) =>
  (await gather(statement, [value], { signal })).json

test('two look-ups run at once; those that come meanwhile run together, and see what was committed before', async () => {
  const first = [jsonOf(byKey, 'a'), jsonOf(byKey, 'b')]
  const later = ['a', 'b', 'a', 'unknown'].map((key) => jsonOf(byKey, key))
  await engine.execute("update one set name = 'after'")
  release()
  await Promise.all(first)
  release()
  expect(await Promise.all(later)).toEqual(['[["a","after"]]', '[["b","after"]]', '[["a","after"]]', null])
  expect(ran).toEqual([[['a']], [['b']], [['a', 'b', 'unknown']]])
})

test('without keys, only requests with equal values share a statement', async () => {
  const first = [jsonOf(whole, '1')]
  const later = ['1', '2', '1', '2', '2'].map((value) => jsonOf(whole, value))
  await releaseAll(Promise.all(first))
  const [one, two] = (await releaseAll(Promise.all(later))) as string[]
  expect(one).toContain('before1')
  expect(two).toContain('before2')
  expect(ran.map(String).sort()).toEqual(['1', '1', '2', '2'])
})

test('a request that is aborted leaves the others their answer', async () => {
  const first = [jsonOf(byKey, 'a'), jsonOf(byKey, 'b')]
  const gone = new AbortController()
  const left = jsonOf(byKey, 'a', gone.signal)
  const stays = jsonOf(byKey, 'b', new AbortController().signal)
  gone.abort(new Error('gone'))
  await expect(left).rejects.toThrow('gone')
  release()
  await Promise.all(first)
  release()
  expect(await stays).toBe('[["b","before"]]')
})

test('a statement that every request has left does not run, and later requests run their own', async () => {
  const first = [jsonOf(byKey, 'a'), jsonOf(byKey, 'b')]
  const gone = new AbortController()
  const left = jsonOf(byKey, 'a', gone.signal)
  gone.abort(new Error('gone'))
  await expect(left).rejects.toThrow('gone')
  const later = jsonOf(byKey, 'b')
  release()
  await Promise.all(first)
  release()
  expect(await later).toBe('[["b","before"]]')
  expect(ran).toHaveLength(3)
})

test('an error reaches every request of the statement', async () => {
  const broken = { ...byKey, sql: 'select key, 1 / 0 from one where key = any($1::text[])' }
  const asked = ['a', 'b', 'a', 'b'].map((key) => jsonOf(broken, key).catch(() => 'failed'))
  expect(await releaseAll(Promise.all(asked))).toEqual(['failed', 'failed', 'failed', 'failed'])
})

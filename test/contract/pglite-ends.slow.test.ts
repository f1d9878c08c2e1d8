import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'

/** Takes minutes and cannot be cancelled: it keeps PGlite's thread busy. */
const endless = {
  sql: 'select sum(a * b) from generate_series(1, 200000) as a, generate_series(1, 200000) as b',
  parameters: [],
}
const kept = { sql: 'select count(*)::integer as rows from kept', parameters: [] }

let root: string
const directory = process.env['TMPDIR']

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'plumbline-ends-'))
  // the directory of databases in memory, separate from those of other tests
  process.env['TMPDIR'] = root
})

afterAll(async () => {
  // other files of this worker use the directory of the system
  if (directory === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = directory
  await rm(root, { recursive: true, force: true })
})

const temporary = async (): Promise<readonly string[]> =>
  (await readdir(root)).filter((name) => name.startsWith('plumbline-memory-'))

describe.each(['memory', 'directory'] as const)('PGlite in a thread, %s', (place) => {
  let engine: Engine

  beforeAll(async () => {
    engine = await openEngine(place === 'memory' ? 'memory' : join(root, 'database'), {
      thread: true,
      statementTimeoutMs: 400,
    })
    await engine.execute('create table kept as select * from generate_series(1, 10000) as id')
  })

  afterAll(() => engine.close())

  test('a statement over the limit is a TIMEOUT, and queued statements return the same data', async () => {
    const began = performance.now()
    const late = expect(engine.query(endless)).rejects.toMatchObject({ code: 'TIMEOUT' })
    const snapshot = engine.snapshot()
    const others = Promise.all([engine.query(kept), engine.query(kept), snapshot.query(kept)])
    await late
    expect(performance.now() - began).toBeLessThan(5_000)
    expect(await others).toEqual([[{ rows: 10_000 }], [{ rows: 10_000 }], [{ rows: 10_000 }]])
    await snapshot.close()
  })

  test('a statement of a disconnected client ends, and the next client gets its result', async () => {
    const controller = new AbortController()
    const gone = engine.query(endless, { signal: controller.signal })
    setTimeout(() => controller.abort(), 50)
    await expect(gone).rejects.toMatchObject({ name: 'AbortError' })
    expect(await engine.query(kept)).toEqual([{ rows: 10_000 }])
  })

  test('a snapshot survives the end of one of its statements, or of another snapshot’s', async () => {
    const [one, other] = [engine.snapshot(), engine.snapshot()]
    expect(await one.query(kept)).toEqual(await other.query(kept))
    const written = engine.execute('insert into kept values (0)')
    await expect(one.query(endless)).rejects.toMatchObject({ code: 'TIMEOUT' })
    expect(await one.query(kept)).toEqual([{ rows: 10_000 }])
    expect(await other.query(kept)).toEqual([{ rows: 10_000 }])
    await Promise.all([one.close(), other.close()])
    await written
    expect(await engine.query(kept)).toEqual([{ rows: 10_001 }])
    await engine.execute('delete from kept where id = 0')
  })

  test('a write has no timeout, and is not ended by a queued query', async () => {
    const writing = engine.transaction(async (transaction) => {
      await transaction.execute('create table written as select 1 as one')
      await transaction.query({
        sql: 'select sum(a * b) from generate_series(1, 1500) as a, generate_series(1, 1500) as b',
        parameters: [],
      })
      await new Promise((resolve) => setTimeout(resolve, 500))
      return transaction.query({ sql: 'select one from written', parameters: [] })
    })
    const impatient = engine.snapshot({ signal: AbortSignal.timeout(50) })
    await expect(impatient.query(kept)).rejects.toMatchObject({ name: 'TimeoutError' })
    await impatient.close()
    expect(await writing).toEqual([{ one: 1 }])
    expect(await engine.query({ sql: 'select one from written', parameters: [] })).toEqual([{ one: 1 }])
  })

  test('an abandoned transaction is rolled back', async () => {
    const controller = new AbortController()
    const abandoned = engine.transaction(async (transaction) => {
      await transaction.execute('insert into kept values (1)')
      setTimeout(() => controller.abort(), 50)
      await transaction.query(endless, { signal: controller.signal }).catch(() => undefined)
      await transaction.execute('insert into kept values (2)')
    })
    await expect(abandoned).rejects.toMatchObject({ name: 'AbortError' })
    expect(await engine.query(kept)).toEqual([{ rows: 10_000 }])
  })

  test('a closed engine leaves no files', async () => {
    expect(await temporary()).toHaveLength(place === 'memory' ? 1 : 0)
    await engine.close()
    await expect(engine.query(kept)).rejects.toThrow('is closed')
    if (place === 'memory') expect(await temporary()).toEqual([])
    else expect(existsSync(join(root, 'database', '.plumbline-lock'))).toBe(false)
  })
})

import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { openEmbeddedPostgres, openTestPostgres, postgresUrl } from '../harness/engines.ts'
import { slowTest } from '../harness/slow-test.ts'

const statement = (sql: string) => ({ sql, parameters: [] })

test('a statement over the time limit is a TIMEOUT', async () => {
  const { engine, stop } = await openTestPostgres(postgresUrl(), { statementTimeoutMs: 100 })
  await expect(engine.query(statement('select pg_sleep(5)'))).rejects.toMatchObject({ code: 'TIMEOUT' })
  expect(await engine.query(statement('select 1 as one'))).toEqual([{ one: 1 }])
  await stop()
})

test('a repeated statement is prepared once per connection, any other one is not', async () => {
  const { engine, stop } = await openTestPostgres(postgresUrl(), { poolSize: 1 })
  for (const value of ['1', '2', '3'])
    expect(
      await engine.query({ sql: 'select $1::text as given', parameters: [value], isRepeated: true }),
    ).toEqual([{ given: value }])
  await engine.query({ sql: 'select $1::text as other', parameters: ['1'] })
  expect(await engine.query(statement('select statement from pg_prepared_statements'))).toEqual([
    { statement: 'select $1::text as given' },
  ])
  await stop()
})

test('a client that disconnects cancels its own statement on the server only', async () => {
  const { engine, stop } = await openTestPostgres(postgresUrl(), { poolSize: 1 })
  const controller = new AbortController()
  const asleep = engine.query(statement('select pg_sleep(30)'), { signal: controller.signal })
  const next = engine.query(statement('select pg_sleep(0.2), 1 as one'))
  setTimeout(() => controller.abort(), 100)
  await expect(asleep).rejects.toMatchObject({ name: 'AbortError' })
  expect(await next).toMatchObject([{ one: 1 }])
  await stop()
})

test('the end of a snapshot during its statement does not cancel the next statement of the connection', async () => {
  const { engine, stop } = await openTestPostgres(postgresUrl(), { poolSize: 1 })
  for (let round = 0; round < 30; round += 1) {
    const snapshot = engine.snapshot()
    await snapshot.query(statement('select 1'))
    // it often ends by itself before the cancel arrives
    const running = snapshot.query(statement('select pg_sleep(0.004)')).catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 2))
    void snapshot.close()
    expect(await engine.query(statement('select 1 as one from pg_sleep(0.01)'))).toEqual([{ one: 1 }])
    await running
  }
  await stop()
})

slowTest('the statement of a killed process ends on the server, too', async () => {
  const { engine, url, stop } = await openTestPostgres(postgresUrl())
  const module = new URL('../../src/warehouse/open-engine.ts', import.meta.url).href
  const asleep = `const { openEngine } = await import('${module}')
    const engine = await openEngine('${url}')
    await engine.query({ sql: 'select pg_sleep(100)', parameters: [] })`
  const child = spawn(process.execPath, [
    '--import',
    import.meta.resolve('tsx'),
    '--input-type=module',
    '-e',
    asleep,
  ])
  const statements = () =>
    engine.query(
      statement(
        `select 1 from pg_stat_activity
        where datname = current_database() and query like '%pg_sleep(100)%' and pid <> pg_backend_pid()`,
      ),
    )
  await expect.poll(statements, { timeout: 30_000 }).toHaveLength(1)
  child.kill('SIGKILL')
  await expect.poll(statements, { timeout: 15_000 }).toEqual([])
  await stop()
})

test('a read-only engine rejects writes', async () => {
  const { engine, stop } = await openTestPostgres(postgresUrl(), { readOnly: true })
  await expect(engine.execute('create table t (a integer)')).rejects.toMatchObject({ code: '25006' })
  await stop()
})

test('a server that is not running is unavailable', async () => {
  await expect(openEngine('postgres://u:p@127.0.0.1:1/d')).rejects.toMatchObject({
    code: 'WAREHOUSE_UNAVAILABLE',
  })
})

test('wrong credentials and a missing database are configuration errors', async () => {
  const wrongPassword = new URL(postgresUrl())
  wrongPassword.password = 'wrong'
  await expect(openEngine(wrongPassword.href)).rejects.toMatchObject({ code: 'BAD_CONFIGURATION' })
  const wrongDatabase = new URL(postgresUrl())
  wrongDatabase.pathname = '/nowhere'
  await expect(openEngine(wrongDatabase.href)).rejects.toMatchObject({ code: 'BAD_CONFIGURATION' })
})

test('a connection closed by the server does not end the process, and the next query works', async () => {
  const { engine, stop } = await openTestPostgres(postgresUrl(), { poolSize: 2 })
  const ended = engine.transaction(async (transaction) => {
    const [row] = await transaction.query<{ pid: number }>(statement('select pg_backend_pid() as pid'))
    await engine.query({ sql: 'select pg_terminate_backend($1)', parameters: [row?.pid] })
    await new Promise((resolve) => setTimeout(resolve, 100))
    await transaction.query(statement('select 1'))
  })
  await expect(ended).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' })
  expect(await engine.query(statement('select 1 as one'))).toEqual([{ one: 1 }])
  await stop()
})

slowTest('a stopped server makes the warehouse unavailable', async () => {
  const { engine, stop } = await openEmbeddedPostgres()
  expect(await engine.query(statement('select 1 as one'))).toEqual([{ one: 1 }])
  const asleep = engine.query(statement('select pg_sleep(30)'))
  const outcome = expect(asleep).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' })
  await engine.query(
    statement(
      "select pg_terminate_backend(pid) from pg_stat_activity where query like '%sleep(30)%' and pid <> pg_backend_pid()",
    ),
  )
  await outcome
  await stop()
})

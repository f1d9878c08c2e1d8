import { spawn } from 'node:child_process'
import { expect, inject, test } from 'vitest'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { openEmbeddedPostgres, openTestPostgres } from '../harness/engines.ts'

const statement = (sql: string) => ({ sql, parameters: [] })

test('a statement that takes longer than the limit is a TIMEOUT', async () => {
  const { engine, stop } = await openTestPostgres(inject('postgresUrl'), { statementTimeoutMs: 100 })
  await expect(engine.query(statement('select pg_sleep(5)'))).rejects.toMatchObject({ code: 'TIMEOUT' })
  expect(await engine.query(statement('select 1 as one'))).toEqual([{ one: 1 }])
  await stop()
})

test('a caller who goes away cancels the statement on the server, not that of somebody else', async () => {
  const { engine, stop } = await openTestPostgres(inject('postgresUrl'), { poolSize: 1 })
  const controller = new AbortController()
  const asleep = engine.query(statement('select pg_sleep(30)'), { signal: controller.signal })
  const next = engine.query(statement('select pg_sleep(0.2), 1 as one'))
  setTimeout(() => controller.abort(), 100)
  await expect(asleep).rejects.toMatchObject({ name: 'AbortError' })
  expect(await next).toMatchObject([{ one: 1 }])
  await stop()
})

test('the statement of a process that is killed ends on the server, too', async () => {
  const { engine, url, stop } = await openTestPostgres(inject('postgresUrl'))
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

test('an engine that may only read refuses to write', async () => {
  const { engine, stop } = await openTestPostgres(inject('postgresUrl'), { readOnly: true })
  await expect(engine.execute('create table t (a integer)')).rejects.toMatchObject({ code: '25006' })
  await stop()
})

test('a server that nobody runs is unavailable', async () => {
  await expect(openEngine('postgres://u:p@127.0.0.1:1/d')).rejects.toMatchObject({
    code: 'WAREHOUSE_UNAVAILABLE',
  })
})

test('wrong credentials and a database that does not exist are bad configuration', async () => {
  const wrongPassword = new URL(inject('postgresUrl'))
  wrongPassword.password = 'wrong'
  await expect(openEngine(wrongPassword.href)).rejects.toMatchObject({ code: 'BAD_CONFIGURATION' })
  const wrongDatabase = new URL(inject('postgresUrl'))
  wrongDatabase.pathname = '/nowhere'
  await expect(openEngine(wrongDatabase.href)).rejects.toMatchObject({ code: 'BAD_CONFIGURATION' })
})

test('a connection that the server ends does not end the process, and the next question is answered', async () => {
  const { engine, stop } = await openTestPostgres(inject('postgresUrl'), { poolSize: 2 })
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

test('a server that stops makes the warehouse unavailable', async () => {
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

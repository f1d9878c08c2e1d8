import { execFile, spawnSync } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFrames } from '../../src/sql-api/wire/frames.ts'
import * as write from '../../src/sql-api/wire/write.ts'
import { asText, openSqlApi, rejection, type SqlApi } from './open-sql-api.ts'
import { introspection } from './statements/introspection.ts'

let api: SqlApi

beforeAll(async () => {
  api = await openSqlApi({ statementMs: 1_000, idleInTransactionMs: 2_000, connectionsPerRole: 6 })
})
afterAll(() => api.close())

const mrr = 'select month, sum(mrr) from plumbline_metrics.revenue group by month order by month'

const hasPsql = spawnSync('psql', ['--version']).status === 0
if (!hasPsql) process.stdout.write('psql is not installed: its test is skipped.\n')

test.skipIf(!hasPsql)('psql sees the relations and queries them', async () => {
  const url = `postgres://${api.user}:secret@127.0.0.1:${String(api.port)}/${api.database}`
  const { stdout } = await promisify(execFile)('psql', [
    url,
    '-c',
    '\\d plumbline_metrics.signups',
    '-At',
    '-c',
    mrr,
  ])
  expect(stdout).toMatch(/month\s*\|\s*date/)
  expect(stdout).toMatch(/2025-/)
})

test.each(Object.entries(introspection))('%s', async (_name, { sql, has }) => {
  const client = await api.connect()
  const { rows } = await client.query({ text: sql, rowMode: 'array', types: asText })
  await client.end()
  expect(rows.map((row: unknown[]) => row.join(','))).toEqual(
    expect.arrayContaining([expect.stringMatching(has)]),
  )
})

test('statements without metrics are those of PostgreSQL', async () => {
  const client = await api.connect()
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: '1' }])
  expect((await rejection(client, 'select 1 / 0')).code).toBe('22012')
  expect((await client.query('select $1::int + 1 as two', [1])).rows).toEqual([{ two: '2' }])
  await client.end()
})

/** Sends messages at once, and returns the types of the answers up to the last ReadyForQuery. */
const pipelined = async (
  client: pg.Client,
  messages: readonly Buffer[],
  readies: number,
): Promise<string> => {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  stream.removeAllListeners('data')
  const frames = createFrames(2 ** 20)
  const types: string[] = []
  const done = new Promise<string>((resolve) => {
    stream.on('data', (chunk: Buffer) => {
      for (const { type } of frames(chunk)) if (type !== 'D' && type !== 'S') types.push(type)
      if (types.filter((type) => type === 'Z').length === readies) resolve(types.join(''))
    })
  })
  stream.write(Buffer.concat(messages))
  return done.finally(() => stream.destroy())
}

/** What Npgsql sends for a command: it names nothing, and describes the statement before it binds. */
const command = (sql: string): readonly Buffer[] => [
  write.parse('', sql),
  write.describeStatement(''),
  write.bind('', '', write.noValues),
  write.execute(''),
]

test('commands in one batch are answered in order, as Npgsql sends them', async () => {
  const client = await api.connect()
  const batch = [...command(mrr), ...command('select 1'), ...command(`${mrr} limit 2`), write.sync]
  expect(await pipelined(client, batch, 1)).toBe('1tT2C1tT2C1tT2CZ')
})

test('a rejection within a batch is one error, and the batch after it is answered', async () => {
  const client = await api.connect()
  const rejected = 'select count(*) from plumbline_metrics.revenue'
  const batches = [
    ...command(mrr),
    ...command(rejected),
    ...command('select 2'),
    write.sync,
    ...command(mrr),
    write.sync,
  ]
  expect(await pipelined(client, batches, 2)).toBe('1tT2C1tTEZ1tT2CZ')
})

test('an error before a query of metrics is the only error', async () => {
  const client = await api.connect()
  const batches = [...command('select 1 / 0'), ...command(mrr), write.sync, ...command(mrr), write.sync]
  expect(await pipelined(client, batches, 2)).toBe('1tTEZ1tT2CZ')
})

test('a setting that changes between Bind and Execute is an error, and none before Bind', async () => {
  const set = `set plumbline.as_of = '2025-06-30'`
  const [metrics, setting] = [
    [write.parse('metrics', mrr), write.bind('m', 'metrics', write.noValues)],
    [write.parse('setting', set), write.bind('s', 'setting', write.noValues)],
  ]
  const [runMetrics, runSetting] = [write.execute('m'), write.execute('s')]
  const types = async (...messages: readonly Buffer[]) =>
    pipelined(await api.connect(), [...messages, write.sync], 1)
  expect(await types(...setting, ...metrics, runSetting, runMetrics)).toBe('1212CEZ')
  expect(await types(...metrics, ...setting, runSetting, runMetrics)).toBe('1212CEZ')
  expect(await types(...metrics, ...setting, runMetrics, runSetting)).toBe('1212CCZ')
  expect(await types(...setting, runSetting, ...metrics, runMetrics)).toBe('12C12CZ')
})

test('a batch of simple queries is answered in order', async () => {
  const client = await api.connect()
  const rejected = write.query('select count(*) from plumbline_metrics.revenue')
  expect(await pipelined(client, [write.query(mrr), rejected, write.query('select 1')], 3)).toBe('TCZEZTCZ')
})

test('texts in another encoding are not mistaken for UTF-8', async () => {
  const client = await api.connect()
  await client.query("set client_encoding = 'LATIN1'")
  expect((await client.query(mrr)).rows.length).toBeGreaterThan(0)
  const error = await rejection(
    client,
    "select sum(mrr) from plumbline_metrics.revenue where industry = 'caf\u00e9'",
  )
  expect([error.code, error.hint]).toEqual(['22021', "SET client_encoding = 'UTF8'"])
  await client.end()
})

test('a cursor, a copy and a binary result are answered', async () => {
  const client = await api.connect()
  await client.query('begin')
  await client.query(`declare months cursor for ${mrr}`)
  expect((await client.query('fetch 2 from months')).rows).toHaveLength(2)
  await client.query('rollback')
  const copied = async (options: string) =>
    (await text(client.query(copyTo(`copy (${mrr}) to stdout ${options}`)))).trim().split('\n')
  const [header, ...rows] = await copied('with csv header')
  expect(header).toMatch(/^month,/)
  expect(rows).toEqual(await copied('(format csv)'))
  const binary = await client.query<unknown[]>({
    text: mrr,
    rowMode: 'array',
    binary: true,
  } as pg.QueryArrayConfig)
  expect(binary.rows.length).toBeGreaterThan(2)
  await client.end()
})

test('a statement ends at the limit of the SQL API, not at one of the client', async () => {
  const client = await api.connect()
  await client.query('set statement_timeout = 0')
  const error = await rejection(client, 'select pg_sleep(30)')
  expect([error.code, error.message]).toEqual(['57014', 'The statement took longer than 1 seconds.'])
  expect((await client.query('select 1')).rows).toHaveLength(1)
  await client.end()
})

test('a session that is idle in a transaction ends', async () => {
  const client = await api.connect()
  const ended = new Promise<Error>((resolve) => void client.on('error', resolve))
  await client.query('begin')
  expect(await ended).toMatchObject({ code: '25P03' })
})

test('a client cancels its statement', async () => {
  const client = await api.connect()
  const sleeping = rejection(client, 'select pg_sleep(30)')
  await wait(200)
  const { processID, secretKey } = client as unknown as { processID: number; secretKey: number }
  const request = Buffer.alloc(16)
  ;[16, 80_877_102, processID, secretKey].forEach((value, index) => request.writeInt32BE(value, index * 4))
  connect(api.port, '127.0.0.1').end(request)
  expect((await sleeping).code).toBe('57014')
  await client.end()
})

test('one role has a limited number of connections', async () => {
  const clients = await Promise.all(Array.from({ length: 6 }, () => api.connect()))
  await expect(api.connect()).rejects.toMatchObject({ code: '53300' })
  await Promise.all(clients.map((client) => client.end()))
  await wait(200)
  await (await api.connect()).end()
})

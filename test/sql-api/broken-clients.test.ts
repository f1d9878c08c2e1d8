import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as write from '../../src/sql-api/wire/write.ts'
import { openSqlApi, type SqlApi } from './open-sql-api.ts'
import { randomNumbers } from './random-selects.ts'
import { slowTest } from '../harness/slow-test.ts'

let api: SqlApi

beforeAll(async () => {
  api = await openSqlApi()
})
afterAll(() => api.close())

const mrr = 'select month, sum(mrr) from plumbline_metrics.revenue group by month order by month'

const streamOf = (client: pg.Client) =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream

describe('a client that breaks the protocol loses its connection, and no other client does', () => {
  const startup = () => {
    const body = Buffer.from(`user\0${api.user}\0database\0${api.database}\0\0`)
    const packet = Buffer.alloc(8)
    packet.writeInt32BE(8 + body.length)
    packet.writeInt32BE(196_608, 4)
    return Buffer.concat([packet, body])
  }
  const long = Buffer.from([0x51, 0x40, 0, 0, 0])
  test.each([
    ['garbage', () => Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a length of a gigabyte', () => Buffer.concat([startup(), long])],
    ['half a packet', () => startup().subarray(0, 9)],
    ['a query before its password', () => Buffer.concat([startup(), write.query('select 1')])],
    ['nothing after the start', startup],
  ])('%s', async (_what, bytes) => {
    const before = await api.connect()
    const socket: Socket = connect(api.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(bytes())
    await wait(200)
    socket.destroy()
    expect((await before.query('select 1')).rows).toHaveLength(1)
    await before.end()
  })
})

slowTest('cancelling at any moment leaves a session in which the next query is answered', async () => {
  const next = randomNumbers(17)
  const client = await api.connect()
  const expected = (await client.query(mrr)).rows
  const { processID, secretKey } = client as unknown as { processID: number; secretKey: number }
  const request = Buffer.alloc(16)
  ;[16, 80_877_102, processID, secretKey].forEach((value, index) => request.writeInt32BE(value, index * 4))
  const outcomes = new Set<string>()
  for (let round = 0; round < 60; round += 1) {
    const isExtended = next() < 0.5
    const running = client
      .query<Record<string, unknown>>({ text: mrr, ...(isExtended ? { values: [] } : {}) })
      .then(
        ({ rows }) => {
          expect(rows).toEqual(expected)
          return 'answered'
        },
        (error: unknown) => (error as pg.DatabaseError).code ?? String(error),
      )
    await wait(next() * 8)
    await new Promise((resolve) => {
      connect(api.port, '127.0.0.1').end(request).on('close', resolve)
    })
    outcomes.add(await running)
    // a cancellation may come after the query that it was meant for
    const after = await client.query(mrr).catch((error: unknown) => error as pg.DatabaseError)
    if (after instanceof Error) expect(after.code).toBe('57014')
    else expect(after.rows).toEqual(expected)
  }
  await wait(100)
  expect((await client.query(mrr)).rows).toEqual(expected)
  expect([...outcomes].filter((one) => one !== 'answered' && one !== '57014')).toEqual([])
  await client.end()
})

slowTest('random bytes after the authentication end that session only', async () => {
  const next = randomNumbers(4)
  const other = await api.connect()
  for (let round = 0; round < 20; round += 1) {
    const client = await api.connect()
    const stream = streamOf(client)
    const ended = new Promise((resolve) => stream.once('close', resolve))
    const bytes = Buffer.from(
      Array.from({ length: 1 + Math.floor(next() * 200) }, () => Math.floor(next() * 256)),
    )
    stream.write(round % 2 === 0 ? bytes : Buffer.concat([write.query(mrr), bytes]))
    await wait(next() * 20)
    // half a message may still be waited for
    stream.end()
    await ended
  }
  expect((await other.query('select 1')).rows).toHaveLength(1)
  await other.end()
})

test('the connection to PostgreSQL ends with the client, wherever it stops', async () => {
  const left = async () => {
    const rows = await api.engine.query<{ count: number }>({
      sql: 'select count(*)::integer as count from pg_stat_activity where usename = $1',
      parameters: [api.user],
    })
    return rows[0]?.count
  }
  const statements = [mrr, mrr, mrr, 'select pg_sleep(30)']
  for (const [index, delay] of [0, 5, 20, 60].entries()) {
    const client = await api.connect()
    void client.query(statements[index] ?? mrr).catch(() => undefined)
    await wait(delay)
    streamOf(client).destroy()
  }
  await expect.poll(left, { timeout: 10_000 }).toBe(0)
})

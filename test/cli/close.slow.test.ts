import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandLine } from './command-line.ts'

let directory: string
const database = () => ['--database', join(directory, 'database')]

const write = (name: string, ...lines: readonly string[]) =>
  writeFile(join(directory, name), `${lines.join('\n')}\n`)

const periods = 'subscription_id,customer_id,started_at,amount,interval,period_id'
const invoices = 'invoice_id,customer_id,subscription_id,issued_at,paid_at,subtotal,total,status'

const load = async (...more: readonly string[]) => {
  await write('subscription_periods.csv', periods, 's1,c1,2024-01-10T00:00:00Z,100,month,p1', ...more)
  const days = ['2024-01-10', '2024-02-10', '2024-03-10']
  const rows = days.map((day, index) => `i${index},c1,s1,${day}T00:00:00Z,${day}T00:00:00Z,100,100,paid`)
  await write('invoices.csv', invoices, ...rows)
  return commandLine('load', directory, ...database())
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plumbline-close-'))
  expect((await load()).exitCode).toBe(0)
}, 120_000)

afterAll(() => rm(directory, { recursive: true }))

test('a month that has not ended is rejected, and so is an invalid month', async () => {
  const running = await commandLine('close', '--month', '2024-03', ...database())
  expect(running.err).toContain('2024-03 has not ended in the data: the current month is 2024-03.')
  expect(running.exitCode).not.toBe(0)
  expect((await commandLine('close', '--month', '2024-13', ...database())).err).toContain('such as 2025-11')
})

test('every ended month is recorded once', async () => {
  const first = await commandLine('close', '--month', '2024-01', ...database())
  expect(first.out).toBe('2024-01  100 USD  1 account\n')
  const second = await commandLine('close', '--json', ...database())
  expect(JSON.parse(second.out)).toEqual({
    recorded: [{ month: '2024-02', mrr: '100', currency: 'USD', accounts: 1 }],
  })
  const third = await commandLine('close', ...database())
  expect([third.out, third.exitCode]).toEqual(['', 0])
  expect(third.err).toContain('No month to record')
})

test('a record loaded after the close of its month is reported as late, with its amount', async () => {
  expect((await load('s2,c2,2024-02-05T00:00:00Z,40,month,p2')).exitCode).toBe(0)
  const asked = ['said_then', 'said_now', 'restated_mrr', '--by', 'restatement_reason', '--format', 'csv']
  const months = ['--grain', 'month', '--from', '2024-02-01', '--to', '2024-02-29']
  const { out } = await commandLine('query', ...asked, ...months, ...database())
  expect(out.split('\n').filter((line) => line.includes('late_event'))).toEqual([
    '2024-02-01,late_event,0,40,40',
  ])
  const books = async (...option: readonly string[]) =>
    (await commandLine('query', 'mrr', ...months, ...option, '--format', 'csv', ...database())).out
  expect(await books()).toContain('2024-02-01,140')
  expect(await books('--option', 'books=closed')).toContain('2024-02-01,100')
})

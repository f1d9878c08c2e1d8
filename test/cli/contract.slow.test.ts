import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandLine } from './command-line.ts'
import type { Outcome } from './command-line.ts'

let directory: string
let loaded: Outcome
const database = () => ['--database', join(directory, 'database')]

const files: Readonly<Record<string, readonly string[]>> = {
  'users.csv': [
    'user_id,email,created_at,country',
    'u1,ada@acme.example,2024-01-01T00:00:00Z, ',
    'u2,bob@acme.example,2024-01-02T00:00:00Z,DE',
  ],
  'identity_accounts.csv': [
    'user_id,account_id,valid_from,valid_to',
    'u1,acme,2024-01-02T00:00:00Z,2023-01-01T00:00:00Z',
  ],
  'product_events.csv': [
    'event_id,occurred_at,event_name,user_id',
    'e1,2024-01-10T00:00:00Z,made,u1',
    'ahead,2150-01-01T00:00:00Z,made,u1',
  ],
  'subscription_periods.csv': [
    'period_id,subscription_id,item_id,customer_id,started_at,ended_at,amount,interval',
    'p1,s1,seats,c1,2024-01-01T00:00:00Z,2024-01-08T00:00:00Z,100,month',
    'p2,s1,seats,c1,2024-01-05T00:00:00Z,,50,month',
  ],
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plumbline-contract-'))
  for (const [name, lines] of Object.entries(files)) {
    await writeFile(join(directory, name), `${lines.join('\n')}\n`)
  }
  loaded = await commandLine('load', directory, ...database())
}, 120_000)

afterAll(() => rm(directory, { recursive: true }))

/** The violations in the data, as both commands report them. */
const faults = [
  {
    fault: 'a dated employer that ends before it begins',
    says: 'source.identity_accounts: 1 row with valid_to before valid_from. For example: user_id "u1"',
  },
  {
    fault: 'two periods of one item at once',
    says: 'source.subscription_periods: 1 row with started_at before an earlier row of the same object has ended; both count. For example: period_id "p2"',
  },
  {
    fault: 'a blank country',
    says: 'source.users: 1 row with a blank country, which counts as null. For example: user_id "u1", country " "',
  },
  {
    fault: 'an event dated after it was received',
    says: 'source.product_events: 1 row with occurred_at after it was received; these rows do not move "now" and are excluded until then. For example: event_id "ahead"',
  },
]

test.each(faults)('a load reports $fault, and succeeds', ({ says }) => {
  expect(loaded.exitCode).toBe(0)
  expect(loaded.out).toContain(says)
})

test('a check reports each violation with a query of its rows; violations without effect on numbers are notes', async () => {
  const { out, exitCode } = await commandLine('check', ...database())
  for (const { says } of faults) expect(out).toContain(says)
  expect(out.match(/ Query: select /g)).toHaveLength(faults.length)
  expect(out.split('\n').filter((line) => line.startsWith('note: '))).toHaveLength(2)
  expect(exitCode).toBe(1)
})

test('a refresh reports the same, and requires a zone in the receipt time', async () => {
  const { err, exitCode } = await commandLine('refresh', ...database())
  for (const { says } of faults) expect(err).toContain(says)
  expect(exitCode).toBe(0)
  const wrong = await commandLine('refresh', '--received-at', '2024-01-10 10:00', ...database())
  expect(wrong.err).toMatch(/error BAD_REQUEST: --received-at is "2024-01-10 10:00", which has no time zone/)
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandLine } from '../cli/command-line.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-long-'))
  await writeFile(
    join(folder, 'users.csv'),
    `user_id,created_at,country\n${Array.from({ length: 400 }, (_, index) => `u${String(index)},2024-01-01T00:00:00Z,c${String(index)}`).join('\n')}\n`,
  )
  const { err, exitCode } = await commandLine('load', folder, '--database', join(folder, 'database'))
  expect(exitCode, err).toBe(0)
})

afterAll(() => rm(folder, { recursive: true }))

const asked = (...words: readonly string[]) =>
  commandLine('query', 'signups', '--by', 'user_country', '--database', join(folder, 'database'), ...words)

test('a long result is printed completely, each row once and in order', async () => {
  const { out, exitCode } = await asked(
    '--grain',
    'day',
    '--from',
    '2024-01-01',
    '--to',
    '2024-04-09',
    '--as-of',
    '2024-06-01',
    '--format',
    'csv',
    '--totals',
  )
  const lines = out.trim().split('\n')
  expect(exitCode).toBe(0)
  expect(lines).toHaveLength(1 + 100 * 400 + 1)
  expect(lines[0]).toBe('period,user_country,signups')
  expect(lines.slice(1, 401).every((line) => /^2024-01-01,c\d+,1$/.test(line))).toBe(true)
  expect(lines.slice(401, -1).every((line) => line.endsWith(',0'))).toBe(true)
  expect(new Set(lines).size).toBe(lines.length)
  expect(lines.slice(1, -1)).toEqual([...lines.slice(1, -1)].sort())
  expect(lines.at(-1)).toBe(',,400')
})

test('a page of it has the requested length', async () => {
  const { out } = await asked(
    '--grain',
    'day',
    '--from',
    '2024-01-01',
    '--as-of',
    '2024-06-01',
    '--format',
    'ndjson',
    '--first',
    '10001',
  )
  expect(out.trim().split('\n')).toHaveLength(10_001)
})

test('a result with more rows than the in-memory limit is streamed to its end', async () => {
  const words = [
    '--grain',
    'hour',
    '--from',
    '2024-01-01',
    '--as-of',
    '2024-06-01T23:59:59Z',
    '--format',
    'csv',
  ]
  const { out, err, exitCode } = await asked(...words)
  expect(exitCode, err).toBe(0)
  // 153 days of 24 hours, for each of 400 countries
  const rows = 153 * 24 * 400
  expect(rows).toBeGreaterThan(1_000_000)
  expect(out.split('\n')).toHaveLength(1 + rows + 1)
  expect(out.slice(-200).trimEnd().split('\n').at(-1)).toMatch(/^2024-06-01T23:00:00Z,c99,0$/)
}, 240_000)

test('the same result as a table, which is held in memory, is rejected before the first row', async () => {
  const { out, err, exitCode } = await asked(
    '--grain',
    'hour',
    '--from',
    '2024-01-01',
    '--as-of',
    '2024-06-01',
  )
  expect([out, exitCode]).toEqual(['', 1])
  expect(err).toContain('more than 1,000,000 rows')
}, 240_000)

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandLine } from '../cli/command-line.ts'
import { writeDataSet } from '../contract/data-set.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'
import { deployedTemplate } from '../harness/templates.ts'
import { readExport } from './read-export.ts'
import { shareOf, slowTest } from '../harness/slow-test.ts'

let folder: string
// a server that runs already: each command would start an embedded database of its own
let postgres: TestPostgres

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-export-'))
  postgres = await openTestPostgres(postgresUrl(), { poolSize: 1 }, deployedTemplate)
  const data = await writeDataSet(smallCompany)
  const { err, exitCode } = await commandLine('load', data.directory, '--database', postgres.url)
  await data.remove()
  expect(exitCode, err).toBe(0)
})

afterAll(async () => {
  await postgres.stop()
  await rm(folder, { recursive: true })
})

const query = (...words: readonly string[]) =>
  commandLine('query', 'mrr', 'signups', '--grain', 'month', '--database', postgres.url, ...words)

test.each(shareOf(['csv', 'ndjson', 'arrow'] as const, 1))(
  '%s is written to a file, with its provenance next to it',
  async (format) => {
    const file = join(folder, `metrics.${format}`)
    const { out, err, exitCode } = await query('--format', format, '--output', file)
    expect([out, exitCode], err).toEqual(['', 0])
    const { rows } = readExport(format, await readFile(file))
    const table = JSON.parse((await query('--json')).out) as { rows: unknown[]; provenance: object }
    expect(rows).toEqual(table.rows)
    const provenance = JSON.parse(await readFile(`${file}.provenance.json`, 'utf8')) as object
    expect(provenance).toMatchObject({ rows: rows.length, ...table.provenance })
  },
)

test('the output has rows only, unless the provenance is asked for', async () => {
  const bare = await query('--format', 'csv')
  const full = await query('--format', 'csv', '--provenance')
  expect(bare.out).toMatch(/^period,mrr,signups\n/)
  expect(bare.out).not.toContain('#')
  expect(full.out.startsWith(`${bare.out}# {"rows":`)).toBe(true)
})

slowTest('a failed export leaves no file', async () => {
  const file = join(folder, 'failed.csv')
  const { err, exitCode } = await commandLine(
    'query',
    'mrr',
    '--grain',
    'month',
    '--subtotals',
    '--by',
    'industry',
    '--database',
    postgres.url,
    '--format',
    'csv',
    '--output',
    file,
  )
  expect([exitCode, err]).toEqual([2, expect.stringContaining('one kind of row')])
  expect((await readdir(folder)).filter((name) => name.startsWith('failed'))).toEqual([])
})

test('a file that cannot be written is the mistake of the caller', async () => {
  const { err, exitCode } = await query('--format', 'csv', '--output', join(folder, 'missing', 'x.csv'))
  expect(exitCode).toBeGreaterThan(0)
  expect(err).toContain('there is no such file or directory')
})

test('options of exports are rejected for other formats', async () => {
  for (const words of [
    ['--output', 'x'],
    ['--provenance'],
    ['--escape-formulas'],
    ['--escape-formulas', '--format', 'arrow'],
  ])
    expect(await query(...words)).toMatchObject({ out: '', exitCode: 2 })
})

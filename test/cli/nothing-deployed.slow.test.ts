import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ownCatalog } from '../harness/own-catalog.ts'
import { openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'
import { commandLine } from './command-line.ts'

describe('a server without a deployment', () => {
  let postgres: TestPostgres

  beforeEach(async () => {
    postgres = await openTestPostgres(postgresUrl(), { poolSize: 2 })
  })

  afterEach(() => postgres.stop())

  const plumbline = (...words: readonly string[]) => commandLine(...words, '--database', postgres.url)

  /** The company's own view of its subscriptions, with these columns replaced. */
  const giveView = async (said: Readonly<Record<string, string>>, without: readonly string[] = []) => {
    const table = (await ownCatalog()).sources.get('subscription_periods')
    const columns = (table?.columns ?? [])
      .filter(({ name }) => !without.includes(name))
      .map(({ name, type, required, values }) => {
        const sample =
          type === 'numeric' ? '5' : type === 'text' ? `'${values?.[2] ?? 'one'}'` : "'2024-01-01Z'"
        return `(${said[name] ?? (required ? sample : 'null')})::${type} as ${name}`
      })
    await postgres.engine.execute(
      `create schema source; create view source.subscription_periods as select ${columns.join(', ')}`,
    )
  }

  test('a failed deployment does not list relations on stdout', async () => {
    await giveView({}, ['seats'])
    const { out, err, exitCode } = await plumbline('deploy')
    expect([out, exitCode]).toEqual(['', 1])
    expect(err).toMatch(/^error BAD_DATA: /m)
    expect(err).toContain('the column seats (bigint) is missing')
    expect((await plumbline('deploy', '--dry-run')).out).toContain('created, 0 replaced')
  })

  test('a deployment with a row that violates the contract succeeds, and shows the row', async () => {
    await giveView({ interval_count: '0', amount: "'NaN'" })
    const { out, err, exitCode } = await plumbline('deploy')
    expect(exitCode, err).toBe(0)
    expect(out).toMatch(/^\+ metrics\.revenue$/m)
    expect(err).toContain(
      '1 row with interval_count below 1. For example: period_id "one", interval_count 0.',
    )
    expect(err).toContain('1 row with amount that is not a number')
    expect((await plumbline('refresh')).exitCode).toBe(0)
    const refused = await plumbline('query', 'mrr')
    expect(refused.err).toMatch(/^error CONTRACT_BROKEN: /m)
    expect(refused.out).toBe('')
  })

  test('is reported once by commands that need the views, with the command to run', async () => {
    await giveView({})
    const refreshed = await plumbline('refresh')
    expect(refreshed.exitCode).toBe(1)
    expect(refreshed.err).toContain('No view is deployed in this database: run plumbline deploy first.')
    expect(refreshed.err.trim().split('\n').length).toBeLessThan(5)
    const checked = await plumbline('check')
    expect(checked.out).toBe('database: no view is deployed: plumbline deploy.\n')
    expect(checked.exitCode).toBe(1)
  })
})

test('a query to a database without a successful load is rejected: nothing is loaded', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-nothing-'))
  try {
    const database = join(directory, 'database')
    await writeFile(join(directory, 'users.csv'), 'user_id,created_at\nu1,yesterday\n')
    expect((await commandLine('load', join(directory, 'users.csv'), '--database', database)).exitCode).toBe(1)
    const first = await commandLine('query', 'mrr', '--database', database)
    expect(first.err).toMatch(/^The \d+ views of sql\/ are being deployed for the first time\.$/m)
    expect(first.err).not.toContain('has changed')
    for (const metric of ['mrr', 'signups', 'active_users']) {
      const { err, exitCode } = await commandLine('query', metric, '--database', database)
      expect(err).toContain(
        'error METRIC_UNAVAILABLE: Nothing has been loaded: run plumbline load <directory>.',
      )
      expect(exitCode).toBe(1)
    }
  } finally {
    await rm(directory, { recursive: true })
  }
})

import { cp, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { openTestPostgres, postgresUrl } from '../harness/engines.ts'
import { commandLine } from './command-line.ts'
import { slowTest } from '../harness/slow-test.ts'

let directory = ''

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plumbline-operator-'))
  await writeFile(join(directory, 'users.csv'), 'user_id,created_at\nu1,2025-01-03T10:00:00Z\n')
})

afterAll(() => rm(directory, { recursive: true, force: true }))

test('a key for a role that the policies lack is rejected with the roles', async () => {
  const { err, exitCode } = await commandLine('keys', 'create', '--role', 'analist')
  expect(err).toMatch(/^error BAD_REQUEST: There is no role analist in the policies/)
  expect(err).toContain('valid: analyst')
  expect(exitCode).toBe(2)
})

describe('errors that an operator can fix are explained in one sentence', () => {
  test.each([
    [
      'postgres://ada:secret@127.0.0.1:1/shop',
      'WAREHOUSE_UNAVAILABLE',
      'The database shop at 127.0.0.1:1 cannot be reached: no server listens there. Start PostgreSQL, or',
      3,
    ],
    [
      'postgres://ada:secret@no-such-host.invalid/shop',
      'WAREHOUSE_UNAVAILABLE',
      'The database shop at no-such-host.invalid:5432 cannot be reached: ',
      3,
    ],
    ['postgres://127.0.0.1:99999/x', 'BAD_CONFIGURATION', 'postgres://USER:PASSWORD@HOST:PORT/DATABASE', 2],
    ['mysql://127.0.0.1/x', 'BAD_CONFIGURATION', 'is not a database', 2],
  ])('%s', async (database, code, message, exitCode) => {
    const outcome = await commandLine('query', 'mrr', '--database', database)
    expect(outcome.err).toMatch(new RegExp(`^error ${code}: `))
    expect(outcome.err).toContain(message)
    expect(outcome.err).not.toMatch(/^ +at /m)
    expect(outcome.err).not.toMatch(/secret|ECONN|ENOTFOUND|EAI_|getaddrinfo/)
    expect(outcome.exitCode).toBe(exitCode)
  })

  test.each([
    ['a wrong password', (url: URL) => (url.password = 'no-secret'), 'rejects the password of the user'],
    [
      'a database that does not exist',
      (url: URL) => (url.pathname = '/nowhere'),
      'There is no database nowhere on',
    ],
    ['TLS where there is none', (url: URL) => (url.search = '?sslmode=require'), 'does not support TLS'],
  ])('%s', async (_what, spoil, says) => {
    const url = new URL(postgresUrl())
    spoil(url)
    const { err, exitCode } = await commandLine('query', 'mrr', '--database', url.href)
    expect(err).toMatch(/^error BAD_CONFIGURATION: /)
    expect(err).toContain(says)
    expect(err).toContain(`${url.hostname}:${url.port}`)
    expect(err).not.toContain('no-secret')
    expect(exitCode).toBe(2)
  })

  test('a listener that is not a database', async () => {
    const listening = createServer((socket) => socket.end())
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
    const { port } = listening.address() as AddressInfo
    const { err, exitCode } = await commandLine(
      'query',
      'mrr',
      '--database',
      `postgres://127.0.0.1:${port}/shop`,
    )
    listening.close()
    expect(err).toContain(
      `error WAREHOUSE_UNAVAILABLE: The database shop at 127.0.0.1:${port} cannot be reached: it closed`,
    )
    expect(exitCode).toBe(3)
  })

  slowTest('a damaged database directory', async () => {
    const database = join(directory, 'damaged')
    await (await openEngine(database)).close()
    await truncate(join(database, 'global', 'pg_control'), 100)
    const { err, exitCode } = await commandLine('query', 'mrr', '--database', database)
    expect(err).toMatch(/^error WAREHOUSE_UNAVAILABLE: .*damaged.*Restore them from a copy/)
    expect(err).not.toMatch(/^ +at /m)
    expect(exitCode).toBe(3)
  })

  test('a path through a file', async () => {
    const database = join(directory, 'users.csv', 'database')
    const { err, exitCode } = await commandLine('load', directory, '--database', database)
    expect(err).toMatch(/^error BAD_CONFIGURATION: /)
    expect(exitCode).toBe(2)
  })

  slowTest('a database role without permissions', async () => {
    const postgres = await openTestPostgres(postgresUrl())
    try {
      const role = `reader_${Date.now()}`
      await postgres.engine.execute(`create role ${role} login password 'secret'`)
      const url = new URL(postgres.url)
      url.username = role
      url.password = 'secret'
      const { err, exitCode } = await commandLine('deploy', '--database', url.href)
      expect(err).toMatch(
        /error WAREHOUSE_UNAVAILABLE: The database role lacks a privilege: permission denied/,
      )
      expect(err).not.toContain('secret')
      expect(err).not.toMatch(/^ +at /m)
      expect(exitCode).toBe(3)
      await postgres.engine.execute(`drop role ${role}`)
    } finally {
      await postgres.stop()
    }
  })
})

describe('plumbline init', () => {
  test('copies valid definitions, and overwrites no file', async () => {
    const target = join(directory, 'definitions')
    const { out, err, exitCode } = await commandLine('init', target)
    expect(exitCode, err).toBe(0)
    expect(out).toMatch(/^\d+ files in /)
    expect(err).toContain('plumbline deploy')
    expect(await readdir(target)).toEqual(await readdir('sql'))
    const again = await commandLine('init', target)
    expect([again.exitCode, again.err]).toEqual([2, expect.stringContaining('which are not overwritten')])
    const checked = await commandLine('check', '--offline', '--sql', target)
    expect(checked.exitCode, checked.out).toBe(0)
    expect(checked.err).toContain(`Definitions: ${target}`)
  })

  slowTest(
    'a folder without definitions is rejected by --sql, and ignored if its name happens to be sql',
    async () => {
      const other = join(directory, 'elsewhere')
      await mkdir(join(other, 'sql'), { recursive: true })
      await writeFile(join(other, 'sql', 'report.sql'), 'select 1')
      const refused = await commandLine('check', '--offline', '--sql', join(other, 'sql'))
      expect([refused.exitCode, refused.err]).toEqual([
        2,
        expect.stringContaining('it has no sources/*.yaml'),
      ])
      const before = process.cwd()
      const checkedIn = async (folder: string) => {
        process.chdir(folder)
        return commandLine('check', '--offline').finally(() => process.chdir(before))
      }
      expect((await checkedIn(other)).err).toContain('The folder sql/ here is not used')
      await rm(join(other, 'sql'), { recursive: true })
      await cp('sql', join(other, 'sql'), { recursive: true })
      expect((await checkedIn(other)).err).toContain('Definitions: sql/')
    },
  )
})

slowTest('a load that makes no metric available reports it', async () => {
  const data = join(directory, 'sales')
  await mkdir(data)
  await writeFile(join(data, 'reps.csv'), 'rep_id,role,start_date\nr1,sell,2025-01-01\n')
  const { err, exitCode } = await commandLine('load', data, '--database', join(directory, 'sales-database'))
  expect(exitCode, err).toBe(0)
  expect(err).toContain('No metric can be computed from these tables alone')
  expect(err).not.toContain('plumbline query')
})

import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lockDirectory } from '../../src/warehouse/engine/pglite/directory-lock.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'

let root: string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'plumbline-open-'))
})

afterAll(async () => {
  await rm(root, { recursive: true, force: true })
})

test('a directory is created, locked, and keeps its data', async () => {
  const directory = join(root, 'deep', 'warehouse')
  const first = await openEngine(directory)
  await first.execute('create table kept (a integer); insert into kept values (1)')
  await expect(openEngine(directory)).rejects.toMatchObject({
    code: 'WAREHOUSE_UNAVAILABLE',
    message: expect.stringContaining(`in use by process ${process.pid}`) as string,
  })
  await first.close()
  expect(await readdir(directory)).not.toContain('.plumbline-lock')

  const second = await openEngine(directory, { readOnly: true })
  expect(await second.query({ sql: 'select a from kept', parameters: [] })).toEqual([{ a: 1 }])
  await expect(second.execute('delete from kept')).rejects.toMatchObject({ code: '25006' })
  await second.close()
})

test('the lock of an ended process is taken over', async () => {
  const directory = await mkdtemp(join(root, 'stale-'))
  const child = spawn(process.execPath, ['-e', ''])
  await new Promise((resolve) => child.once('exit', resolve))
  const holder = { pid: child.pid, started: '1', host: hostname() }
  await writeFile(join(directory, '.plumbline-lock'), JSON.stringify(holder))
  const unlock = await lockDirectory(directory)
  await unlock()
})

test('a later process with the same process id does not count as the holder', async () => {
  const directory = await mkdtemp(join(root, 'reused-'))
  const holder = { pid: process.pid, started: '1', host: hostname() }
  await writeFile(join(directory, '.plumbline-lock'), JSON.stringify(holder))
  const unlock = await lockDirectory(directory)
  await unlock()
})

test('the lock of another machine is respected, and the message tells how to remove it', async () => {
  const directory = await mkdtemp(join(root, 'elsewhere-'))
  const holder = { pid: 1, started: null, host: `not-${hostname()}` }
  await writeFile(join(directory, '.plumbline-lock'), JSON.stringify(holder))
  await expect(lockDirectory(directory)).rejects.toThrow(/If it has already ended, delete .*\.plumbline-lock/)
})

test('a directory with other files is not opened as a database', async () => {
  const directory = await mkdtemp(join(root, 'other-'))
  await writeFile(join(directory, 'users.csv'), 'user_id\n')
  await expect(openEngine(directory)).rejects.toMatchObject({ code: 'BAD_CONFIGURATION' })
  await expect(openEngine(join(directory, 'users.csv'))).rejects.toMatchObject({ code: 'BAD_CONFIGURATION' })
  expect(await readdir(directory)).toEqual(['users.csv'])
})

test.each(['', 'mysql://localhost/d', 'postgress://localhost/d'])(
  '"%s" is not a database address',
  async (database) => {
    await expect(openEngine(database)).rejects.toMatchObject({ code: 'BAD_CONFIGURATION' })
  },
)

// where Node would retry forever
test.runIf(process.platform === 'linux')(
  'a path where no directory can be created is reported at once',
  async () => {
    await expect(openEngine('/proc/warehouse')).rejects.toMatchObject({ code: 'BAD_CONFIGURATION' })
  },
)

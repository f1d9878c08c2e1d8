import { execFileSync, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { loadSources } from '../../src/catalog/files/load-sources.ts'
import type { SourceTable } from '../../src/catalog/files/source-table.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { openTestPostgres, postgresUrl } from '../harness/engines.ts'
import { shareOf } from '../harness/slow-test.ts'

/** Appends and replaces go through the same stage; `npm run test:full` kills both. */
const modes = inject('isFull') ? [false, true] : [false]

let directory = ''
let sources: ReadonlyMap<string, SourceTable>

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plumbline-killed-'))
  sources = await loadSources('sql/sources')
})

afterAll(() => rm(directory, { recursive: true, force: true }))

const header = 'event_id,occurred_at,event_name\n'
const event = (id: string) => `${id},2025-01-03T10:00:00Z,signed_up\n`

/** Loads one event, which a later load that fails must leave alone. */
async function loadOne(engine: Engine): Promise<void> {
  const file = join(directory, 'product_events.csv')
  await writeFile(file, header + event('kept'))
  await load(engine, sources, [file])
}

async function idsIn(engine: Engine): Promise<readonly unknown[]> {
  const { rows } = await engine.queryArrays({
    sql: 'select event_id from source.product_events',
    parameters: [],
  })
  return rows.flat()
}

/** Starts a process that loads a file without an end, and kills it when it has read several megabytes. */
async function killLoad(database: string, append: boolean): Promise<void> {
  const pipes = await mkdtemp(join(directory, 'pipe-'))
  const pipe = join(pipes, 'product_events.csv')
  execFileSync('mkfifo', [pipe])
  const program = `
    import { loadSources } from './src/catalog/files/load-sources.ts'
    import { load } from './src/warehouse/load/load.ts'
    import { openEngine } from './src/warehouse/open-engine.ts'
    const engine = await openEngine(process.argv[1], { thread: true })
    await load(engine, await loadSources('sql/sources'), [process.argv[2]], { append: ${String(append)} })`
  const child = spawn(process.execPath, [
    '--import',
    import.meta.resolve('tsx'),
    '--input-type=module',
    '-e',
    program,
    database,
    pipe,
  ])
  const ended = once(child, 'exit')
  const file = createWriteStream(pipe)
  const written = new Promise<void>((resolve, reject) => {
    const piece = Array.from({ length: 50_000 }, (_, index) => event(`e${index}`)).join('')
    file.once('error', reject)
    // a pipe holds less than a chunk: it was read when the next one has been taken
    file.write(header + piece, () => file.write(piece, () => file.write(piece, () => resolve())))
  })
  await Promise.race([
    written,
    ended.then(([code]) => {
      throw new Error(`The load ended with ${String(code)} before it was killed.`)
    }),
  ])
  child.kill('SIGKILL')
  await ended
  file.on('error', () => undefined).destroy()
}

test.each(shareOf(modes, 0))(
  'a load that is killed leaves nothing in a directory, append: %s',
  async (append) => {
    const database = join(directory, `database-${String(append)}`)
    const before = await openEngine(database)
    await loadOne(before)
    await before.close()
    await killLoad(database, append)
    const after = await openEngine(database)
    expect(await idsIn(after)).toEqual(['kept'])
    // and the next load works
    await loadOne(after)
    expect(await idsIn(after)).toEqual(['kept'])
    await after.close()
  },
)

test.each(modes)('a load that is killed leaves nothing on a server, append: %s', async (append) => {
  const { engine, url, stop } = await openTestPostgres(postgresUrl())
  try {
    await loadOne(engine)
    await killLoad(url, append)
    expect(await idsIn(engine)).toEqual(['kept'])
    await loadOne(engine)
    expect(await idsIn(engine)).toEqual(['kept'])
  } finally {
    await stop()
  }
})

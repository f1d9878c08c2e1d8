import Table from 'cli-table3'
import { Command } from 'commander'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateCompany } from '../src/sample-data/generate-company.ts'
import { openEmbeddedPostgres } from '../test/harness/engines.ts'
import { eventsPerUser } from './sample-warehouse.ts'
import { firstRows } from './loading/first-rows.ts'
import { runLoad } from './loading/run-load.ts'
import type { LoadRun } from './loading/run-load.ts'

const { events, rounds } = new Command('loading')
  .description('Loads a file of events, against a bare copy of the same file.')
  .option('--events <number>', 'approximate number of events of the file', Number, 500_000)
  .option('--rounds <number>', 'number of rounds; the fastest counts', Number, 3)
  .parse()
  .opts<{ readonly events: number; readonly rounds: number }>()

const directory = await mkdtemp(join(tmpdir(), 'plumbline-loading-'))
const server = await openEmbeddedPostgres({ poolSize: 1 })
try {
  await generateCompany({ users: Math.ceil(events / eventsPerUser), seed: 1, directory })
  const file = join(directory, 'product_events.csv')
  const tenth = await firstRows(file, join(directory, 'tenth'), Math.ceil(events / 10))

  const table = new Table({
    head: ['', 'rows', 'seconds', 'rows/s', '÷ copy', 'peak MB', 'MB over a tenth'],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right'],
  })
  for (const [engine, database] of [
    ['PostgreSQL', server.url],
    ['embedded', join(directory, 'database')],
  ] as const) {
    // the order of a round: a bare copy, a load, an append of the same file, which adds nothing
    const best = new Map<string, LoadRun>()
    const small = await runLoad('load', database, tenth)
    for (let round = 0; round < rounds; round += 1) {
      for (const how of ['copy', 'load', 'append'] as const) {
        const run = await runLoad(how, database, file)
        const known = best.get(how)
        if (known === undefined || run.seconds < known.seconds) best.set(how, run)
      }
    }
    const copied = best.get('copy')
    for (const [how, { rows, seconds, megabytes }] of best) {
      table.push([
        `${engine}: ${how}`,
        rows.toLocaleString('en'),
        seconds.toFixed(1),
        Math.round(rows / seconds).toLocaleString('en'),
        copied === undefined ? '' : (seconds / copied.seconds).toFixed(2),
        megabytes.toFixed(0),
        how === 'load' ? (megabytes - small.megabytes).toFixed(0) : '',
      ])
    }
  }
  process.stdout.write(`${table.toString()}\n`)
} finally {
  await server.stop()
  await rm(directory, { recursive: true, force: true })
}

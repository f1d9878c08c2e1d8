import { isDeepStrictEqual } from 'node:util'
import { Command } from 'commander'
import pg from 'pg'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import { fillRollups } from '../../src/rollups/fill-rollups.ts'
import { openSampleWarehouse, openWarehouse } from '../sample-warehouse.ts'
import { compareFirstSight } from './first-sight.ts'
import { compareLoads } from './loads.ts'
import { questionsAbout, type Data, type Question } from './questions.ts'
import { ask, memoryOf, startServers } from './servers.ts'
import { createPeerRelations } from './stored-rows.ts'
import { loadSteadily } from './steady-load.ts'

interface Options {
  readonly events: number
  readonly database?: string
  readonly requests: number
  readonly rounds: number
  readonly connections: readonly number[]
  readonly only?: string
  readonly minutes?: number
}

const options = new Command('bench-peers')
  .description('Plumbline, PostGraphile and a bare handler on one database: the same answers, side by side.')
  .option('--events <number>', 'approximate number of events of the sample company', Number, 3_000_000)
  .option('--database <url>', 'an existing warehouse, loaded and refreshed, instead of a new one')
  .option(
    '--requests <number>',
    'number of requests of each measurement; a tenth of them for large answers',
    Number,
    3_000,
  )
  .option('--rounds <number>', 'number of rounds, in which the servers take turns', Number, 3)
  .option(
    '--connections <list>',
    'numbers of connections',
    (list) => list.split(',').map(Number),
    [1, 16, 64],
  )
  .option('--only <name>', 'one question')
  .option('--minutes <number>', 'only load Plumbline at the last number of connections, for so long', Number)
  .parse()
  .opts<Options>()

const print = (line: string) => process.stdout.write(`${line}\n`)

/** How much of two different answers is shown. */
const maxShown = 1_000

const catalog = await loadCatalog('sql')
const warehouse = await (options.database === undefined
  ? openSampleWarehouse(catalog, options.events, print)
  : openWarehouse(options.database))
if (options.database === undefined)
  await warehouse.engine.transaction((transaction) => fillRollups(transaction, catalog))
await createPeerRelations(warehouse.engine)
const database = new pg.Client({ connectionString: warehouse.url })
await database.connect()
const found = await database.query<{ account_key: string }>(
  `select account_key from entities.accounts where account_kind = 'company' order by account_key`,
)
const questions = questionsAbout(found.rows.map((row) => row.account_key)).filter(
  ({ name }) => options.only === undefined || name === options.only,
)
const servers = await startServers(warehouse.url)
try {
  for (const question of questions) await compare(question)
  const { minutes, connections, requests, rounds } = options
  if (minutes === undefined) {
    for (const count of connections)
      await compareLoads({ servers, questions, database, requests, rounds, connections: count, print })
    await compareFirstSight(servers, questions, print)
  } else await loadSteadily(servers, questions, { minutes, connections: connections.at(-1) ?? 64 }, print)
  for (const { name, pid } of servers) print(`${name}: ${memoryOf(pid).toFixed(0)} MB resident`)
} finally {
  for (const server of servers) server.stop()
  await database.end()
  await warehouse.stop()
}

/** The answers of all servers are equal. */
async function compare(question: Question): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    const [first, ...others] = await Promise.all(
      servers.map(async (server) => {
        const response = await ask(server, server.bodyOf(question, turn))
        const { data, errors } = JSON.parse(response) as { readonly data: Data; readonly errors?: unknown }
        if (errors !== undefined) throw new Error(`${server.name} answered ${question.name}: ${response}`)
        return question.read[server.asks](data)
      }),
    )
    const other = others.findIndex((one) => !isDeepStrictEqual(one, first))
    if (other !== -1)
      throw new Error(
        `${servers[other + 1]?.name ?? ''} answers ${question.name} otherwise than ${servers[0]?.name ?? ''}:\n` +
          `${JSON.stringify(others[other]).slice(0, maxShown)}\n${JSON.stringify(first).slice(0, maxShown)}`,
      )
  }
  print(`${question.name}: equal answers`)
}

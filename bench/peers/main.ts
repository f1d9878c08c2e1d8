import { isDeepStrictEqual } from 'node:util'
import Table from 'cli-table3'
import { Command } from 'commander'
import autocannon from 'autocannon'
import pg from 'pg'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import { median } from '../measure.ts'
import { openSampleWarehouse, openWarehouse } from '../sample-warehouse.ts'
import { questionsAbout, type Data, type Question } from './questions.ts'
import { cpuOf, memoryOf, startServers, type PeerServer } from './servers.ts'

interface Options {
  readonly events: number
  readonly database?: string
  readonly requests: number
  readonly rounds: number
  readonly connections: readonly number[]
  readonly only?: string
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
  .parse()
  .opts<Options>()

const print = (line: string) => process.stdout.write(`${line}\n`)

/** How much of two different answers is shown. */
const maxShown = 1_000

/** One measurement of a server. */
interface Measured {
  readonly perSecond: number
  readonly p50: number
  readonly p97: number
  readonly p99: number
  readonly nodeMs: number
  readonly databaseMs: number
  readonly errors: number
}

const warehouse = await (options.database === undefined
  ? openSampleWarehouse(await loadCatalog('sql'), options.events, print)
  : openWarehouse(options.database))
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
  for (const connections of options.connections) await measureAll(connections)
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
        const response = await ask(server, question, turn)
        const { data, errors } = JSON.parse(response) as { readonly data: Data; readonly errors?: unknown }
        if (errors !== undefined) throw new Error(`${server.name} answered ${question.name}: ${response}`)
        return question.read[server.name](data)
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

async function ask(server: PeerServer, question: Question, turn: number): Promise<string> {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: server.bodyOf(question, turn),
  })
  return response.text()
}

async function measureAll(connections: number): Promise<void> {
  const table = new Table({
    head: [
      'question',
      'server',
      'req/s',
      'ratio',
      'p50',
      'p97.5',
      'p99',
      'Node ms',
      'database ms',
      'CPU ratio',
      'errors',
    ],
    style: { head: [], border: [] },
  })
  for (const question of questions) {
    const rounds: Record<string, Measured[]> = {}
    // until the code is compiled
    for (const server of servers) await load(server, question, connections)
    for (let round = 0; round < options.rounds; round += 1)
      for (const server of servers)
        (rounds[server.name] ??= []).push(await load(server, question, connections))
    const of = (name: string, key: keyof Measured) => median((rounds[name] ?? []).map((one) => one[key]))
    const cpuTime = (name: string) => of(name, 'nodeMs') + of(name, 'databaseMs')
    for (const { name } of servers)
      table.push([
        question.name,
        name,
        of(name, 'perSecond').toFixed(0),
        (of(name, 'perSecond') / of('postgraphile', 'perSecond')).toFixed(2),
        ...(['p50', 'p97', 'p99'] as const).map((key) => of(name, key).toFixed(1)),
        of(name, 'nodeMs').toFixed(3),
        of(name, 'databaseMs').toFixed(3),
        (cpuTime(name) / cpuTime('postgraphile')).toFixed(2),
        String((rounds[name] ?? []).reduce((sum, { errors }) => sum + errors, 0)),
      ])
  }
  print(`\n${String(connections)} connections\n${table.toString()}`)
}

async function load(server: PeerServer, question: Question, connections: number): Promise<Measured> {
  let turn = 0
  const backends = await databaseProcesses()
  const before = [cpuOf([server.pid]), backends.map((pid) => cpuOf([pid]))] as const
  const result = await autocannon({
    url: server.url,
    connections,
    amount: Math.ceil(options.requests * question.weight),
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    requests: [
      {
        setupRequest: (request) => ({ ...request, body: server.bodyOf(question, (turn += 1)) }),
      },
    ],
  })
  // connections of this run start at zero, and those that have ended since do not count
  const databaseMs = (await databaseProcesses()).reduce(
    (sum, pid) => sum + cpuOf([pid]) - (before[1][backends.indexOf(pid)] ?? 0),
    0,
  )
  const count = Math.max(1, result.requests.total)
  return {
    perSecond: count / result.duration,
    p50: result.latency.p50,
    p97: result.latency.p97_5,
    p99: result.latency.p99,
    nodeMs: (cpuOf([server.pid]) - before[0]) / count,
    databaseMs: databaseMs / count,
    errors: result.errors + result.non2xx,
  }
}

/** The processes of the connections to the database. */
async function databaseProcesses(): Promise<readonly number[]> {
  const { rows } = await database.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database()',
  )
  return rows.map(({ pid }) => pid)
}

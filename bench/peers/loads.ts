import Table from 'cli-table3'
import autocannon from 'autocannon'
import type pg from 'pg'
import { quantile } from '../load/record.ts'
import { median } from '../measure.ts'
import type { Question } from './questions.ts'
import { cpuOf, type PeerServer } from './servers.ts'

interface Comparison {
  readonly servers: readonly PeerServer[]
  readonly questions: readonly Question[]
  readonly database: pg.Client
  readonly requests: number
  readonly rounds: number
  readonly connections: number
  readonly print: (line: string) => void
}

/** One measurement of a server; times in milliseconds, those of processors for each request. */
interface Measured {
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly nodeMs: number
  readonly databaseMs: number
  readonly errors: number
}

const head = [
  'question',
  'server',
  'req/s',
  '÷ postgraphile',
  '÷ bare',
  'p50',
  'p95',
  'p99',
  'Node ms',
  'database ms',
  'CPU ÷ postgraphile',
  'errors',
]

/** The servers take turns with each question. */
export async function compareLoads(comparison: Comparison): Promise<void> {
  const { servers, questions, rounds: count, connections, print } = comparison
  const table = new Table({ head, style: { head: [], border: [] } })
  for (const question of questions) {
    const rounds: Record<string, Measured[]> = {}
    // until the code is compiled
    for (const server of servers) await load(comparison, server, question)
    for (let round = 0; round < count; round += 1)
      for (const server of servers)
        (rounds[server.name] ??= []).push(await load(comparison, server, question))
    const of = (name: string, key: keyof Measured) => median((rounds[name] ?? []).map((one) => one[key]))
    const cpuTime = (name: string) => of(name, 'nodeMs') + of(name, 'databaseMs')
    for (const { name } of servers)
      table.push([
        question.name,
        name,
        of(name, 'perSecond').toFixed(0),
        ...['postgraphile', 'bare'].map((other) =>
          (of(name, 'perSecond') / of(other, 'perSecond')).toFixed(2),
        ),
        ...(['p50', 'p95', 'p99'] as const).map((key) => of(name, key).toFixed(1)),
        of(name, 'nodeMs').toFixed(3),
        of(name, 'databaseMs').toFixed(3),
        (cpuTime(name) / cpuTime('postgraphile')).toFixed(2),
        String((rounds[name] ?? []).reduce((sum, { errors }) => sum + errors, 0)),
      ])
  }
  print(`\n${String(connections)} connections\n${table.toString()}`)
}

async function load(
  { database, connections, requests }: Comparison,
  server: PeerServer,
  question: Question,
): Promise<Measured> {
  let turn = 0
  const times: number[] = []
  const backends = await databaseProcesses(database)
  const before = [cpuOf([server.pid]), backends.map((pid) => cpuOf([pid]))] as const
  const begin = performance.now()
  // the load generator itself counts in whole seconds
  let end = begin
  const running = autocannon({
    url: server.url,
    connections,
    amount: Math.ceil(requests * question.weight),
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    requests: [{ setupRequest: (request) => ({ ...request, body: server.bodyOf(question, (turn += 1)) }) }],
  })
  running.on('response', (_client, _status, _bytes, ms) => {
    times.push(ms)
    end = performance.now()
  })
  const result = await running
  times.sort((a, b) => a - b)
  // connections of this run start at zero, and those that have ended since do not count
  const databaseMs = (await databaseProcesses(database)).reduce(
    (sum, pid) => sum + cpuOf([pid]) - (before[1][backends.indexOf(pid)] ?? 0),
    0,
  )
  const count = Math.max(1, result.requests.total)
  return {
    perSecond: (count / (end - begin)) * 1_000,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
    nodeMs: (cpuOf([server.pid]) - before[0]) / count,
    databaseMs: databaseMs / count,
    errors: result.errors + result.non2xx,
  }
}

/** The processes of the connections to the database. */
async function databaseProcesses(database: pg.Client): Promise<readonly number[]> {
  const { rows } = await database.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database()',
  )
  return rows.map(({ pid }) => pid)
}

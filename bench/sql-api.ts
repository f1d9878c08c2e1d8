import Table from 'cli-table3'
import { Command } from 'commander'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { setTimeout as sleep } from 'node:timers/promises'
import { finished } from 'node:stream/promises'
import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { generateKey, hashKey } from '../src/identity/api-key.ts'
import { fullAccess } from '../src/policy/access.ts'
import { compilePlan } from '../src/semantic/compile/compile-plan.ts'
import { planRequest } from '../src/semantic/plan/plan-request.ts'
import { createRelations } from '../src/sql-api/relations/create-relations.ts'
import { freePort } from '../src/warehouse/engine/postgres/free-port.ts'
import { storeKey } from '../src/warehouse/keys/key-store.ts'
import { readWarehouseState } from '../src/warehouse/state/read-warehouse-state.ts'
import { serve } from './load/served.ts'
import { duel } from './measure.ts'
import { openSampleWarehouse } from './sample-warehouse.ts'

const { events, rounds } = new Command('bench-sql-api')
  .description('What the SQL API costs, compared with PostgreSQL itself.')
  .option('--events <number>', 'approximate number of events of the sample company', Number, 55_000)
  .option('--rounds <number>', 'number of rounds for the median', Number, 21)
  .parse()
  .opts<{ readonly events: number; readonly rounds: number }>()

const print = (line: string) => process.stdout.write(`${line}\n`)

const idleConnections = 200
const metricSql = 'select month, sum(mrr) from plumbline_metrics.revenue group by month'
const manyRows =
  'select number, md5(number::text), number / 7.0 from generate_series(1, 200000) as rows (number)'

const catalog = await loadCatalog('sql')
const warehouse = await openSampleWarehouse(catalog, events, print, ['max_connections=300'])
const { engine, url } = warehouse
await engine.transaction((transaction) => createRelations(transaction, catalog))
await engine.execute("create role bench login password 'bench'; grant plumbline_bi to bench")
const { id, key } = generateKey()
await storeKey(engine, {
  id,
  name: 'bench',
  role: 'analyst',
  claims: {},
  hash: hashKey(key),
  expiresAt: null,
})
const port = await freePort()
const served = await serve(url, {
  SQL_PORT: String(port),
  SQL_CONNECTIONS: String(idleConnections + 10),
  LOG_LEVEL: 'warn',
})
const open: pg.Client[] = []
const connect = async (address: string) => {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  open.push(client)
  return client
}
const sqlApi = new URL(url)
sqlApi.host = `127.0.0.1:${port}`
sqlApi.username = sqlApi.password = 'bench'

try {
  const [through, direct] = [await connect(sqlApi.href), await connect(url)]
  const state = await readWarehouseState(engine, catalog)
  const plan = planRequest(catalog, { metrics: ['mrr'], grain: 'month' }, state, fullAccess)
  const compiled = compilePlan(catalog, plan)
  const times = async (count: number, one: () => Promise<unknown>) => {
    for (let done = 0; done < count; done += 1) await one()
  }
  const select = (client: pg.Client, text: string) => () => client.query({ text, rowMode: 'array' })
  const prepared = (client: pg.Client, text: string) => () =>
    client.query({ text, rowMode: 'array', values: [] })
  const copied = (client: pg.Client) => async () => {
    const stream = client.query(copyTo(`copy (${manyRows}) to stdout`))
    stream.resume()
    await finished(stream)
  }
  const answer = () =>
    direct.query({ text: compiled.sql, values: [...compiled.parameters], rowMode: 'array' })

  // code is compiled and plans are cached
  await times(500, select(through, 'select 1'))
  await times(200, select(through, metricSql))
  const processorMs = async (count: number, one: () => Promise<unknown>) => {
    const before = (await served.memory(key)).processorMs
    await times(count, one)
    return ((await served.memory(key)).processorMs - before) / count
  }
  const table = new Table({
    head: ['', 'SQL API ms', 'PostgreSQL ms', 'difference ms', 'ratio', 'target', 'its processor ms'],
    style: { head: [], border: [] },
  })
  const compare = async (
    what: string,
    count: number,
    one: () => Promise<unknown>,
    other: () => Promise<unknown>,
    target: string,
  ) => {
    const { compiledMs, handWrittenMs, ratio } = await duel(
      () => times(count, one),
      () => times(count, other),
      rounds,
    )
    const [theirs, ours] = [compiledMs / count, handWrittenMs / count]
    const numbers = [theirs, ours, theirs - ours, ratio].map((number) => number.toFixed(2))
    table.push([what, ...numbers, target, (await processorMs(count * 5, one)).toFixed(2)])
  }
  await compare('select 1', 200, select(through, 'select 1'), select(direct, 'select 1'), '+ 0.15 ms')
  await compare('a metric by month, simple protocol', 20, select(through, metricSql), answer, '+ 3 ms')
  await compare('a metric by month, extended protocol', 20, prepared(through, metricSql), answer, '+ 3 ms')
  await compare('200,000 rows, select', 1, select(through, manyRows), select(direct, manyRows), '1.3 ×')
  await compare('200,000 rows, copy', 1, copied(through), copied(direct), '1.3 ×')
  print(table.toString())

  const resident = async () => {
    // after the connections are accepted and garbage is collected
    await sleep(3_000)
    return (await served.memory(key)).resident
  }
  const before = await resident()
  for (let opened = 0; opened < idleConnections; opened += 1) await connect(sqlApi.href)
  const after = await resident()
  print(
    `${idleConnections} idle connections: ${(after - before).toFixed(0)} MB (${before.toFixed(0)} to ${after.toFixed(0)}), target 50 MB`,
  )
} finally {
  await Promise.all(open.map((client) => client.end()))
  await served.stop()
  await warehouse.stop()
}

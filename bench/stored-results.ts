import { Command } from 'commander'
import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { signalFeed } from '../src/catalog/signals/feed-name.ts'
import { compileViewQuery } from '../src/semantic/compile/view-query.ts'
import { bind, sql } from '../src/semantic/sql/text/fragment.ts'
import { readWarehouseState } from '../src/warehouse/state/read-warehouse-state.ts'
import { storedResults } from '../src/warehouse/release/batches/stored-results.ts'
import { median, timed } from './measure.ts'
import { openSampleWarehouse, openWarehouse } from './sample-warehouse.ts'

const { events, database, rounds } = new Command('bench-stored-results')
  .description('Compares the account page and the signals from stored results with computed ones.')
  .option('--events <number>', 'approximate number of events of the sample company', Number, 80_000)
  .option('--database <url>', 'a PostgreSQL database with a company loaded, instead of a new one')
  .option('--rounds <number>', 'number of rounds for the median', Number, 3)
  .parse()
  .opts<{ readonly events: number; readonly database?: string; readonly rounds: number }>()

const print = (line: string) => process.stdout.write(`${line}\n`)

const catalog = await loadCatalog('sql')
const warehouse = await (database === undefined
  ? openSampleWarehouse(catalog, events, print)
  : openWarehouse(database))
try {
  const { engine } = warehouse
  const state = await readWarehouseState(engine, catalog)
  const [largest] = await engine.query<{ account_key: string }>({
    sql: `select account_key from facts.events where account_key is not null
      group by account_key order by count(*) desc, account_key limit 1`,
    parameters: [],
  })
  const key = bind(largest?.account_key ?? '', 'text')
  const compile = (view: string, stored: ReadonlySet<string>) =>
    compileViewQuery(
      catalog,
      view,
      { parameters: state.parameters, stored, permitted: null, distributed: false },
      (relation) => sql`select * from ${sql.raw(relation)} where account_key = ${key} order by 1, 2, 3, 4`,
    )
  const results = new Set(storedResults(catalog).map(({ name }) => name))
  const base = new Set([...state.stored].filter((name) => !results.has(name)))
  const pages = [...catalog.views.values()].filter(({ layer }) => layer === 'pages')
  for (const view of [...pages.map(({ name }) => name), signalFeed]) {
    const [one, other] = [compile(view, state.stored), compile(view, base)]
    const [found, expected] = [await engine.queryArrays(one), await engine.queryArrays(other)]
    const isEqual = JSON.stringify(found.rows) === JSON.stringify(expected.rows)
    const times = { stored: [] as number[], base: [] as number[] }
    for (let round = 0; round < rounds; round += 1) {
      times.base.push(await timed(() => engine.queryArrays(other)))
      times.stored.push(await timed(() => engine.queryArrays(one)))
    }
    const [fast, slow] = [median(times.stored), median(times.base)]
    print(
      `${view}: ${isEqual ? 'equal' : 'DIFFERENT'}; base ${slow.toFixed(1)} ms, stored ${fast.toFixed(2)} ms, ${(slow / fast).toFixed(0)} ×`,
    )
  }
  const sizes = await engine.query<{ part: string; bytes: string }>({
    sql: `select
        case
          when concat(schemas.nspname, '.', relname) = any ($1::text[]) then 'results of accounts'
          when schemas.nspname in ('entities', 'facts') then 'other stored views'
          else schemas.nspname
        end as part,
        sum(pg_total_relation_size(classes.oid)) as bytes
      from pg_class as classes
      inner join pg_namespace as schemas on schemas.oid = relnamespace
      where relkind = 'r' and schemas.nspname in ('source', 'entities', 'facts', 'signals', 'pages', 'rollups')
      group by 1 order by 1`,
    parameters: [[...results]],
  })
  for (const { part, bytes } of sizes) print(`size of ${part}: ${(Number(bytes) / 1e6).toFixed(1)} MB`)
} finally {
  await warehouse.stop()
}

import Table from 'cli-table3'
import { Command } from 'commander'
import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { readWarehouseState } from '../src/warehouse/state/read-warehouse-state.ts'
import { compareWithHandWritten, explainBoth } from './against-hand-written.ts'
import { measureCompileTime } from './compile-time.ts'
import { measureFanOut } from './fan-out.ts'
import { measureLongResults } from './long-result.ts'
import { openSampleWarehouse, openWarehouse } from './sample-warehouse.ts'

const { events, database, rounds, only, explain } = new Command('bench')
  .description('Measures the performance targets of docs and design; no timed tests.')
  .option('--events <number>', 'approximate number of events of the sample company', Number, 5_000_000)
  .option('--database <url>', 'a PostgreSQL database with a company loaded, instead of a new one')
  .option('--rounds <number>', 'number of rounds for the median', Number, 7)
  .option('--only <queries...>', 'only these of the ten queries', [])
  .option('--explain', 'show the plan of each query on the server')
  .parse()
  .opts<{
    readonly events: number
    readonly database?: string
    readonly rounds: number
    readonly only: readonly string[]
    readonly explain?: true
  }>()

function print(line: string) {
  return process.stdout.write(`${line}\n`)
}

function show(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const table = new Table({
    head: [...head],
    style: { head: [], border: [] },
    colAligns: head.map((_, index) => (index === 0 ? 'left' : 'right')),
  })
  table.push(...rows.map((row) => [...row]))
  print(`\n${title}\n${table.toString()}`)
}

function ms(time: number) {
  return time.toFixed(time < 10 ? 2 : 0)
}

const catalog = await loadCatalog('sql')
const warehouse = await (database === undefined
  ? openSampleWarehouse(catalog, events, print)
  : openWarehouse(database))
try {
  const state = await readWarehouseState(warehouse.engine, catalog)
  show(
    'From a request to its SQL (bar: a median of 1 ms for four metrics)',
    ['query', 'median ms', 'least ms', 'p95 ms'],
    measureCompileTime(catalog, state).map(({ query, medianMs, leastMs, p95Ms }) => [
      query,
      medianMs.toFixed(2),
      leastMs.toFixed(2),
      p95Ms.toFixed(2),
    ]),
  )

  const fanOut = await measureFanOut(rounds)
  show(
    'Two sums over 1,000 accounts × 30 seats × 30 invoices (bar: 40 ms)',
    ['', 'compiled ms', 'by hand ms', 'ratio'],
    [
      [
        fanOut.different.length === 0 ? 'equal results' : fanOut.different.join('\n'),
        ms(fanOut.compiledMs),
        ms(fanOut.handWrittenMs),
        fanOut.ratio.toFixed(2),
      ],
    ],
  )

  const compared = await compareWithHandWritten(catalog, warehouse.engine, rounds, only, print)
  show(
    `Compiled against hand-written SQL at ${warehouse.events.toLocaleString('en')} events (bar: 1.15 ×)`,
    ['query', 'rows', 'compiled ms', 'by hand ms', 'ratio', 'results'],
    compared.map(({ query, rows, compiledMs, handWrittenMs, ratio, different }) => [
      query,
      String(rows),
      ms(compiledMs),
      ms(handWrittenMs),
      ratio.toFixed(2),
      different.length === 0 ? 'equal' : 'DIFFERENT',
    ]),
  )
  for (const { query, different } of compared) for (const line of different) print(`${query}: ${line}`)

  if (only.length === 0) {
    show(
      'Long results of plumbline query, streamed (bar: 250 MB over a result of one row)',
      ['format', 'rows', 'MB printed', 'seconds', 'MB over idle'],
      (await measureLongResults(warehouse.url)).map((result) => [
        result.format,
        result.rows.toLocaleString('en'),
        (result.bytes / 2 ** 20).toFixed(0),
        result.seconds.toFixed(1),
        result.megabytesOverIdle.toFixed(0),
      ]),
    )
  }
  if (explain === true)
    for (const { query } of compared) {
      print(`\n=== ${query}\n${await explainBoth(catalog, warehouse.engine, query)}`)
    }
} finally {
  await warehouse.stop()
}

import Table from 'cli-table3'
import { Command } from 'commander'
import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { readWarehouseState } from '../src/warehouse/state/read-warehouse-state.ts'
import { compareWithHandWritten, explainBoth } from './against-hand-written.ts'
import { measureCompileTime } from './compile-time.ts'
import { measureFanOut } from './fan-out.ts'
import { measureLongAnswers } from './long-answer.ts'
import { openMadeUpWarehouse, openWarehouse } from './made-up-warehouse.ts'

const { events, database, rounds, only, explain } = new Command('bench')
  .description('Measures what docs and design promise; nothing here is a timed test.')
  .option('--events <number>', 'about how many events the made-up company has', Number, 5_000_000)
  .option('--database <url>', 'a PostgreSQL database with a company loaded, instead of a new one')
  .option('--rounds <number>', 'of how many rounds the median is taken', Number, 7)
  .option('--only <questions...>', 'these of the ten questions', [])
  .option('--explain', 'show what the server does for each question')
  .parse()
  .opts<{
    readonly events: number
    readonly database?: string
    readonly rounds: number
    readonly only: readonly string[]
    readonly explain?: true
  }>()

const say = (line: string) => process.stdout.write(`${line}\n`)

function show(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const table = new Table({
    head: [...head],
    style: { head: [], border: [] },
    colAligns: head.map((_, index) => (index === 0 ? 'left' : 'right')),
  })
  table.push(...rows.map((row) => [...row]))
  say(`\n${title}\n${table.toString()}`)
}

const ms = (time: number) => time.toFixed(time < 10 ? 2 : 0)

const catalog = await loadCatalog('sql')
const warehouse = await (database === undefined
  ? openMadeUpWarehouse(catalog, events, say)
  : openWarehouse(database))
try {
  const knowledge = await readWarehouseState(warehouse.engine, catalog)
  show(
    'From a request to its SQL (bar: a median of 1 ms for four metrics)',
    ['question', 'median ms', 'least ms', 'p95 ms'],
    measureCompileTime(catalog, knowledge).map(({ question, medianMs, leastMs, p95Ms }) => [
      question,
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
        fanOut.different.length === 0 ? 'equal answers' : fanOut.different.join('\n'),
        ms(fanOut.compiledMs),
        ms(fanOut.handWrittenMs),
        fanOut.ratio.toFixed(2),
      ],
    ],
  )

  const compared = await compareWithHandWritten(catalog, warehouse.engine, rounds, only, say)
  show(
    `Compiled against hand-written SQL at ${warehouse.events.toLocaleString('en')} events (bar: 1.15 ×)`,
    ['question', 'rows', 'compiled ms', 'by hand ms', 'ratio', 'answers'],
    compared.map(({ question, rows, compiledMs, handWrittenMs, ratio, different }) => [
      question,
      String(rows),
      ms(compiledMs),
      ms(handWrittenMs),
      ratio.toFixed(2),
      different.length === 0 ? 'equal' : 'DIFFERENT',
    ]),
  )
  for (const { question, different } of compared) for (const line of different) say(`${question}: ${line}`)

  if (only.length === 0) {
    show(
      'Long answers of plumbline query, streamed (bar: 250 MB over an answer of one row)',
      ['format', 'rows', 'MB printed', 'seconds', 'MB over idle'],
      (await measureLongAnswers(warehouse.url)).map((answer) => [
        answer.format,
        answer.rows.toLocaleString('en'),
        (answer.bytes / 2 ** 20).toFixed(0),
        answer.seconds.toFixed(1),
        answer.megabytesOverIdle.toFixed(0),
      ]),
    )
  }
  if (explain === true)
    for (const { question } of compared) {
      say(`\n=== ${question}\n${await explainBoth(catalog, warehouse.engine, question)}`)
    }
} finally {
  await warehouse.stop()
}

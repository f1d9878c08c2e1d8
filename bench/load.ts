import Table from 'cli-table3'
import { Command } from 'commander'
import { setTimeout as sleep } from 'node:timers/promises'
import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { generateKey, hashKey } from '../src/identity/api-key.ts'
import { storeKey } from '../src/warehouse/keys/key-store.ts'
import { callers } from './load/callers.ts'
import { quantile, slopeOf, startRecording } from './load/record.ts'
import { serve } from './load/served.ts'
import type { Memory } from './load/served.ts'
import { openSampleWarehouse } from './sample-warehouse.ts'

const { minutes, events } = new Command('load')
  .description('Sixteen connections of questions and attacks on a served sample company.')
  .option('--minutes <number>', 'duration', Number, 10)
  .option('--events <number>', 'approximate number of events of the sample company', Number, 200_000)
  .parse()
  .opts<{ readonly minutes: number; readonly events: number }>()

const print = (line: string) => process.stdout.write(`${line}\n`)

function show(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const table = new Table({ head: [...head], style: { head: [], border: [] } })
  table.push(...rows.map((row) => [...row]))
  print(`\n${title}\n${table.toString()}`)
}

const warehouse = await openSampleWarehouse(await loadCatalog('sql'), events, print)
const keys: string[] = []
for (const name of ['first', 'second', 'third', 'fourth', 'slow', 'slower', 'attacker']) {
  const { id, key } = generateKey()
  const stored = { id, name, role: 'analyst', claims: {}, hash: hashKey(key), expiresAt: null }
  await storeKey(warehouse.engine, stored)
  keys.push(key)
}
const served = await serve(warehouse.url)

const begin = performance.now()
const elapsed = () => (performance.now() - begin) / 60_000
const isOver = () => elapsed() > minutes
// before, code is compiled and caches are filled
const isMeasured = () => elapsed() > minutes / 10
const { report, timesOf, outcomes } = startRecording(isMeasured)
const memory: (Memory & { readonly time: number })[] = []

async function watchMemory(): Promise<void> {
  while (!isOver()) {
    memory.push({ time: elapsed(), ...(await served.memory(keys[0] ?? '')) })
    await sleep(1_000)
  }
}

try {
  await Promise.all([
    watchMemory(),
    ...callers.map((call) => call({ port: served.port, keys }, report, isOver)),
  ])
} finally {
  await served.stop()
  await warehouse.stop()
}

const kinds = [...outcomes.keys()].sort()
show(
  `Requests in ${minutes} minutes at ${callers.length} connections, over ${warehouse.events.toLocaleString('en')} events`,
  ['kind', 'outcomes', 'p50 ms', 'p99 ms', 'p99 ÷ p50'],
  ['quick', ...kinds].map((kind) => {
    const times = timesOf(kind)
    const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)]
    const counts = [...(outcomes.get(kind) ?? [])].map(([outcome, count]) => `${outcome}: ${count}`).sort()
    const measured =
      times.length === 0 ? ['', '', ''] : [p50.toFixed(0), p99.toFixed(0), (p99 / p50).toFixed(1)]
    return [
      kind,
      kind === 'quick' ? 'all quick ones (target: p99 ÷ p50 of 5)' : counts.join(', '),
      ...measured,
    ]
  }),
)
/** A tenth of the run. Garbage fills the heap between collections, so its least size counts. */
const tenths = Array.from({ length: 10 }, (_, index) => {
  const part = memory.filter(({ time }) => Math.floor((time / minutes) * 10) === index)
  return {
    time: (minutes * (index + 1)) / 10,
    resident: quantile(
      part.map(({ resident }) => resident).sort((a, b) => a - b),
      0.5,
    ),
    heap: Math.min(...part.map(({ heap }) => heap)),
  }
})
show(
  'Memory of the server',
  ['minute', 'resident MB, median', 'heap MB, least'],
  tenths.map(({ time, resident, heap }) => [time.toFixed(1), resident.toFixed(0), heap.toFixed(0)]),
)
const steady = tenths.slice(3)
for (const name of ['resident', 'heap'] as const) {
  const slope = slopeOf(steady.map((tenth) => ({ time: tenth.time, value: tenth[name] })))
  print(`After the first third, ${name} memory changed by ${slope.toFixed(1)} MB a minute.`)
}

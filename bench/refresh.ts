import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { fillRollups } from '../src/rollups/fill-rollups.ts'
import { generateCompany } from '../src/sample-data/generate-company.ts'
import type { Engine } from '../src/warehouse/engine/engine.ts'
import { load } from '../src/warehouse/load/load.ts'
import { openEngine } from '../src/warehouse/open-engine.ts'
import { deploy } from '../src/warehouse/release/deploy.ts'
import { refreshBatch, type RefreshReport } from '../src/warehouse/release/refresh.ts'
import { openEmbeddedPostgres } from '../test/harness/engines.ts'
import { timed } from './measure.ts'

/**
 * A full refresh against one of one more day of events, of which 4 % belong to earlier days, on a PostgreSQL server with
 * a sample company. The last day is taken out of the company first, and inserted again.
 *
 *     npx tsx bench/refresh.ts --users 20000
 *     npx tsx bench/refresh.ts --database postgres://…   # loaded; its last day is taken out and inserted again
 */
const { values } = parseArgs({
  options: { users: { type: 'string', default: '20000' }, database: { type: 'string' } },
})

const catalog = await loadCatalog('sql')
const server = values.database === undefined ? await openEmbeddedPostgres({ poolSize: 2 }) : null
const engine = server?.engine ?? (await openEngine(values.database ?? '', { poolSize: 2 }))

/** What a refresh did, and how long it took. */
interface Step {
  readonly name: string
  readonly how: string
  readonly rows: number | null
  readonly ms: number
}

const report = (name: string, steps: readonly Step[], ms: number) => {
  const rest = steps.reduce((sum, step) => sum - step.ms, ms)
  const all = [...steps, { name: 'inspection of the sources, and the rest', how: '', rows: null, ms: rest }]
  console.log(`\n${name}: ${(ms / 1_000).toFixed(2)} s`)
  for (const { name: step, how, rows, ms: own } of all.sort((a, b) => b.ms - a.ms).slice(0, 20))
    console.log(
      `  ${step.padEnd(42)} ${how.padEnd(12)} ${String(rows ?? '').padStart(9)} ${(own / 1_000).toFixed(2)} s`,
    )
}

const measured = async (name: string, isFull: boolean): Promise<number> => {
  let result: RefreshReport | undefined
  const rollups: Step[] = []
  const ms = await timed(async () => {
    let [filling, since] = ['', performance.now()]
    const after = (transaction: Engine) =>
      fillRollups(transaction, catalog, {
        isFull,
        onProgress: (rollup) => {
          if (filling !== '')
            rollups.push({ name: filling, how: 'rollup', rows: null, ms: performance.now() - since })
          ;[filling, since] = [rollup, performance.now()]
        },
      })
    result = await refreshBatch(engine, catalog, { isFull, after })
  })
  const views = (result?.views ?? []).map(({ view, ...fill }): Step => ({ name: view, ...fill }))
  report(name, [...views, ...rollups], ms)
  return ms
}

try {
  if (server !== null) await fillServer(engine)
  await engine.execute(`create unlogged table if not exists public.last_day as
    select * from source.product_events where false`)
  await engine.execute(`
    delete from public.last_day;
    with newest as (select max(occurred_at) as moment from source.product_events where occurred_at < now()),
    moved as (
      delete from source.product_events as events using newest
      where
        events.occurred_at > newest.moment - interval '1 day'
        or (events.occurred_at > newest.moment - interval '30 days' and hashtext(events.event_id) % 750 = 0)
      returning events.*
    )
    insert into public.last_day select * from moved`)
  const full = await measured('full', true)
  const none = await measured('nothing changed', false)
  await engine.execute('insert into source.product_events select * from public.last_day')
  const [day] = await engine.query<{ rows: string }>({
    sql: 'select count(*) as rows from public.last_day',
    parameters: [],
  })
  const one = await measured(`one more day, ${day?.rows} events`, false)
  console.log(
    `\none more day ÷ full: ${((100 * one) / full).toFixed(1)} %; nothing ÷ full: ${((100 * none) / full).toFixed(1)} %`,
  )
} finally {
  await (server === null ? engine.close() : server.stop())
}

async function fillServer(target: Engine): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-bench-'))
  try {
    await target.execute("alter system set work_mem = '64MB'; ")
    await target.execute('select pg_reload_conf()')
    await generateCompany({ users: Number(values.users), seed: 1, directory })
    await deploy(target, catalog)
    await load(target, catalog.sources, [directory])
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

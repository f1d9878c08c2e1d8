import { createReadStream } from 'node:fs'
import { loadSources } from '../../src/catalog/files/load-sources.ts'
import type { SourceTable } from '../../src/catalog/files/source-table.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'

/** The program of one measured load: its arguments are how, the database and the file. */
const [how = '', database = '', file = ''] = process.argv.slice(2)

/** Copies the text of the file, without its header, into a new table with the columns of that header. */
async function copy(engine: Engine, table: SourceTable): Promise<number> {
  const text = createReadStream(file, { encoding: 'utf8', highWaterMark: 64 * 1024 })
  const pieces = text[Symbol.asyncIterator]() as AsyncIterator<string>
  const first = await pieces.next()
  const start = first.done === true ? '' : first.value
  const end = start.indexOf('\n')
  const names = start.slice(0, end).trim().split(',')
  const columns = names.map(
    (name) => `${name} ${table.columns.find((one) => one.name === name)?.type ?? 'text'}`,
  )
  async function* body() {
    yield start.slice(end + 1)
    yield* { [Symbol.asyncIterator]: () => pieces }
  }
  await engine.execute(`drop table if exists bare; create table bare (${columns.join(', ')})`)
  return engine.copyIn('bare', names, body())
}

const sources = await loadSources('sql/sources')
const events = sources.get('product_events')
if (events === undefined) throw new Error('The contract has no product_events.')
const engine = await openEngine(database, { thread: true })
// the statistics and pages of the last load are no part of this one
if (engine.kind === 'postgres') await engine.execute('checkpoint')
const start = performance.now()
const rows =
  how === 'copy'
    ? await copy(engine, events)
    : (await load(engine, sources, [file], { append: how === 'append' })).tables[0]?.rows
const seconds = (performance.now() - start) / 1000
await engine.close()
process.stdout.write(JSON.stringify({ rows, seconds }))

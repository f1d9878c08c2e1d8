import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { Feed, SettingValue } from '../../src/catalog/adapters/adapter.ts'
import { readAdapter } from '../../src/catalog/adapters/read-adapter.ts'
import type { CompiledFeed } from '../../src/warehouse/adapters/compile-feed.ts'
import { planAdapters } from '../../src/warehouse/adapters/plan-adapters.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { openDeployed, rolledBack, type DeployedWarehouse, type Row } from '../harness/warehouse.ts'

/** Rows of a vendor's tables: each table has the columns of its rows and no other, all of them as text. */
export type RawRows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/** What an adapter makes of raw rows. */
export interface Adapted {
  /** The rows of a table of the contract, without its columns that are null in every row. */
  readonly rows: readonly Row[]
  /** What the adapter says of its input. */
  readonly compiled: CompiledFeed
  /** The rows that each of its reports finds. */
  readonly reported: readonly Row[]
}

/** How a test asks: the table of the contract, the raw rows, and settings. */
export type Adapt = (
  table: string,
  raw: RawRows,
  settings?: Readonly<Record<string, SettingValue>>,
) => Promise<Adapted>

/** Opens one database for the tests of a file, each of which has its raw rows alone. */
export const adapting = (vendor: string, loader: string): Adapt => {
  let warehouse: DeployedWarehouse
  beforeAll(async () => {
    warehouse = await openDeployed('postgres')
  })
  afterAll(() => warehouse.close())

  return async (table, raw, settings = {}) => {
    const { sources } = await ownCatalog()
    const feed = await feedOf(vendor, loader, settings)
    return rolledBack(warehouse.engine, async (engine) => {
      // planning takes longer than reading a few rows
      await engine.execute('set local join_collapse_limit = 1; set local from_collapse_limit = 1')
      await createRaw(engine, feed.schema, raw)
      const { feeds } = await planAdapters(engine, sources, [{ ...feed, tables: [table] }])
      const [compiled] = feeds
      if (compiled === undefined) throw new Error(`${vendor} does not feed ${table}`)
      if (compiled.select === null) return { rows: [], compiled, reported: [] }
      const reported = []
      for (const { query } of compiled.reports) reported.push(...(await rowsOf(engine, query)))
      return { rows: await rowsOf(engine, compiled.select), compiled, reported }
    })
  }
}

/** A vendor with its defaults, as `plumbline.yaml` would declare it. */
export const feedOf = async (
  vendor: string,
  loader: string,
  settings: Readonly<Record<string, SettingValue>> = {},
): Promise<Feed> => {
  const { sources } = await ownCatalog()
  const adapter = await readAdapter(join('sql/adapters', vendor), sources)
  const layout = adapter.layouts.get(loader)
  if (layout === undefined) throw new Error(`${vendor} has no layout ${loader}`)
  return {
    name: vendor,
    adapter,
    layout,
    schema: layout.schema,
    timeZone: typeof settings['time_zone'] === 'string' ? settings['time_zone'] : 'UTC',
    tables: [...adapter.views.keys()],
    settings: new Map(
      [...adapter.settings].map(([name, setting]) => [name, settings[name] ?? setting.default]),
    ),
  }
}

/** Creates the tables of a loader, every column as text. */
export const createRaw = async (engine: Engine, schema: string, raw: RawRows): Promise<void> => {
  await engine.execute(`create schema if not exists ${schema}`)
  for (const [table, rows] of Object.entries(raw)) {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    await engine.execute(
      `create table ${schema}."${table}" (${columns.map((column) => `"${column}" text`).join(', ')})`,
    )
    await engine.query({
      sql: `insert into ${schema}."${table}"
        select ${columns.map((_, index) => `row ->> ${index}`).join(', ')} from jsonb_array_elements($1::jsonb) as row`,
      parameters: [JSON.stringify(rows.map((row) => columns.map((column) => row[column] ?? null)))],
    })
  }
}

const rowsOf = async (engine: Engine, query: string): Promise<readonly Row[]> => {
  const rows = await engine.query<Record<string, unknown>>({ sql: query, parameters: [] })
  return rows
    .map((row) =>
      Object.fromEntries(
        Object.entries(row)
          .filter(([, value]) => value !== null)
          .map(([name, value]) => [name, plain(value)]),
      ),
    )
    .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
}

/** Numbers as numbers; an id that begins with zero is none. */
const plain = (value: unknown): unknown => {
  if (typeof value !== 'string') return value
  if (/^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(value)) return Number(value)
  return value
}

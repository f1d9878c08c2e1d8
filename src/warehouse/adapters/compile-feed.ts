import type { AdapterView, Feed, SettingValue } from '../../catalog/adapters/adapter.ts'
import type { SourceTable } from '../../catalog/files/source-table.ts'
import { quoteName } from '../engine/values/quote-name.ts'
import { layOutTable } from './lay-out-table.ts'
import type { RawTables } from './read-raw-tables.ts'
import { quoteText } from '../engine/values/quote-text.ts'

/** What one vendor gives to one table of the contract. */
export interface CompiledFeed {
  readonly feed: Feed
  readonly table: string
  /** Selects every column of the contract, in its order; null when tables of the vendor are missing. */
  readonly select: string | null
  /** Selects the time of the last sync of the tables read; null when the loader does not say. */
  readonly synced: string | null
  /** Tables of the loader without which there are no rows. */
  readonly missingTables: readonly string[]
  /** Tables of the loader that are read where they exist, and do not. */
  readonly absentTables: readonly string[]
  /** Columns of the loader that do not exist, `table.column`; they count as null. */
  readonly absentColumns: readonly string[]
  /** The queries of rows that cannot be read as they are meant. */
  readonly reports: readonly { readonly message: string; readonly query: string }[]
}

/**
 * Compiles the adapter's select for one table over the columns that the loader has made.
 *
 * @param prefixed columns whose ids get the name of the vendor in front, because another vendor issues such ids too
 */
export function compileFeed(
  feed: Feed,
  view: AdapterView,
  target: SourceTable,
  rawTables: RawTables,
  prefixed: ReadonlySet<string>,
): CompiledFeed {
  const read = readsOf(feed, view)
  const tables = read.filter((name) => feed.adapter.tables.has(name))
  const laidOut = new Map(tables.map((name) => [name, layOutTable(feed, name, rawTables)]))
  const exists = (name: string) => laidOut.get(name)?.exists === true
  const relationOf = (name: string) => laidOut.get(name)?.relation ?? name
  const unmet = view.needs.filter((names) => !names.some(exists))
  const isFed = unmet.length === 0 && tables.some(exists)
  const syncs = [...laidOut.values()].flatMap(({ synced }) => synced ?? [])
  const synced = syncs.length === 0 ? null : `greatest(${syncs.map((one) => `(${one})`).join(', ')})`
  const selectOf = (name: string): string => {
    if (name === 'settings') return `select ${settingsOf(feed)}`
    if (name === 'synced') return `select ${synced ?? 'null::timestamptz'} as synced_at`
    return laidOut.get(name)?.select ?? within(feed.adapter.steps.get(name)?.body ?? '')
  }
  const steps = read.map((name) => `"vendor.${name}" as (\n${selectOf(name)}\n)`)
  const withSteps = (body: string) => `with\n${steps.join(',\n')},\nadapted as (\n${within(body)}\n)\n`
  const columns = target.columns.map(({ name, type }) => {
    if (!view.columns.includes(name)) return `null::${type} as ${quoteName(name)}`
    const value = `adapted.${quoteName(name)}::${type}`
    return `${prefixed.has(name) ? `'${feed.name}:' || ${value}` : value} as ${quoteName(name)}`
  })
  return {
    feed,
    table: target.name,
    select: isFed ? `${withSteps(view.body)}select ${columns.join(', ')} from adapted` : null,
    synced: isFed ? synced : null,
    missingTables: unmet.map((names) => names.map(relationOf).join(' or ')),
    absentTables: tables
      .filter((name) => !exists(name) && !unmet.flat().includes(name))
      // of alternatives, one is enough
      .filter((name) => !view.needs.some((names) => names.includes(name) && names.some(exists)))
      .map(relationOf),
    absentColumns: [...laidOut.values()].flatMap(({ relation, missing }) =>
      missing.map((column) => `${relation}.${column}`),
    ),
    reports: isFed
      ? view.reports.map(({ message, query }) => ({
          message,
          query: `${withSteps(query)}select * from adapted`,
        }))
      : [],
  }
}

/** A select in which the tables of the vendor and the steps are those of the common tables around it. */
function within(body: string): string {
  return body.replaceAll(/\bvendor\.([a-z][a-z0-9_]*)/g, '"vendor.$1"')
}

/** Everything that a view reads, also through steps: each once, and after what it reads itself. */
function readsOf({ adapter }: Feed, view: AdapterView): readonly string[] {
  const found = new Set<string>()
  const visit = (name: string): void => {
    adapter.steps.get(name)?.reads.forEach(visit)
    found.add(name)
  }
  view.reads.forEach(visit)
  return [...found]
}

/** One row: each setting as a column, and the zone of times without one. */
function settingsOf({ settings, timeZone }: Feed): string {
  return [
    `${quoteText(timeZone)}::text as time_zone`,
    ...[...settings].map(([name, value]) => `${settingValue(value)} as ${quoteName(name)}`),
  ].join(', ')
}

function settingValue(value: SettingValue): string {
  if (value === null) return 'null::text'
  if (typeof value === 'string') return `${quoteText(value)}::text`
  if (typeof value === 'number') return `${String(value)}::numeric`
  if (typeof value === 'boolean') return String(value)
  return `${quoteText(JSON.stringify(value))}::jsonb`
}

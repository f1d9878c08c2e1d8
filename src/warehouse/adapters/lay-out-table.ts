import type { Feed, RawType } from '../../catalog/adapters/adapter.ts'
import { quoteName } from '../engine/values/quote-name.ts'
import type { RawTables } from './read-raw-tables.ts'
import { readRawValue, typeOf, type RawValue } from './read-raw-value.ts'

/** A table of the vendor, as a select over what the loader made of it. */
export interface LaidOut {
  readonly select: string
  /** The relation of the loader; false when it does not exist. */
  readonly relation: string
  readonly exists: boolean
  /** Columns that the relation lacks: no row ever had a value. */
  readonly missing: readonly string[]
  /** The newest time at which a row of it was synced, as SQL; null when the loader does not say. */
  readonly synced: string | null
}

/** The select over a raw table with every column of the vendor, in its type; missing ones are null. */
export function layOutTable(feed: Feed, table: string, rawTables: RawTables): LaidOut {
  const { adapter, layout, schema, timeZone } = feed
  const columns = [...(adapter.tables.get(table) ?? [])]
  const place = layout.tables.get(table)
  const from = place?.from ?? table
  const own = [...rawTables.keys()].filter((one) => one.startsWith(`${schema}.`))
  const name = nameIn(own, `${schema}.${from}`) ?? `${schema}.${from}`
  const relation = `${quoteName(schema)}.${quoteName(name.slice(schema.length + 1))}`
  const found = rawTables.get(name)
  if (found === undefined) {
    const nulls = columns.map(([column, type]) => `null::${typeOf[type]} as ${quoteName(column)}`)
    return {
      select: `select ${nulls.join(', ')} where false`,
      relation: name,
      exists: false,
      missing: [],
      synced: null,
    }
  }
  const rows = place?.rows ?? null
  const missing: string[] = []
  const selected = columns.map(([column, type]) => {
    const value = valueAt(place?.columns.get(column) ?? column, found, layout.document, rows !== null, type)
    if (value === null) missing.push(column)
    const sql =
      value === null
        ? `null::${typeOf[type]}`
        : readRawValue(value, type, { form: layout.times, zone: timeZone })
    return `${sql} as ${quoteName(column)}`
  })
  const items = rows === null ? '' : itemsOf(rows, found, layout.document)
  const isSynced = layout.synced !== null && found.has(layout.synced)
  return {
    select: `select\n  ${selected.join(',\n  ')}\nfrom ${relation} as raw${items}`,
    relation: name,
    exists: true,
    missing,
    synced: isSynced ? syncedOf(feed, relation, found) : null,
  }
}

function syncedOf({ layout, timeZone }: Feed, relation: string, found: ReadonlyMap<string, string>): string {
  const column = layout.synced ?? ''
  const value = readRawValue({ sql: `raw.${quoteName(column)}`, type: found.get(column) ?? 'text' }, 'time', {
    form: 'time',
    zone: timeZone,
  })
  return `select max(${value}) from ${relation} as raw`
}

/** A name as it is in the database: loaders keep the capitals of a vendor, or write none. */
function nameIn(names: readonly string[], wanted: string): string | undefined {
  if (names.includes(wanted)) return wanted
  return names.find((name) => name.toLowerCase() === wanted.toLowerCase())
}

/** The value at a path; null when its column is missing. */
function valueAt(
  path: string,
  found: ReadonlyMap<string, string>,
  document: string | null,
  isItem: boolean,
  type: RawType,
): RawValue | null {
  const [first = '', ...keys] = path.split('.')
  if (isItem && path === 'item') return withinJson('item.value', [], type)
  if (isItem && first !== 'parent') return withinJson('item.value', [first, ...keys], type)
  const [wanted = '', ...rest] = isItem ? keys : [first, ...keys]
  const column = nameIn([...found.keys()], wanted) ?? wanted
  const columnType = found.get(column)
  if (columnType !== undefined && rest.length === 0)
    return { sql: `raw.${quoteName(column)}`, type: columnType }
  if (columnType !== undefined) return withinJson(jsonColumn(column, columnType), rest, type)
  const documentType = document === null ? undefined : found.get(document)
  if (document === null || documentType === undefined) return null
  return withinJson(jsonColumn(document, documentType), [column, ...rest], type)
}

function jsonColumn(column: string, type: string): string {
  return readRawValue({ sql: `raw.${quoteName(column)}`, type }, 'json', { form: 'time', zone: 'UTC' })
}

function withinJson(json: string, keys: readonly string[], type: RawType): RawValue {
  const path = `'{${keys.map((key) => `"${key.replaceAll("'", "''")}"`).join(',')}}'`
  return type === 'json'
    ? { sql: `((${json}) #> ${path})`, type: 'jsonb' }
    : { sql: `((${json}) #>> ${path})`, type: 'text' }
}

function itemsOf(rows: string, found: ReadonlyMap<string, string>, document: string | null): string {
  const value = valueAt(rows, found, document, false, 'json')
  const json = value === null ? "'[]'::jsonb" : readRawValue(value, 'json', { form: 'time', zone: 'UTC' })
  return `\ncross join lateral jsonb_array_elements(case when jsonb_typeof(${json}) = 'array' then ${json} else '[]' end) as item (value)`
}

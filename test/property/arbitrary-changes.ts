import fc from 'fast-check'
import type { Catalog } from '../../src/catalog/catalog.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { insertRows } from '../harness/sample-rows.ts'
import type { Row, SourceRows } from '../harness/warehouse.ts'
import { someData } from './arbitrary-data.ts'

/** A chain of states of the source tables: each differs from the one before by what a day may bring, and by more. */
export interface Changes {
  readonly states: readonly SourceRows[]
  /** After which statement a refresh is killed, for each state; null where none is. */
  readonly kills: readonly (number | null)[]
  /** A stored view that is deployed again, so empty, before the refresh of each state; a number, null where none is. */
  readonly redeployed: readonly (number | null)[]
}

const rowsOf = (data: unknown): SourceRows =>
  Object.fromEntries(
    Object.entries(data as Readonly<Record<string, unknown>>).filter((entry): entry is [string, Row[]] =>
      Array.isArray(entry[1]),
    ),
  )

/** The amount of a subscription becomes a credit, or the opposite: only its sign is another one. */
const withOtherSign = (row: Row): Row =>
  typeof row['amount'] === 'number' ? { ...row, amount: -row['amount'] } : row

/**
 * Some rows of a table leave, and some of another state arrive: new ones, late ones, other deliveries of an event,
 * and other values under the same key, as after an edit or a merge of two users.
 */
const changed = (
  catalog: Catalog,
  name: string,
  from: readonly Row[],
  to: readonly Row[],
  keep: number,
): Row[] => {
  const table = catalog.sources.get(name)
  const isLog = table?.repeatedKeys === 'first_received'
  const keyOf = (row: Row) => JSON.stringify((table?.key ?? []).map((column) => row[column] ?? null))
  const kept = from
    .filter((_row, index) => (index * 7 + keep) % 10 >= keep)
    .map((row, index) =>
      name === 'subscription_periods' && (index + keep) % 3 === 0 ? withOtherSign(row) : row,
    )
  const arrived = to.filter((_row, index) => (index * 3 + keep) % 10 < 3)
  const keys = new Set(arrived.map(keyOf))
  return [...(isLog ? kept : kept.filter((row) => !keys.has(keyOf(row)))), ...arrived]
}

/** Chains of states; the tables of a step that does not change them stay as they are. */
export const someChanges = (catalog: Catalog, steps: number): fc.Arbitrary<Changes> => {
  const step = fc.record({
    data: someData,
    keep: fc.integer({ min: 0, max: 3 }),
    // most steps touch few tables: otherwise everything is filled in full
    touched: fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
    isBroad: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
    kill: fc.option(fc.integer({ min: 1, max: 90 }), { freq: 2 }),
    redeployed: fc.option(fc.integer({ min: 0, max: 999 }), { freq: 1 }),
  })
  return fc.array(step, { minLength: steps, maxLength: steps }).map((parts) => {
    const states: SourceRows[] = []
    for (const {
      data: { data },
      keep,
      touched,
      isBroad,
    } of parts) {
      const next = rowsOf(data)
      const before = states.at(-1)
      if (before === undefined) {
        states.push(next)
        continue
      }
      const names = [...new Set([...Object.keys(before), ...Object.keys(next)])]
      states.push(
        Object.fromEntries(
          names.map((name) => {
            const isTouched =
              (touched.next().value as number) < (isBroad ? 8 : name === 'product_events' ? 7 : 1)
            const from = before[name] ?? []
            return [name, isTouched ? changed(catalog, name, from, next[name] ?? [], keep) : from]
          }),
        ),
      )
    }
    return { states, kills: parts.map(({ kill }) => kill), redeployed: parts.map((part) => part.redeployed) }
  })
}

/**
 * Makes the source tables hold these rows and nothing else. Rows that were there stay as they are, where a key of text
 * finds the others: a refresh then knows which rows were written.
 *
 * @param before the rows that the tables hold; null when they are unknown
 */
export const setSources = async (
  engine: Engine,
  catalog: Catalog,
  rows: SourceRows,
  before: SourceRows | null = null,
): Promise<void> => {
  await engine.transaction(async (transaction) => {
    for (const [name, { key, columns }] of catalog.sources) {
      const [from, to] = [before?.[name] ?? [], rows[name] ?? []]
      const [column = '', ...others] = key
      const isText = others.length === 0 && columns.find((one) => one.name === column)?.type === 'text'
      const [old, now] = [byKey(from, column), byKey(to, column)]
      if (before === null || !isText || old === null || now === null) {
        await transaction.execute(`delete from source.${name}`)
        if (to.length > 0) await transaction.query(insertRows(catalog, name, to))
        continue
      }
      const differing = [...new Set([...old.keys(), ...now.keys()])].filter(
        (value) => JSON.stringify(old.get(value)) !== JSON.stringify(now.get(value)),
      )
      await transaction.query({
        sql: `delete from source.${name} where ${column} = any ($1::text[])`,
        parameters: [differing],
      })
      const arrived = differing.flatMap((value) => now.get(value) ?? [])
      if (arrived.length > 0) await transaction.query(insertRows(catalog, name, arrived))
    }
    await transaction.query({
      sql: 'update plumbline.source_state set provided = table_name = any ($1::text[])',
      parameters: [Object.keys(rows)],
    })
  })
}

/** The rows of each key; null when a key is no text. */
const byKey = (rows: readonly Row[], column: string): ReadonlyMap<string, Row[]> | null => {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const value = row[column]
    if (typeof value !== 'string') return null
    found.set(value, [...(found.get(value) ?? []), row])
  }
  return found
}

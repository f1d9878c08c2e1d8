import type { Catalog, View } from '../../../catalog/catalog.ts'
import type { Lookup } from '../../../catalog/headers/incremental.ts'
import type { Engine } from '../../engine/engine.ts'
import { quoteName, quoteRelation } from '../../engine/values/quote-name.ts'
import type { Change } from './changes/change.ts'
import { hourOf } from './changes/hour-of.ts'
import { applyDifference } from './fill-view.ts'
import { baseOf, narrowedSelect, type Base } from './narrow.ts'
import { createWorkTable, workTable } from './work-tables.ts'

/**
 * Whether a view can be refreshed from the changes of its inputs: its header says how each changed input meets its
 * rows, and the changed rows are known.
 */
export function canFillIncrementally(view: View, changes: ReadonlyMap<string, Change>): boolean {
  const { incremental } = view.header
  if (incremental === undefined) return false
  const lookups = new Set(incremental.lookups.map(({ view: name }) => name))
  return [...changes].every(([name, change]) => {
    if (change.kind === 'none') return true
    if (incremental.if_empty.includes(name))
      return change.kind === 'unknown' && change.wasEmpty === change.isEmpty
    if (name === incremental.rows) return change.kind === 'hours' || change.kind === 'rows'
    return lookups.has(name) && change.kind === 'rows'
  })
}

/**
 * Computes the rows of a view again that a change of its inputs can affect, and replaces those that differ. A key is
 * affected when a row of the base with it changed, or when it refers to a changed row of a lookup. More keys than
 * necessary only cost time.
 */
export async function fillIncrementally(
  engine: Engine,
  catalog: Catalog,
  view: View,
  changes: ReadonlyMap<string, Change>,
): Promise<Change> {
  const { incremental } = view.header
  if (incremental === undefined) throw new Error(`${view.name} cannot be refreshed incrementally`)
  const base = baseOf(catalog, view)
  const own = `coalesce(stored.${quoteName(incremental.key)}, '')`
  const affected = [
    ...arrivedKeys(view, base, incremental.key, changes.get(incremental.rows)),
    ...incremental.lookups.flatMap((lookup) =>
      lookedUpKeys(incremental.lookups, lookup, base, view, changes),
    ),
  ]
  const keys = workTable('keys', view.name)
  const rows = workTable('rows', view.name)
  await engine.execute(
    [
      createWorkTable(keys, `select distinct key from (\n${affected.join('\nunion all\n')}\n) as affected`),
      createWorkTable(
        rows,
        `select ${base.columns.map((name) => `base.${quoteName(name)}`).join(', ')}
        from ${base.relation} as base
        where ${base.text(incremental.key)} in (select key from ${keys})`,
      ),
    ].join(';\n'),
  )
  const change = await applyDifference(engine, view, narrowedSelect(catalog, view, base, rows), {
    condition: `${own} in (select key from ${keys})`,
  })
  await engine.execute(`drop table ${keys}, ${rows}`)
  return change
}

/** The keys of rows that arrived, left or changed: of the base now, and of the view as it was. */
function arrivedKeys(view: View, base: Base, key: string, change: Change | undefined): readonly string[] {
  if (change === undefined || change.kind === 'none' || change.kind === 'unknown') return []
  if (change.kind === 'rows') return [`select coalesce(${quoteName(key)}, '') as key from ${change.relation}`]
  const { time } = base
  if (time === null || view.header.time === undefined)
    throw new Error(`${view.name} needs a time to find the rows of an hour`)
  const [hours, stored] = [change.relation, quoteRelation(view.name)]
  const own = `stored.${quoteName(view.header.time)}`
  const storedKey = `coalesce(stored.${quoteName(key)}, '')`
  // equality: a comparison of times would read the whole log for each hour
  return [
    `select ${base.text(key)} as key from ${base.relation} as base
    where ${hourOf(`base.${quoteName(time)}`)} in (select hour from ${hours})`,
    `select ${storedKey} from ${stored} as stored where ${hourOf(own)} in (select hour from ${hours})`,
    // a moment that the view has as null
    `select ${storedKey} from ${stored} as stored
    where ${own} is null and (select bool_or(plumbline.moment_or_null(hour) is null) from ${hours})`,
  ]
}

/** The keys of the rows of the base that refer to a changed row of a lookup. */
function lookedUpKeys(
  lookups: readonly Lookup[],
  lookup: Lookup,
  base: Base,
  view: View,
  changes: ReadonlyMap<string, Change>,
): readonly string[] {
  const change = changes.get(lookup.view)
  if (change?.kind !== 'rows') return []
  const changed = `select ${quoteName(lookup.column)} from ${change.relation}`
  const through = lookups.find(({ view: name }) => name === lookup.through)
  const values =
    through === undefined
      ? changed
      : `${changed} union all
        select linked.${quoteName(through.column)} from ${quoteRelation(through.view)} as linked
        where linked.${quoteName(lookup.column)} in (${changed})`
  const key = view.header.incremental?.key ?? ''
  return (through ?? lookup).rows.map(
    (column) =>
      `select ${base.text(key)} as key from ${base.relation} as base where ${base.text(column)} in (${values})`,
  )
}

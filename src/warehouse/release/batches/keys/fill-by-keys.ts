import type { Catalog, View } from '../../../../catalog/catalog.ts'
import type { Engine } from '../../../engine/engine.ts'
import { withoutNestedLoops } from '../../../engine/without-nested-loops.ts'
import { quoteName, quoteRelation } from '../../../engine/values/quote-name.ts'
import { unchanged, type Change } from '../changes/change.ts'
import { applyDifference } from '../fill-view.ts'
import { createWorkTable, workTable } from '../work-tables.ts'
import { affectedKeys, type Affected } from './affected-keys.ts'
import type { ChosenKeys } from './choose-keys.ts'
import { keyedSelect } from './keyed-select.ts'

/**
 * Computes the rows of a view again whose keys a change can affect, and replaces those that differ. The keys are those of
 * changed rows, as they were and as they are, and of rows that a new moment affects. The select is that of the view, over
 * the rows of its inputs with these keys.
 *
 * @returns the rows that differ; null, with nothing done, when the keys are unknown or too many
 */
export async function fillByKeys(
  engine: Engine,
  catalog: Catalog,
  view: View,
  changes: ReadonlyMap<string, Change>,
  chosen: readonly ChosenKeys[],
): Promise<Change | null> {
  // all of them first: what one key has changed must be known to the views above
  const found: (readonly [ChosenKeys, Affected])[] = []
  for (const [position, keys] of chosen.entries()) {
    const affected = await affectedKeys(engine, view, changes, keys, String(position))
    if (affected === null) return null
    if (affected.values?.areNone !== true) found.push([keys, affected])
  }
  const parts: string[] = []
  let rows = 0
  for (const [keys, affected] of found) {
    const change = await fillByKey(engine, catalog, view, keys, affected)
    if (change.kind !== 'rows') continue
    const part = workTable('part', String(parts.length), view.name)
    await engine.execute(`alter table ${change.relation} rename to ${quoteName(part.split('.')[1] ?? '')}`)
    parts.push(part)
    rows += change.rows
  }
  if (parts.length === 0) return unchanged
  const changed = workTable('changed', view.name)
  await engine.execute(
    createWorkTable(changed, parts.map((part) => `select * from ${part}`).join('\nunion all\n')),
  )
  return { kind: 'rows', relation: changed, rows }
}

async function fillByKey(
  engine: Engine,
  catalog: Catalog,
  view: View,
  keys: ChosenKeys,
  affected: Affected,
): Promise<Change> {
  const inputs = narrowedInputs(catalog, keys, affected)
  const tables = new Map(inputs.map(([input]) => [input, workTable('of', input)]))
  if (inputs.length > 0)
    await engine.execute(
      inputs
        .flatMap(([input, condition]) => {
          const table = tables.get(input) ?? ''
          const select = `select * from ${quoteRelation(input)} as input where ${condition}`
          // the SQL of the view may look rows up, as it does in the whole table
          const indexes = catalog.views.get(input)?.header.indexes ?? []
          return [
            createWorkTable(table, select),
            ...indexes.map((columns) => `create index on ${table} (${columns.map(quoteName).join(', ')})`),
          ]
        })
        .join(';\n'),
    )
  const isAffected = (alias: string) =>
    conditionsOf(keys, affected)
      .map(([{ column }, isIn]) => isIn(`${alias}.${quoteName(column)}`))
      .join(' and ')
  const select = `select * from (\n${keyedSelect(catalog, view, tables)}\n) as keyed where ${isAffected('keyed')}`
  // the planner cannot know how few or many rows have the keys after several joins
  const change = await withoutNestedLoops(engine, () =>
    applyDifference(engine, view, select, { condition: isAffected('stored') }),
  )
  if (inputs.length > 0) await engine.execute(`drop table ${[...tables.values()].join(', ')}`)
  return change
}

/** The keys with the condition that an expression is affected. */
function conditionsOf({ value, moment }: ChosenKeys, { values, moments }: Affected) {
  return [
    ...(value === null || values === null ? [] : [[value, values.isIn] as const]),
    ...(moment === null || moments === null ? [] : [[moment, moments.isIn] as const]),
  ]
}

/** The stored views that are read by a key, with a condition on the rows that are needed. */
function narrowedInputs(
  catalog: Catalog,
  keys: ChosenKeys,
  affected: Affected,
): readonly (readonly [string, string])[] {
  const conditions = new Map<string, string[]>()
  for (const [{ dependence }, isIn] of conditionsOf(keys, affected))
    for (const [input, columns] of dependence.columns) {
      if (catalog.views.get(input)?.header.stored !== true || dependence.earlier.has(input)) continue
      const condition = [...columns].map((own) => isIn(`input.${quoteName(own)}`)).join(' or ')
      conditions.set(input, [...(conditions.get(input) ?? []), `(${condition})`])
    }
  return [...conditions].map(([input, all]) => [input, all.join(' and ')])
}

import type { Catalog, View } from '../../../../catalog/catalog.ts'
import type { Engine } from '../../../engine/engine.ts'
import { quoteName, quoteRelation } from '../../../engine/values/quote-name.ts'
import { unchanged, type Change } from '../changes/change.ts'
import { applyDifference } from '../fill-view.ts'
import { createWorkTable, workTable } from '../work-tables.ts'
import { affectedKeys, type AffectedKeys } from './affected-keys.ts'
import type { ChosenKey } from './choose-keys.ts'
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
  chosen: readonly ChosenKey[],
): Promise<Change | null> {
  // all of them first: what one key has changed must be known to the views above
  const found: (readonly [ChosenKey, AffectedKeys])[] = []
  for (const key of chosen) {
    const keys = await affectedKeys(engine, view, changes, key)
    if (keys === null) return null
    if (!keys.areNone) found.push([key, keys])
  }
  const parts: string[] = []
  let rows = 0
  for (const [key, keys] of found) {
    const change = await fillByKey(engine, catalog, view, key, keys)
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
  key: ChosenKey,
  { isIn }: AffectedKeys,
): Promise<Change> {
  const inputs = narrowedInputs(catalog, key)
  const tables = new Map(inputs.map(([input]) => [input, workTable('of', input)]))
  if (inputs.length > 0)
    await engine.execute(
      inputs
        .map(([input, columns]) =>
          createWorkTable(
            tables.get(input) ?? '',
            `select * from ${quoteRelation(input)} as input
            where ${columns.map((own) => isIn(`input.${quoteName(own)}`)).join(' or ')}`,
          ),
        )
        .join(';\n'),
    )
  const column = quoteName(key.column)
  const select = `select * from (\n${keyedSelect(catalog, view, tables)}\n) as keyed where ${isIn(`keyed.${column}`)}`
  const change = await applyDifference(engine, view, select, { condition: isIn(`stored.${column}`) })
  if (inputs.length > 0) await engine.execute(`drop table ${[...tables.values()].join(', ')}`)
  return change
}

/** The stored views that are read by the key, with the columns that hold it. */
function narrowedInputs(
  catalog: Catalog,
  { dependence }: ChosenKey,
): readonly (readonly [string, readonly string[]])[] {
  return [...dependence.columns].flatMap(([input, columns]) =>
    catalog.views.get(input)?.header.stored === true ? [[input, [...columns]] as const] : [],
  )
}

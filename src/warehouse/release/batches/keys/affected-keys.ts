import type { View } from '../../../../catalog/catalog.ts'
import type { Engine } from '../../../engine/engine.ts'
import { quoteName, quoteRelation } from '../../../engine/values/quote-name.ts'
import type { Change } from '../changes/change.ts'
import { horizonView } from '../changes/inputs.ts'
import { createWorkTable, workTable } from '../work-tables.ts'
import type { ChosenKey } from './choose-keys.ts'
import { recordMoments, switchedKeys } from './switched-keys.ts'

/** The keys whose rows a change can affect. */
export interface AffectedKeys {
  readonly areNone: boolean
  /** A condition that an expression is one of them. */
  readonly isIn: (value: string) => string
}

/** From this share of its keys on, a view is computed as a whole. */
const most = 0.4
/** So few keys are always looked up. */
const few = 10

/**
 * Finds the keys that the changed inputs of a key affect, as they were and as they are.
 *
 * @returns null when they are unknown, or most of the keys of the view
 */
export async function affectedKeys(
  engine: Engine,
  view: View,
  changes: ReadonlyMap<string, Change>,
  { column, dependence, inputs }: ChosenKey,
): Promise<AffectedKeys | null> {
  const selects: string[] = []
  for (const input of inputs) {
    const change = changes.get(input)
    if (change?.kind !== 'rows') return null
    for (const own of dependence.columns.get(input) ?? [])
      selects.push(`select ${quoteName(own)} as key from ${change.relation}`)
    if (input !== horizonView || dependence.switches.length === 0) continue
    if (!(await recordMoments(engine, change.relation))) return null
    selects.push(...switchedKeys(dependence.switches))
  }
  if (selects.length === 0) return { areNone: true, isIn: () => 'false' }
  const keys = workTable('keys', column, view.name)
  await engine.execute(
    createWorkTable(keys, `select distinct key from (\n${selects.join('\nunion all\n')}\n) as affected`),
  )
  const [found] = await engine.query<{ keys: number; has_null: boolean | null; of_view: number }>({
    sql: `select
        count(*)::integer as keys,
        bool_or(key is null) as has_null,
        (select count(distinct ${quoteName(column)}) from ${quoteRelation(view.name)})::integer as of_view
      from ${keys}`,
    parameters: [],
  })
  if (found === undefined || found.keys > few + most * found.of_view) {
    await engine.execute(`drop table ${keys}`)
    return null
  }
  const isIn = (value: string) => `${value} in (select key from ${keys})`
  return {
    areNone: found.keys === 0,
    isIn: found.has_null === true ? (value) => `(${isIn(value)} or ${value} is null)` : isIn,
  }
}

import type { View } from '../../../../catalog/catalog.ts'
import type { Engine } from '../../../engine/engine.ts'
import { quoteName, quoteRelation } from '../../../engine/values/quote-name.ts'
import { quoteText } from '../../../engine/values/quote-text.ts'
import type { Change } from '../changes/change.ts'
import { horizonView } from '../changes/inputs.ts'
import { createWorkTable, workTable } from '../work-tables.ts'
import type { ChosenKeys, Key } from './choose-keys.ts'
import type { KeyDependence } from './sql/key-dependence.ts'
import { recordMoments, switchedKeys } from './switched-keys.ts'

/** The values of a key, or the moments, whose rows a change can affect. */
export interface AffectedKeys {
  readonly areNone: boolean
  /** Which part of the view they may be. */
  readonly share: number
  /** A condition that an expression is one of them. */
  readonly isIn: (value: string) => string
}

/** What a change can affect: rows that have both, the values and the moments. */
export interface Affected {
  readonly values: AffectedKeys | null
  readonly moments: AffectedKeys | null
}

/** From this share of it on, a view is computed as a whole. */
const most = 0.4
/** So few keys are always looked up. */
const few = 10

/**
 * Finds the keys that the changed inputs affect, as they were and as they are.
 *
 * @param name of these inputs among those of the view
 * @returns null when they are unknown, or most of the view
 */
export async function affectedKeys(
  engine: Engine,
  view: View,
  changes: ReadonlyMap<string, Change>,
  chosen: ChosenKeys,
  name: string,
): Promise<Affected | null> {
  if (chosen.inputs.includes(horizonView)) {
    const change = changes.get(horizonView)
    if (change?.kind !== 'rows' || !(await recordMoments(engine, change.relation))) return null
  }
  const { value, moment, inputs } = chosen
  const values =
    value === null ? null : await valuesIn(engine, view, value, selectsOf(inputs, value, changes), name)
  if (values?.areNone === true) return { values, moments: null }
  const moments =
    moment === null ? null : await momentsIn(engine, view, selectsOf(inputs, moment, changes), moment.column)
  return (values?.share ?? 1) * (moments?.share ?? 1) > most ? null : { values, moments }
}

/** The keys of changed rows, and those for which a comparison has another result at the new moment. */
function selectsOf(
  inputs: readonly string[],
  { dependence }: Key,
  changes: ReadonlyMap<string, Change>,
): readonly string[] {
  return inputs.flatMap((input) => {
    const change = changes.get(input)
    if (change?.kind !== 'rows') throw new Error(`The changed rows of ${input} are unknown`)
    const own = [...(dependence.columns.get(input) ?? [])].map(
      (column) => `select ${quoteName(column)} as key from ${change.relation}`,
    )
    return input === horizonView ? [...own, ...switchedKeys(dependence.switches)] : own
  })
}

async function valuesIn(
  engine: Engine,
  view: View,
  { column, dependence }: Key,
  selects: readonly string[],
  name: string,
): Promise<AffectedKeys> {
  if (selects.length === 0) return { areNone: true, share: 0, isIn: () => 'false' }
  const keys = workTable('keys', name, view.name)
  await engine.execute(
    createWorkTable(keys, `select distinct key from (\n${selects.join('\nunion all\n')}\n) as affected`),
  )
  const [found] = await engine.query<{ keys: number; has_null: boolean | null }>({
    sql: `select count(*)::integer as keys, bool_or(key is null) as has_null from ${keys}`,
    parameters: [],
  })
  const { keys: count = 0, has_null: hasNull = null } = found ?? {}
  const isIn = (value: string) => `${value} in (select key from ${keys})`
  const share = async () => count / Math.max(1, await distinctKeys(engine, view, column, dependence))
  return {
    areNone: count === 0,
    share: count <= few ? 0 : Math.min(1, await share()),
    isIn: hasNull === true ? (value) => `(${isIn(value)} or ${value} is null)` : isIn,
  }
}

/** About how many keys the view and its inputs have, by their statistics: either may only have rows of few. */
async function distinctKeys(
  engine: Engine,
  view: View,
  column: string,
  { columns }: KeyDependence,
): Promise<number> {
  const names = [
    `${view.name}.${column}`,
    ...[...columns].flatMap(([input, own]) => [...own].map((name) => `${input}.${name}`)),
  ]
  const [row] = await engine.query<{ keys: number | null }>({
    sql: `select max(case when n_distinct < 0 then -n_distinct * greatest(reltuples, 0) else n_distinct end)::float8 as keys
      from pg_catalog.pg_stats
      inner join pg_catalog.pg_class on oid = to_regclass(format('%I.%I', schemaname, tablename))
      where format('%s.%s.%s', schemaname, tablename, attname) = any ($1::text[])`,
    parameters: [names],
  })
  return row?.keys ?? 0
}

/** All moments from the first changed one on, and those that are unknown: then everything may be changed. */
async function momentsIn(
  engine: Engine,
  view: View,
  selects: readonly string[],
  column: string,
): Promise<AffectedKeys> {
  const since =
    selects.length === 0
      ? 'null::timestamptz'
      : `(select min(coalesce(key::timestamptz, '-infinity')) from (\n${selects.join('\nunion all\n')}\n) as affected)`
  const [found] = await engine.query<{ since: string | null; share: number | null }>({
    sql: `select
        since::text as since,
        (
          select avg(case when ${quoteName(column)} < since then 0 else 1 end)::float8
          from ${quoteRelation(view.name)}
        ) as share
      from (select ${since} as since) as first`,
    parameters: [],
  })
  const moment = found?.since ?? null
  return {
    areNone: false,
    share: found?.share ?? 0,
    isIn: (value) =>
      moment === null
        ? `${value} is null`
        : `(${value} >= ${quoteText(moment)}::timestamptz or ${value} is null)`,
  }
}

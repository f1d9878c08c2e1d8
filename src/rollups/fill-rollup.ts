import type { Catalog } from '../catalog/catalog.ts'
import type { Rollup } from '../catalog/rollups/rollup.ts'
import { compileFills, type RollupFill } from '../semantic/compile/rollups/fill-rollup.ts'
import { fillStatement, startsStatement } from '../semantic/compile/rollups/fill-statement.ts'
import type { WarehouseState } from '../semantic/model/warehouse-state.ts'
import { fillConditions } from '../semantic/rollups/fill-conditions.ts'
import { partKey } from '../semantic/rollups/rollup-part.ts'
import { localDay } from '../semantic/time/calendar.ts'
import { analyze } from '../warehouse/engine/analyze.ts'
import type { Engine } from '../warehouse/engine/engine.ts'
import { firstChange, type FirstChange } from './first-change.ts'
import { relationsBehind, type InputVersions } from './input-versions.ts'
import { ensureTable, tableOf } from './ensure-table.ts'
import { isWrittenSince } from './written-since.ts'

/** The parts that one statement fills: what several begin with is computed once, and a statement must not grow too long. */
const partsAtOnce = 64

/** A batch that rollups are brought to. */
export interface Filling {
  readonly batch: string
  /** The canonical state of the data that the batch holds. */
  readonly state: WarehouseState
  /** The versions of the inputs: when nothing changed since the last fill, nothing is computed. */
  readonly versionOf: InputVersions
  /** Every value is computed, also where nothing has changed. */
  readonly isFull: boolean
}

/**
 * Brings a rollup to a batch, in the transaction of the refresh. Only rows that differ are written. Readers of earlier
 * batches still have theirs. Where rows change their own period and later ones only, earlier periods stay.
 */
export async function fillRollup(
  transaction: Engine,
  catalog: Catalog,
  rollup: Rollup,
  filling: Filling,
): Promise<void> {
  const { state, batch, versionOf, isFull } = filling
  const all = compileFills(catalog, rollup, state, null)
  const inputs = await versionOf(transaction, all)
  if (all.length === 0) return recordFill(transaction, rollup, filling, all, inputs)
  const last = isFull ? null : await lastFill(transaction, rollup, batch)
  const { isNew } = await ensureTable(transaction, rollup, all)
  const isContinued =
    !isNew && last !== null && last.hash === rollup.hash && last.conditions === fillConditions(state)
  const isSame =
    isContinued && last.as_of === state.parameters.as_of && inputs !== null && inputs === last.inputs
  if (isSame && !(await isWrittenSince(transaction, last.batch, relationsBehind(catalog, all))))
    return repeatFill(transaction, rollup, last, batch)
  const change = await firstChange(transaction, rollup, all)
  const since = isContinued
    ? firstPeriodToFill(change.day, localDay(last.as_of, state.parameters.time_zone))
    : null
  const fills = since === null ? all : compileFills(catalog, rollup, state, since)
  for (let done = 0; done < fills.length; done += partsAtOnce)
    await transaction.query(fillStatement(fills.slice(done, done + partsAtOnce), batch))
  await change.record(transaction)
  await analyze(transaction, tableOf(rollup))
  await recordFill(transaction, rollup, filling, all, inputs)
}

/** Records what is stored: from now on, it is read. */
async function recordFill(
  engine: Engine,
  rollup: Rollup,
  { batch, state }: Filling,
  fills: readonly RollupFill[],
  inputs: string | null,
): Promise<void> {
  const starts = fills.length === 0 ? [] : await engine.query<FirstRow>(startsStatement(fills))
  const parts = Object.fromEntries(fills.map(({ part, columns }) => [partKey(part), [...columns.keys()]]))
  await engine.query({
    sql: `insert into plumbline.rollup_fills (rollup, batch, hash, conditions, as_of, parts, starts)
      values ($1, $2::bigint, $3, $4, $5, $6::jsonb, $7::jsonb)
      on conflict (rollup, batch) do update set
        hash = excluded.hash,
        conditions = excluded.conditions,
        as_of = excluded.as_of,
        parts = excluded.parts,
        starts = excluded.starts,
        filled_at = clock_timestamp()`,
    parameters: [
      rollup.name,
      batch,
      rollup.hash,
      fillConditions(state),
      state.parameters.as_of,
      JSON.stringify(parts),
      JSON.stringify(startsOf(starts)),
    ],
  })
  await engine.query({
    sql: `insert into plumbline.rollup_inputs (rollup, inputs) values ($1, $2)
      on conflict (rollup) do update set inputs = excluded.inputs`,
    parameters: [rollup.name, inputs ?? unknownInputs],
  })
}

/** Recorded where the versions of inputs are unknown: no version is this text. */
const unknownInputs = ''

/** Nothing that the values depend on has changed: those of the last fill are those of the batch. */
async function repeatFill(engine: Engine, { name }: Rollup, last: LastFill, batch: string): Promise<void> {
  await engine.query({
    sql: `insert into plumbline.rollup_fills (rollup, batch, hash, conditions, as_of, parts, starts)
      select rollup, $3::bigint, hash, conditions, as_of, parts, starts
      from plumbline.rollup_fills where rollup = $1 and batch = $2::bigint`,
    parameters: [name, last.batch, batch],
  })
}

interface FirstRow {
  readonly view: string
  readonly first_row_at: string | null
}

function startsOf(rows: readonly FirstRow[]): Readonly<Record<string, string | null>> {
  return Object.fromEntries(rows.map(({ view, first_row_at }) => [view, first_row_at]))
}

interface LastFill {
  readonly batch: string
  readonly hash: string
  readonly conditions: string
  readonly as_of: string
  /** The version of its inputs; null when it is unknown. */
  readonly inputs: string | null
}

/** The last fill that was completed before a batch. */
async function lastFill(engine: Engine, { name }: Rollup, batch: string): Promise<LastFill | null> {
  const [row] = await engine.query<LastFill>({
    sql: `select fills.batch, fills.hash, fills.conditions, fills.as_of, inputs.inputs
      from plumbline.rollup_fills as fills
      left join plumbline.rollup_inputs as inputs on fills.rollup = inputs.rollup
      where fills.rollup = $1 and fills.batch < $2::bigint
      order by fills.batch desc
      limit 1`,
    parameters: [name, batch],
  })
  return row ?? null
}

/** The period of the earlier moment was not over: values that depend on the moment change from it on. */
function firstPeriodToFill(changed: FirstChange['day'], lastDay: string): string | null {
  if (changed === null) return null
  return changed === undefined || lastDay < changed ? lastDay : changed
}

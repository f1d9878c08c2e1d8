import type { Catalog } from '../catalog/catalog.ts'
import type { Rollup } from '../catalog/rollups/rollup.ts'
import { compileFills } from '../semantic/compile/rollups/fill-rollup.ts'
import { fillStatement, startsStatement } from '../semantic/compile/rollups/fill-statement.ts'
import type { WarehouseState } from '../semantic/model/warehouse-state.ts'
import { fillConditions } from '../semantic/rollups/fill-conditions.ts'
import { partKey } from '../semantic/rollups/rollup-part.ts'
import { localDay } from '../semantic/time/calendar.ts'
import { analyze } from '../warehouse/engine/analyze.ts'
import type { Engine } from '../warehouse/engine/engine.ts'
import { firstChange, type FirstChange } from './first-change.ts'
import { ensureTable, tableOf } from './ensure-table.ts'

/** The parts that one statement fills: they share the views that they read, and a statement must not grow too long. */
const partsAtOnce = 12

/**
 * Brings a rollup to a batch. Only rows that differ are written, so a fill that was interrupted can run again. Readers of
 * earlier batches still have theirs. Where rows change their own period and later ones only, earlier periods stay.
 *
 * @param state the canonical state of the data that the batch holds
 * @param batch the number of the batch
 */
export async function fillRollup(
  engine: Engine,
  catalog: Catalog,
  state: WarehouseState,
  rollup: Rollup,
  batch: string,
): Promise<void> {
  const conditions = fillConditions(state)
  const asOf = state.parameters.as_of
  const last = await lastFill(engine, rollup, batch)
  const all = compileFills(catalog, rollup, state, null)
  if (all.length > 0) {
    const { isNew } = await ensureTable(engine, rollup, all)
    const isContinued = !isNew && last !== null && last.hash === rollup.hash && last.conditions === conditions
    const change = await firstChange(engine, rollup, all)
    const since = isContinued
      ? firstPeriodToFill(change.day, localDay(last.as_of, state.parameters.time_zone))
      : null
    const fills = since === null ? all : compileFills(catalog, rollup, state, since)
    for (let done = 0; done < fills.length; done += partsAtOnce)
      await engine.query(fillStatement(fills.slice(done, done + partsAtOnce), batch))
    await change.record()
    await analyze(engine, tableOf(rollup))
  }
  const starts = all.length === 0 ? [] : await engine.query<FirstRow>(startsStatement(all))
  const parts = Object.fromEntries(all.map(({ part, columns }) => [partKey(part), [...columns.keys()]]))
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
      conditions,
      asOf,
      JSON.stringify(parts),
      JSON.stringify(startsOf(starts)),
    ],
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
  readonly hash: string
  readonly conditions: string
  readonly as_of: string
}

/** The last fill that was completed before a batch. */
async function lastFill(engine: Engine, { name }: Rollup, batch: string): Promise<LastFill | null> {
  const [row] = await engine.query<LastFill>({
    sql: `select hash, conditions, as_of from plumbline.rollup_fills
      where rollup = $1 and batch < $2::bigint order by batch desc limit 1`,
    parameters: [name, batch],
  })
  return row ?? null
}

/** The period of the earlier moment was not over: values that depend on the moment change from it on. */
function firstPeriodToFill(changed: FirstChange['day'], lastDay: string): string | null {
  if (changed === null) return null
  return changed === undefined || lastDay < changed ? lastDay : changed
}

import type { Catalog, View } from '../../../catalog/catalog.ts'
import { deployedHash, isDistributed } from '../deployed/deployed-views.ts'
import type { Engine } from '../../engine/engine.ts'
import { quoteName } from '../../engine/values/quote-name.ts'
import { replaced, unchanged, type Change } from './changes/change.ts'
import { decideFill, type FillDecision } from './decide-fill.ts'
import { fillIncrementally } from './fill-incrementally.ts'
import { fillSelects } from './fill-select.ts'
import { applyDifference, fillAnew } from './fill-view.ts'
import { fillByKeys } from './keys/fill-by-keys.ts'
import { inputChanges } from './changes/input-changes.ts'
import type { ViewFill } from './record-batch.ts'
import { isResult, storedResults } from './stored-results.ts'
import { reasonsForFull } from './trusted-views.ts'
import { dropWorkTables } from './work-tables.ts'

/** Receives the name of the view that is filled next, empty at the end. */
export type OnProgress = (view: string, done: number, total: number) => void

/**
 * Brings every stored view up to date, in dependency order. The result equals that of filling all of them in full: a view
 * is left as it is when no input changed, and refreshed from what changed where its header says how.
 *
 * @param isFull fills every view in full, also where nothing changed
 * @param withResults otherwise stored results are not filled, and queries compute them
 */
export async function fillStoredViews(
  engine: Engine,
  catalog: Catalog,
  { isFull, withResults }: { readonly isFull: boolean; readonly withResults: boolean },
  onProgress: OnProgress,
): Promise<readonly ViewFill[]> {
  const stored = [...catalog.views.values()].filter(
    (view) => view.header.stored && (withResults || !isResult(view)),
  )
  const reasonFor = await reasonsForFull(engine, catalog, isFull)
  const changes = inputChanges(engine, catalog)
  const toFill = await fillSelects(engine, catalog)
  // work tables are on one node
  const canUseKeys = !(await isDistributed(engine))
  const fills: ViewFill[] = []
  for (const [done, view] of stored.entries()) {
    onProgress(view.name, done, stored.length)
    const since = performance.now()
    const found = await changes.of(view)
    const decision = decideFill(catalog, view, found, reasonFor(view.name), canUseKeys)
    const { how, why, change, rows } = await fillOne(engine, catalog, toFill(view), found, decision)
    changes.record(view, change)
    fills.push({
      view: view.name,
      how,
      why,
      rows,
      since: await firstChange(engine, view, change),
      ms: Math.round(performance.now() - since),
      hash: deployedHash(view),
    })
  }
  onProgress('', stored.length, stored.length)
  await dropWorkTables(engine)
  await recordFills(engine, fills)
  if (!withResults) await forget(engine, storedResults(catalog))
  return fills
}

interface Filled extends FillDecision {
  readonly change: Change
  readonly rows: number
}

async function fillOne(
  engine: Engine,
  catalog: Catalog,
  view: View,
  changes: ReadonlyMap<string, Change>,
  decision: FillDecision,
): Promise<Filled> {
  const written = (change: Change): Filled => ({ ...decision, change, rows: rowsOf(change) })
  switch (decision.how) {
    case 'full':
      return { ...decision, change: replaced, rows: await fillAnew(engine, view) }
    case 'unchanged':
      return written(unchanged)
    case 'incremental': {
      if (decision.keys === undefined) return written(await fillIncrementally(engine, catalog, view, changes))
      const change = await fillByKeys(engine, catalog, view, changes, decision.keys)
      return change === null
        ? fillOne(engine, catalog, view, changes, { how: 'compared', why: decision.why })
        : written(change)
    }
    case 'compared':
      return written(await applyDifference(engine, view, view.body, null))
  }
}

/** The earliest time in the rows that changed; null when it is unknown. */
async function firstChange(engine: Engine, { header }: View, change: Change): Promise<string | null> {
  if (change.kind !== 'rows' || header.time === undefined) return null
  const time = quoteName(header.time)
  // a row without a time may belong to any
  const [row] = await engine.query<{ since: string | null }>({
    sql: `select case when count(*) = count(${time}) then min(${time})::text end as since from ${change.relation}`,
    parameters: [],
  })
  return row?.since ?? null
}

function rowsOf(change: Change): number {
  return change.kind === 'rows' ? change.rows : 0
}

/** Queries do not read these views until they are filled. */
async function forget(engine: Engine, views: readonly View[]): Promise<void> {
  await engine.query({
    sql: 'update plumbline.deployed_views set refreshed_at = null where name = any ($1::text[])',
    parameters: [views.map(({ name }) => name)],
  })
}

/** All stored views are as of now, whether they had to be changed or not. */
async function recordFills(engine: Engine, fills: readonly ViewFill[]): Promise<void> {
  await engine.query({
    sql: `update plumbline.deployed_views as deployed
      set refreshed_at = filled.at, filled_at = filled.at
      from (select name, hash, clock_timestamp() as at from unnest($1::text[], $2::text[]) as fill (name, hash)) as filled
      where deployed.name = filled.name and deployed.hash = filled.hash`,
    parameters: [fills.map(({ view }) => view), fills.map(({ hash }) => hash)],
  })
}

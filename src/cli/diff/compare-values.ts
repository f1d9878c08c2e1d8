import { kindOf } from '../../semantic/kinds/registry.ts'
import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import { runQuery } from '../../query/run-query.ts'
import type { Runtime } from '../../query/runtime.ts'
import type { Grain, MetricsRequestInput } from '../../semantic/model/request/request.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import type { ResultDifference } from './compare-results.ts'
import { compareResults } from './compare-results.ts'
import { offlineRuntime } from './offline-runtime.ts'

/** The change of a metric's values, or the reason why they cannot be compared. */
export type ValueChange = { readonly metric: string } & (
  | (ResultDifference & {
      /** Over all periods and segments; null for metrics without a total, such as cohorts. */
      readonly total: { readonly old: unknown; readonly new: unknown } | null
    })
  | { readonly reason: string }
)

/** How to compare values; by segment when no dimensions are given. */
export interface Comparison {
  readonly by: readonly string[] | null
  readonly grain?: Grain | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Instead of the days, in words: `last 6 months`. */
  readonly period?: string | undefined
}

/** Runs the same query with both definitions of each metric, over the same data. */
export async function compareValues(
  engine: Engine,
  before: Catalog,
  after: Catalog,
  metrics: readonly string[],
  { by, grain, from, to, period: words }: Comparison,
): Promise<readonly ValueChange[]> {
  const [old, current] = [offlineRuntime(engine, before), offlineRuntime(engine, after)]
  const period = Object.fromEntries(
    Object.entries({ from, to, period: words }).filter(([, value]) => value !== undefined),
  )
  const changes: ValueChange[] = []
  for (const name of metrics) {
    const sides = [before, after].map(({ metrics: metricsOf }) => metricsOf.get(name))
    const needsGrain = sides.some((metric) => metric !== undefined && kindOf(metric).grainRequired !== null)
    const length = grain ?? (needsGrain ? ('month' as const) : undefined)
    const request: MetricsRequestInput = {
      metrics: [name],
      by: [...(by ?? segmentOf(sides))],
      ...period,
      ...(length === undefined ? {} : { grain: length }),
    }
    try {
      const difference = compareResults(await runQuery(old, request), await runQuery(current, request))
      changes.push({
        metric: name,
        ...difference,
        total: await totals(old, current, { metrics: [name], ...period }),
      })
    } catch (error) {
      // an error of one metric does not prevent the comparison of the others
      changes.push({ metric: name, reason: rejectionOf(error).message })
    }
  }
  return changes
}

/**
 * The dimension that shows best which rows a change affects: the segment, else the first shared one with
 * few values.
 */
function segmentOf(sides: readonly (Metric | undefined)[]): readonly string[] {
  const [first, ...others] = sides.map((metric) => metric?.dimensions ?? [])
  const shared = (first ?? []).filter((name) => others.every((names) => names.includes(name)))
  const best = ['icp_segment', 'origin_motion', 'plan'].find((name) => shared.includes(name)) ?? shared[0]
  return best === undefined ? [] : [best]
}

async function totals(
  old: Runtime,
  current: Runtime,
  request: MetricsRequestInput,
): Promise<{ old: unknown; new: unknown } | null> {
  try {
    const [before, after] = [await runQuery(old, request), await runQuery(current, request)]
    const isOne = before.columns.length === 1 && after.columns.length === 1
    return isOne ? { old: before.rows[0]?.[0] ?? null, new: after.rows[0]?.[0] ?? null } : null
  } catch (error) {
    if (rejectionOf(error).code === 'GRAIN_REQUIRED') return null
    throw error
  }
}

/** A rejection is a result to compare; other errors end the comparison. */
function rejectionOf(error: unknown): PlumblineError {
  const isRejection =
    error instanceof PlumblineError && error.code !== 'TIMEOUT' && error.code !== 'WAREHOUSE_UNAVAILABLE'
  if (isRejection) return error
  throw error
}

import type { Catalog } from '../catalog/catalog.ts'
import { wholeTime, type Rollup, type RollupGrain } from '../catalog/rollups/rollup.ts'
import { PlumblineError } from '../errors.ts'
import { fullAccess } from '../policy/access.ts'
import { runQuery } from '../query/run-query.ts'
import type { Runtime } from '../query/runtime.ts'
import type { MetricsRequestInput } from '../semantic/model/request/request.ts'
import type { MetricsResult } from '../semantic/model/result.ts'
import type { RollupState } from '../semantic/model/rollup-state.ts'

/** A query whose stored values are not those of the base. */
export interface RollupDifference {
  readonly rollup: string
  readonly grain: RollupGrain
  readonly dimensions: readonly string[]
  /** The first row that differs, as stored and as computed; null where there is none. */
  readonly stored: readonly unknown[] | null
  readonly base: readonly unknown[] | null
}

/** What a verification found. */
export interface Verification {
  /** The number of queries that were answered from stored rows and compared. */
  readonly compared: number
  /** Rollups without stored rows that can be read, with the reason. */
  readonly skipped: readonly { readonly rollup: string; readonly because: string }[]
  readonly differences: readonly RollupDifference[]
}

/**
 * Compares stored values with those of the base: for some grains and dimension sets of each rollup, the same query with
 * stored rows and without.
 *
 * @param runtime over one state of the data
 * @param sample the number of pairs of a grain and a dimension set; all when there are not more
 */
export async function verifyRollups(
  runtime: Runtime,
  sample: number,
  onProgress: (rollup: string, done: number, total: number) => void = () => undefined,
): Promise<Verification> {
  const state = await runtime.state()
  const stateOf = ({ name }: Rollup): RollupState =>
    state.rollups.get(name) ?? { unusable: 'It has not been filled.' }
  const rollups = [...runtime.catalog.rollups.values()]
  const skipped = rollups.flatMap((rollup) => {
    const one = stateOf(rollup)
    return 'unusable' in one ? [{ rollup: rollup.name, because: one.unusable }] : []
  })
  const filled = rollups.filter((rollup) => !('unusable' in stateOf(rollup)))
  const queries = drawn(
    filled.flatMap((rollup) => queriesOf(runtime.catalog, rollup)),
    sample,
  )
  const base: Runtime = {
    ...runtime,
    access: fullAccess,
    state: () => Promise.resolve({ ...state, rollups: new Map() }),
  }
  const differences: RollupDifference[] = []
  let compared = 0
  for (const [done, query] of queries.entries()) {
    onProgress(query.rollup, done, queries.length)
    for (const request of query.requests) {
      const one = await answered({ ...runtime, access: fullAccess }, request)
      if (one?.provenance.servedFrom !== 'rollup') continue
      compared += 1
      const difference = firstDifference(one, await runQuery(base, request))
      if (difference === null) continue
      const { rollup, grain, dimensions } = query
      differences.push({ rollup, grain, dimensions, ...difference })
    }
  }
  return { compared, skipped, differences }
}

/** The result of a query; null when it is rejected, because a table is missing. */
async function answered(runtime: Runtime, request: MetricsRequestInput): Promise<MetricsResult | null> {
  try {
    return await runQuery(runtime, request)
  } catch (error) {
    if (error instanceof PlumblineError) return null
    throw error
  }
}

interface RollupQuery {
  readonly rollup: string
  readonly grain: RollupGrain
  readonly dimensions: readonly string[]
  /** One for each metric, because some may be unavailable. */
  readonly requests: readonly MetricsRequestInput[]
}

function queriesOf({ metrics }: Catalog, { name, header }: Rollup): readonly RollupQuery[] {
  const known = header.metrics.filter((metric) => metrics.has(metric))
  return header.grains.flatMap((grain) =>
    header.dimensions.map((dimensions) => ({
      rollup: name,
      grain,
      dimensions,
      requests: known.map((metric) => ({
        metrics: [metric],
        by: [...dimensions],
        ...(grain === wholeTime ? {} : { grain }),
      })),
    })),
  )
}

/** A random choice without repetition. */
function drawn<Item>(items: readonly Item[], count: number): readonly Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((one, other) => one.place - other.place)
    .slice(0, count)
    .map(({ item }) => item)
}

function firstDifference(
  { rows: stored }: MetricsResult,
  { rows: base }: MetricsResult,
): Pick<RollupDifference, 'stored' | 'base'> | null {
  const length = Math.max(stored.length, base.length)
  for (let index = 0; index < length; index += 1) {
    const [one = null, other = null] = [stored[index], base[index]]
    if (JSON.stringify(one) !== JSON.stringify(other)) return { stored: one, base: other }
  }
  return null
}

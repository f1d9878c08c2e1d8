import type { Catalog } from '../../catalog/catalog.ts'
import type { Rollup } from '../../catalog/rollups/rollup.ts'
import type { Aggregation, UnservedPlan } from '../model/plan.ts'
import type { ChosenPart, FilledRollup, RollupChoice, RollupPart } from '../model/rollup-state.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'
import { partKey, partOf, rollupsByMetric } from './rollup-part.ts'
import { reasonAgainst } from './reasons.ts'
import { storedColumns } from './stored-columns.ts'

/**
 * Where the values of each aggregation come from. A rollup is chosen only when its rows are those of the compiled
 * aggregation; of several, the first by name. Depends on plain data only.
 */
export function chooseRollups(
  catalog: Catalog,
  plan: UnservedPlan,
  state: Pick<WarehouseState, 'rollups' | 'parameters'>,
): readonly RollupChoice[] {
  return plan.aggregations.map((aggregation) => {
    const metrics = aggregation.baseMetrics.map(({ metric }) => metric.name)
    const candidates = [...new Set(metrics.flatMap((name) => rollupsByMetric(catalog).get(name) ?? []))]
    const verdicts = candidates.map((rollup) => ({
      rollup: rollup.name,
      ...judge(catalog, rollup, aggregation, plan, state),
    }))
    const chosen = verdicts.find(({ because }) => because === null)
    return {
      aggregation: aggregation.name,
      metrics,
      part: chosen?.part ?? null,
      rejected: verdicts
        .filter((one) => one !== chosen)
        .map(({ rollup, because }) => ({
          rollup,
          because: because ?? `${chosen?.rollup ?? ''} has the same values.`,
        })),
    }
  })
}

interface Verdict {
  readonly part: ChosenPart | null
  readonly because: string | null
}

function judge(
  catalog: Catalog,
  rollup: Rollup,
  aggregation: Aggregation,
  plan: UnservedPlan,
  state: Pick<WarehouseState, 'rollups' | 'parameters'>,
): Verdict {
  const filled = state.rollups.get(rollup.name) ?? { unusable: 'It has not been filled.' }
  if ('unusable' in filled) return { part: null, because: filled.unusable }
  const because = reasonAgainst(catalog, rollup, filled, aggregation, plan, state)
  if (because !== null) return { part: null, because }
  const part = partOf(catalog, rollup.name, aggregation, plan.period)
  const { batch, publishedAt, starts } = filled
  const missing = missingColumns(filled, part, aggregation, plan)
  if (missing.length > 0) return { part: null, because: `It does not store ${missing.join(', ')}.` }
  const { tolerance } = rollup.header
  const firstRowAt = starts.get(aggregation.view) ?? null
  return { part: { ...part, batch, publishedAt, tolerance, firstRowAt }, because: null }
}

/** The columns of the aggregation that the batch did not fill. */
function missingColumns(
  { parts }: FilledRollup,
  part: RollupPart,
  aggregation: Aggregation,
  plan: UnservedPlan,
): readonly string[] {
  const stored = parts.get(partKey(part)) ?? []
  return [...new Set(storedColumns(aggregation, plan).values())].filter((column) => !stored.includes(column))
}

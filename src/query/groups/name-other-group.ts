import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import { compileViewQuery } from '../../semantic/compile/view-query.ts'
import { planRequest } from '../../semantic/plan/plan-request.ts'
import type { MetricsRequestInput } from '../../semantic/model/request/request.ts'
import { otherNamePrefix, unusedOtherName } from '../../semantic/plan/draft/other-group.ts'
import type { QueryOptions } from '../../warehouse/engine/engine.ts'
import type { Runtime } from '../runtime.ts'

/**
 * The request with a name for each group of other values. No value of the dimension has this name, even a
 * value excluded by the request.
 */
export async function nameOtherGroups(
  { catalog, engine, access }: Runtime,
  state: WarehouseState,
  request: MetricsRequestInput,
  options: QueryOptions,
): Promise<MetricsRequestInput> {
  const { keep = [] } = request
  if (keep.every(({ rest }) => rest !== undefined)) return request
  const plan = planRequest(catalog, request, state, access)
  const named = await Promise.all(
    keep.map(async (one) => {
      const name = one.dimension.toLowerCase()
      const columns = new Map(
        plan.aggregations
          .flatMap(({ dimensions }) => dimensions)
          .filter((dimension) => dimension.name === name)
          .map(({ from, column }) => [`${from} ${column}`, { from, column }]),
      )
      const similar = await Promise.all(
        [...columns.values()].map(({ from, column }) =>
          engine.queryArrays(
            compileViewQuery(
              catalog,
              from,
              { parameters: plan.parameters, stored: plan.reusableViews, permitted: plan.permitted },
              (relation) =>
                `select distinct ${column} from ${relation} where starts_with(${column}::text, '${otherNamePrefix}')`,
            ),
            options,
          ),
        ),
      )
      const values = similar.flatMap(({ rows }) => rows.map(([value]) => value))
      return { ...one, rest: unusedOtherName(new Set([...values, ...one.values])) }
    }),
  )
  return { ...request, keep: named }
}

import type { WarehouseState } from '../semantic/model/warehouse-state.ts'
import { compileViewQuestion } from '../semantic/compile/view-query.ts'
import { planRequest } from '../semantic/plan/plan-request.ts'
import type { MetricsRequestInput } from '../semantic/model/request.ts'
import { restBegins, restName } from '../semantic/plan/other-group.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'
import type { Runtime } from './runtime.ts'

/**
 * The request with a name for each group of values that do not stay apart, which no value of that dimension has,
 * whatever the question leaves out.
 */
export async function nameRest(
  { catalog, engine }: Runtime,
  knowledge: WarehouseState,
  request: MetricsRequestInput,
  options: QueryOptions,
): Promise<MetricsRequestInput> {
  const { keep = [] } = request
  if (keep.every(({ rest }) => rest !== undefined)) return request
  const plan = planRequest(catalog, request, knowledge)
  const named = await Promise.all(
    keep.map(async (one) => {
      const name = one.dimension.toLowerCase()
      const places = new Map(
        plan.groups
          .flatMap(({ dimensions }) => dimensions)
          .filter((dimension) => dimension.name === name)
          .map(({ from, column }) => [`${from} ${column}`, { from, column }]),
      )
      const taken = await Promise.all(
        [...places.values()].map(({ from, column }) =>
          engine.queryArrays(
            compileViewQuestion(
              catalog,
              from,
              { parameters: plan.parameters, stored: plan.usableStored },
              (relation) =>
                `select distinct ${column} from ${relation} where starts_with(${column}::text, '${restBegins}')`,
            ),
            options,
          ),
        ),
      )
      const values = taken.flatMap(({ rows }) => rows.map(([value]) => value))
      return { ...one, rest: restName(new Set([...values, ...one.values])) }
    }),
  )
  return { ...request, keep: named }
}

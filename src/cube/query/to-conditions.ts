import { PlumblineError } from '../../errors.ts'
import type { Condition } from '../../semantic/model/request/condition.ts'
import type { ColumnCondition, Filter } from '../../semantic/model/request/request.ts'
import { findMember, type Cubes } from '../model/find-member.ts'
import type { CubeComparison, CubeFilter } from './cube-query.ts'
import { toColumnCondition, toComparison } from './to-comparison.ts'

/** The filters of a query, by what they restrict; all must be met. */
export interface Conditions {
  /** Rows, by their dimensions. */
  readonly where: readonly Condition<Filter>[]
  /** Rows of the result, by their measures. */
  readonly having: readonly ColumnCondition[]
  /** The time of the values. */
  readonly times: readonly CubeComparison[]
}

/**
 * The conditions of filters. Filters on measures and on the time are not joined by `or`: they do not restrict the same
 * rows as filters on dimensions.
 *
 * @throws PlumblineError `BAD_FILTER`
 */
export function toConditions(cubes: Cubes, filters: readonly CubeFilter[]): Conditions {
  const where: Condition<Filter>[] = []
  const having: ColumnCondition[] = []
  const times: CubeComparison[] = []
  for (const filter of filters.flatMap(flatten)) {
    if (!('member' in filter)) {
      where.push(toCondition(cubes, filter))
      continue
    }
    const { measure, dimension, cube } = findMember(cubes, filter.member)
    if (measure !== null) having.push(toColumnCondition(filter, measure.name))
    else if (dimension.name === cube.time) times.push(filter)
    else where.push(toComparison(filter, dimension.name))
  }
  return { where, having, times }
}

/** Filters that are joined by `and` are filters of the query. */
function flatten(filter: CubeFilter): readonly CubeFilter[] {
  return 'and' in filter ? filter.and.flatMap(flatten) : [filter]
}

function toCondition(cubes: Cubes, filter: CubeFilter): Condition<Filter> {
  if ('and' in filter) return { allOf: filter.and.map((one) => toCondition(cubes, one)) }
  if ('or' in filter) return { anyOf: filter.or.map((one) => toCondition(cubes, one)) }
  const { measure, dimension, cube } = findMember(cubes, filter.member)
  if (measure === null && dimension.name !== cube.time) return toComparison(filter, dimension.name)
  throw new PlumblineError(
    'BAD_FILTER',
    `${filter.member} is a ${measure === null ? 'time' : 'measure'} and cannot be a part of or: filter by it alone.`,
    { subject: filter.member },
  )
}

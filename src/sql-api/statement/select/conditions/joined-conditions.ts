import type { Condition } from '../../../../semantic/model/request/condition.ts'
import type { Filter } from '../../../../semantic/model/request/request.ts'
import { as, list } from '../../tree.ts'
import type { ValuesOf } from './by-values.ts'
import { filtersOf } from './filters.ts'
import type { Probe } from '../periods/probe.ts'
import { usedIn, type Source } from '../sources.ts'

/**
 * A condition as conditions of a query, all of which must be met: on one dimension each, joined by AND, OR and NOT; null
 * where one of them reads several dimensions together, or anything else.
 *
 * NOT is moved to the single conditions, which PostgreSQL evaluates: there, an unknown condition is not met, and neither
 * is its negation.
 */
export async function conditionsOf(
  condition: unknown,
  source: Source,
  sources: readonly Source[],
  probe: Probe,
  valuesOf: ValuesOf,
  isNegated = false,
): Promise<readonly Condition<Filter>[] | null> {
  const joined = as(condition, 'BoolExpr')
  const names = new Set(usedIn(condition, sources).map(({ column }) => column.name))
  if (joined === null || names.size === 1)
    return filtersOf(isNegated ? not(condition) : condition, source, sources, probe, valuesOf)
  const parts: (readonly Condition<Filter>[])[] = []
  const isNot = joined['boolop'] === 'NOT_EXPR'
  for (const part of list(joined, 'args')) {
    const found = await conditionsOf(part, source, sources, probe, valuesOf, isNegated !== isNot)
    if (found === null) return null
    parts.push(found)
  }
  if (isNot || (joined['boolop'] === 'AND_EXPR') !== isNegated) return parts.flat()
  // a part without conditions is always met
  return parts.some((part) => part.length === 0) ? [] : [{ anyOf: parts.map(together) }]
}

function not(condition: unknown): unknown {
  return { BoolExpr: { boolop: 'NOT_EXPR', args: [condition] } }
}

function together(conditions: readonly Condition<Filter>[]): Condition<Filter> {
  const [only] = conditions
  return only !== undefined && conditions.length === 1 ? only : { allOf: conditions }
}

import type { Catalog } from '../../catalog/catalog.ts'
import { sortedJson } from '../../catalog/hash.ts'
import { parameterOfColumn } from '../../catalog/parameters/parameter.ts'
import { wholeTime, type Rollup } from '../../catalog/rollups/rollup.ts'
import type { Parameters } from '../../generated/parameters.ts'
import { viewsRead } from '../kinds/views-read.ts'
import { parameterValue } from '../model/parameter-value.ts'
import { comparisonsOf } from '../model/request/condition.ts'
import type { Aggregation, PlannedCondition, UnservedPlan } from '../model/plan.ts'
import type { FilledRollup } from '../model/rollup-state.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'
import { dimensionSet, dimensionsOf } from './rollup-part.ts'

/** The parameters that determine where periods begin. */
const calendarParameters = ['time_zone', 'week_start', 'fiscal_year_start']

/** Why the rows of a rollup are not those of an aggregation, as a sentence; null when they are. */
export function reasonAgainst(
  catalog: Catalog,
  rollup: Rollup,
  filled: FilledRollup,
  aggregation: Aggregation,
  plan: UnservedPlan,
  state: Pick<WarehouseState, 'parameters'>,
): string | null {
  return (
    accessReason(plan) ??
    momentReason(filled, plan) ??
    parameterReason(catalog, aggregation, plan, state.parameters) ??
    periodReason(rollup, plan) ??
    dimensionReason(rollup, aggregation, plan)
  )
}

function accessReason({ permitted, withholding }: UnservedPlan): string | null {
  if (permitted !== null)
    return `The role ${permitted.role} sees some accounts only, and stored values are of all accounts.`
  if (withholding !== undefined)
    return 'Values of small groups are withheld, and the numbers of members are not stored.'
  return null
}

function momentReason({ asOf }: FilledRollup, plan: UnservedPlan): string | null {
  return plan.asOf === asOf
    ? null
    : `Its values are as of ${asOf}, and those of the request as of ${plan.asOf}.`
}

/** The parameters behind an aggregation must have the values with which the rollup was filled: the canonical ones. */
function parameterReason(
  catalog: Catalog,
  aggregation: Aggregation,
  { parameters }: Pick<UnservedPlan, 'parameters'>,
  canonical: Parameters,
): string | null {
  const behind = new Set([
    ...calendarParameters,
    ...aggregation.baseMetrics.flatMap(({ metric }) => metric.options),
    ...viewsRead(aggregation, { parameters }).flatMap((view) => catalog.views.get(view)?.allParameters ?? []),
    ...aggregation.dimensions.flatMap(({ header }) => header.option ?? []),
  ])
  const changed = Object.keys(parameters)
    .filter((column) => column !== 'as_of' && (behind.has(column) || behind.has(parameterOfColumn(column))))
    .filter((column) => {
      const [one, other] = [parameterValue(parameters, column), parameterValue(canonical, column)]
      return one !== other && sortedJson(one) !== sortedJson(other)
    })
    .map(parameterOfColumn)
  return changed.length === 0
    ? null
    : `It is stored with the canonical value of ${[...new Set(changed)].join(', ')}.`
}

function periodReason({ header }: Rollup, { period, resultShape }: UnservedPlan): string | null {
  const { grain, from, until, toDate, instants, cut } = period
  if (resultShape === 'distribution') return 'A distribution counts over the whole range of the request.'
  if (instants !== null) return 'The range is one of hours, and values are stored by whole days.'
  if (cut !== null) return 'The bounds cut a period, and stored periods are whole.'
  if (toDate) return 'Periods are cut at the elapsed time of the current one, and stored periods are whole.'
  if (grain === null)
    return !header.grains.includes(wholeTime)
      ? 'It has values by period only, and they do not add up to those of the whole range.'
      : from !== null || until !== null
        ? 'Without a grain it has values of the whole time only.'
        : null
  return header.grains.some((stored) => stored === grain)
    ? null
    : `It has no values by ${grain}: it is stored by ${header.grains.join(', ')}.`
}

function dimensionReason({ header }: Rollup, aggregation: Aggregation, plan: UnservedPlan): string | null {
  if (aggregation.dimensions.some(({ name }) => plan.otherGroups.has(name)))
    return 'The group of other values is not stored, and distinct counts do not add up.'
  const needed = dimensionsOf(aggregation)
  const sets = header.dimensions.map(dimensionSet)
  if (!sets.includes(dimensionSet(needed)))
    return needed.length === 0
      ? 'It has no values without dimensions.'
      : `It has no values by ${needed.join(' and ')}.`
  const grouped = new Set(aggregation.dimensions.map(({ name }) => name))
  const several = aggregation.filters.find(
    (filter) => !dimensionNames(filter).every((name) => grouped.has(name)) && !isOneValue(filter),
  )
  return several === undefined
    ? null
    : `The condition on ${dimensionNames(several).join(' and ')} may select several values, and distinct counts do not add up.`
}

/** Whether a condition selects one value of its dimension, so that the rows of that value are the selected ones. */
function isOneValue(condition: PlannedCondition): boolean {
  if (!('filter' in condition)) return false
  const { operator, value } = condition.filter
  switch (operator) {
    case 'eq':
      return true
    case 'in':
      return Array.isArray(value) && value.length === 1
    case 'isNull':
      return value === true || value === 'true'
    default:
      return false
  }
}

function dimensionNames(condition: PlannedCondition): readonly string[] {
  return [...new Set(comparisonsOf([condition]).map(({ dimension }) => dimension.name))]
}

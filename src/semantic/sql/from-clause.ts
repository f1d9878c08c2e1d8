import type { Catalog, View, ViewDimension } from '../../catalog/catalog.ts'
import { comparisonsOf } from '../model/request/condition.ts'
import type { Aggregation, OtherGroup, Plan, PlannedCondition } from '../model/plan.ts'
import type { Grain } from '../model/request/request.ts'
import { addDays, floorDay, nextPeriod, toCalendar } from '../time/calendar.ts'
import { countedFrom, countedUntil } from '../time/cut.ts'
import { amongDeclared } from './declared-order.ts'
import { boundList, compileCondition, compileFilter } from './filter.ts'
import { localAsOf, startOfDay } from './periods.ts'
import type { Join, Select } from './select.ts'
import { as, bind, concatSql, sql, type Sql } from './text/fragment.ts'
import { bucket, floorLocal, localTime, timeColumn } from './time-bucket.ts'
import { permittedRelation, relationName } from './views/relation-name.ts'

/** The inputs for the SQL of one aggregation. */
export interface AggregationContext {
  readonly catalog: Catalog
  readonly plan: Plan
  readonly aggregation: Aggregation
  readonly view: View
}

/** `d_industry`: the column of a dimension inside a compiled query. No column of a view has this form. */
export function dimensionColumn(name: string): Sql {
  return sql.raw(`d_${name}`)
}

export function dimensionColumns({
  dimensions,
}: {
  readonly dimensions: readonly { readonly name: string }[]
}): readonly Sql[] {
  return dimensions.map(({ name }) => dimensionColumn(name))
}

/** The period column, if there is a grain. */
export function periodColumn({ period: { grain } }: Pick<Plan, 'period'>): readonly Sql[] {
  return grain === null ? [] : [sql`period_start`]
}

/** The period of each row, if there is a grain. */
export function selectPeriod({ plan, view }: AggregationContext): readonly Sql[] {
  const { grain } = plan.period
  return grain === null ? [] : [as(bucket(timeColumn(view), view, plan, grain), 'period_start')]
}

/** The grouping columns: the period, if there is a grain, and the dimensions. */
export function groupColumns({
  plan,
  aggregation,
}: Pick<AggregationContext, 'plan' | 'aggregation'>): readonly Sql[] {
  return [...periodColumn(plan), ...dimensionColumns(aggregation)]
}

/** The dimensions in a select list over {@link factRows}. */
export function selectDimensions({ aggregation, plan }: AggregationContext): readonly Sql[] {
  return aggregation.dimensions.map((dimension) => {
    const value = valueOf(dimension)
    const otherGroup = plan.otherGroups.get(dimension.name)
    return as(otherGroup === undefined ? value : withOtherGroup(value, otherGroup), `d_${dimension.name}`)
  })
}

function withOtherGroup(value: Sql, { namedValues, name }: OtherGroup): Sql {
  const named = namedValues.filter((one) => one !== null)
  const other = bind(name, 'text')
  const conditions = [
    ...(named.length > 0 ? [sql`${value} = any (${boundList(named, 'text')})`] : []),
    ...(namedValues.includes(null) ? [sql`${value} is null`] : []),
  ]
  if (conditions.length === 0) return other
  return sql`case when ${concatSql(conditions, ' or ')} then ${value} else ${other} end`
}

/** More conditions and joins for the rows of a view. */
export interface RowSelection {
  /** Conditions before the filters. */
  readonly where?: readonly Sql[]
  /** Joins before those of the entities. */
  readonly joins?: readonly Join[]
  /** Replaces the filters of the aggregation, when the caller applies some of them itself. */
  readonly filters?: readonly PlannedCondition[]
}

/**
 * The clauses that read the rows of the view (as `fact`): `from`, joins with the entities of dimensions and conditions,
 * and `where`. The columns of a joined entity have prefixes, so that they cannot collide with those of the fact.
 */
export function factRows(
  { catalog, aggregation, plan }: AggregationContext,
  { where = [], joins = [], filters = aggregation.filters }: RowSelection = {},
): Pick<Select, 'from' | 'joins' | 'where'> {
  const used = [
    ...aggregation.dimensions,
    ...comparisonsOf(aggregation.filters).map(({ dimension }) => dimension),
  ]
  const entities = new Map<string, ViewDimension[]>()
  for (const dimension of used) {
    if (dimension.join !== null)
      entities.set(dimension.from, [...(entities.get(dimension.from) ?? []), dimension])
  }
  return {
    from: sql`${permittedRelation(catalog, plan, aggregation.view)} as fact`,
    joins: [...joins, ...[...entities].map(([entity, dimensions]) => entityJoin(plan, entity, dimensions))],
    where: [...where, ...conditionsOn(filters)],
  }
}

function entityJoin(plan: Plan, entity: string, dimensions: readonly ViewDimension[]): Join {
  const [{ join } = { join: null }] = dimensions
  const keys = join?.key ?? []
  const alias = entityAlias(entity)
  const columns = [
    ...keys.map((key) => `${key} as k_${key}`),
    ...new Set(dimensions.map(({ column }) => `${column} as c_${column}`)),
  ]
  return {
    how: 'left join',
    source: {
      query: { columns: columns.map(sql.raw), from: sql.raw(relationName(entity, plan.reusableViews)) },
      as: sql.raw(alias),
    },
    on: keys.map((key, index) => sql.raw(`fact.${join?.columns[index] ?? key} = ${alias}.k_${key}`)),
  }
}

/** The filters as conditions on the rows of {@link factRows}. */
export function conditionsOn(filters: readonly PlannedCondition[]): readonly Sql[] {
  return filters.map((condition) =>
    compileCondition(condition, ({ dimension, filter }) =>
      compileFilter(
        valueOf(dimension),
        amongDeclared(filter, dimension.header.values),
        dimension.header.type,
      ),
    ),
  )
}

/** Limits the rows to the requested period, by instants, so that an index applies. */
export function inPeriod(
  { view, plan }: Pick<AggregationContext, 'view' | 'plan'>,
  column: Sql = timeColumn(view),
): readonly Sql[] {
  const { from, until } = wholeMonths(view, plan)
  const local = localTime(column, view, plan)
  const { grain, toDate, instants } = plan.period
  if (instants !== null) {
    const first = instants.from === null ? [] : [sql`${column} >= ${bind(instants.from, 'timestamptz')}`]
    return [...first, sql`${column} < ${bind(instants.until, 'timestamptz')}`]
  }
  const bound = (day: string) =>
    view.header.time_type === 'date' ? bind(day, 'date') : startOfDay(day, plan.timeZone)
  return [
    ...(from === null ? [] : [sql`${column} >= ${bound(from)}`]),
    ...(until === null ? [] : [sql`${column} < ${bound(until)}`]),
    ...(toDate && grain !== null ? [sql`${sinceStart(local, grain, plan)} <= ${elapsed(grain, plan)}`] : []),
  ]
}

/** Monthly facts count in every month that overlaps the requested days. */
function wholeMonths(view: View, plan: Plan): Pick<Plan['period'], 'from' | 'until'> {
  const from = countedFrom(plan.period)
  const until = countedUntil(plan.period)
  if (view.header.time_type !== 'date' || view.header.finest_grain !== 'month') return { from, until }
  const calendar = toCalendar(plan.parameters)
  return {
    from: from === null ? null : floorDay(from, 'month', calendar),
    until: until === null ? null : nextPeriod(addDays(until, -1), 'month', calendar),
  }
}

function sinceStart(local: Sql, grain: Grain, plan: Plan): Sql {
  return sql`${local} - ${floorLocal(local, grain, toCalendar(plan.parameters))}`
}

/** The elapsed time of the current period at `asOf`. */
export function elapsed(grain: Grain, plan: Plan): Sql {
  return sinceStart(localAsOf(plan), grain, plan)
}

/** The local day of a row. */
export function localDayOf({ view, plan }: AggregationContext): Sql {
  return sql`${localTime(timeColumn(view), view, plan)}::date`
}

function valueOf(dimension: ViewDimension): Sql {
  return dimension.join === null
    ? sql.raw(`fact.${dimension.column}`)
    : sql.raw(`${entityAlias(dimension.from)}.c_${dimension.column}`)
}

function entityAlias(entity: string): string {
  return `${entity.split('.')[1] ?? entity}_of_fact`
}

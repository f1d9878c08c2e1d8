import { sql, type RawBuilder } from 'kysely'
import type { Catalog, View, ViewDimension } from '../../catalog/catalog.ts'
import { floorLocal, localTime } from './time-bucket.ts'
import { addDays, floorDay, nextPeriod, toCalendar } from '../time/calendar.ts'
import { where } from './cte.ts'
import { boundList, compileFilter } from './filter.ts'
import { amongDeclared } from './declared-order.ts'
import { relationName } from './view-ctes.ts'
import type { Aggregation, KeptValues, Plan, PlannedFilter } from '../model/plan.ts'
import type { Grain } from '../model/request.ts'
import { concatSql } from './template.ts'

/** Everything a kind needs to write SQL over the rows of one group. */
export interface AggregationContext {
  readonly catalog: Catalog
  readonly plan: Plan
  readonly group: Aggregation
  readonly view: View
}

/** `d_industry`: a dimension's column inside a compiled query, which no column of a view can be called. */
export function dimensionColumn(name: string): RawBuilder<unknown> {
  return sql.raw(`d_${name}`)
}

export function dimensionColumns({
  dimensions,
}: {
  readonly dimensions: readonly { readonly name: string }[]
}): RawBuilder<unknown>[] {
  return dimensions.map(({ name }) => dimensionColumn(name))
}

/** The dimensions as the select list over {@link fromClause} names them. */
export function selectDimensions({ group, plan }: AggregationContext): RawBuilder<unknown>[] {
  return group.dimensions.map((dimension) => {
    const value = valueOf(dimension)
    const kept = plan.kept.get(dimension.name)
    const shown = kept === undefined ? value : withOtherGroup(value, kept)
    return sql`${shown} as ${dimensionColumn(dimension.name)}`
  })
}

function withOtherGroup(value: RawBuilder<unknown>, { values, rest }: KeptValues): RawBuilder<unknown> {
  const known = values.filter((one) => one !== null)
  const stays = [
    ...(known.length > 0 ? [sql`${value} = any (${boundList(known, 'text')})`] : []),
    ...(values.includes(null) ? [sql`${value} is null`] : []),
  ]
  if (stays.length === 0) return sql`${rest}::text`
  return sql`case when ${concatSql(stays, ' or ')} then ${value} else ${rest}::text end`
}

/**
 * `from` the view's rows (as `fact`), the entities that dimensions and conditions are of, and `where` the
 * conditions hold. An entity is joined under names that cannot collide with the fact's own columns; `joined`
 * comes before them. Conditions that are not in `filters` are left to the caller.
 */
export function fromClause(
  context: AggregationContext,
  more: readonly RawBuilder<unknown>[] = [],
  joined: RawBuilder<unknown> = sql``,
  filters: readonly PlannedFilter[] = context.group.filters,
): RawBuilder<unknown> {
  const { group, plan } = context
  const used = [...group.dimensions, ...group.filters.map(({ dimension }) => dimension)]
  const entities = new Map<string, ViewDimension[]>()
  for (const dimension of used) {
    if (dimension.join !== null)
      entities.set(dimension.from, [...(entities.get(dimension.from) ?? []), dimension])
  }
  const joins = [...entities].map(([entity, dimensions]) => {
    const [{ join } = { join: null }] = dimensions
    const keys = join?.key ?? []
    const columns = [
      ...keys.map((key) => `${key} as k_${key}`),
      ...new Set(dimensions.map(({ column }) => `${column} as c_${column}`)),
    ]
    const alias = entityAlias(entity)
    const on = keys.map((key, index) => `fact.${join?.columns[index] ?? key} = ${alias}.k_${key}`)
    return `\n\n    left join (\n        select ${columns.join(', ')}\n        from ${relationName(entity, plan.usableStored)}\n    ) as ${alias}\n        on ${on.join('\n        and ')}`
  })
  const conditions = [...more, ...conditionsOn(filters)]
  return sql`from ${sql.raw(relationName(group.view, plan.usableStored))} as fact${joined}${sql.raw(joins.join(''))}${where(conditions)}`
}

/** What the filters ask of a row that {@link fromClause} reads. */
export function conditionsOn(filters: readonly PlannedFilter[]): RawBuilder<unknown>[] {
  return filters.map(({ dimension, filter }) =>
    compileFilter(valueOf(dimension), amongDeclared(filter, dimension.header.values), dimension.header.type),
  )
}

/** Rows whose time is within the period asked for: on the instant itself, so that an index can serve. */
export function inPeriod({ view, plan }: AggregationContext): RawBuilder<unknown>[] {
  const { from, until } = wholeMonths(view, plan)
  const column = sql.raw(`fact.${view.header.time ?? ''}`)
  const local = localTime(column, view, plan)
  const { grain, toDate, instants } = plan.period
  if (instants !== null) {
    const first = instants.from === null ? [] : [sql`${column} >= ${instants.from}::timestamptz`]
    return [...first, sql`${column} < ${instants.until}::timestamptz`]
  }
  const bound = (day: string) =>
    view.header.time_type === 'date'
      ? sql`${day}::date`
      : sql`(${day}::timestamp at time zone ${plan.timeZone}::text)`
  return [
    ...(from === null ? [] : [sql`${column} >= ${bound(from)}`]),
    ...(until === null ? [] : [sql`${column} < ${bound(until)}`]),
    ...(toDate && grain !== null ? [sql`${sinceStart(local, grain, plan)} <= ${elapsed(grain, plan)}`] : []),
  ]
}

/** Facts that are known by month count in every month that the days asked for touch. */
function wholeMonths(view: View, plan: Plan): Pick<Plan['period'], 'from' | 'until'> {
  const { from, until } = plan.period
  if (view.header.time_type !== 'date' || view.header.finest_grain !== 'month') return { from, until }
  const calendar = toCalendar(plan.parameters)
  return {
    from: from === null ? null : floorDay(from, 'month', calendar),
    until: until === null ? null : nextPeriod(addDays(until, -1), 'month', calendar),
  }
}

function sinceStart(local: RawBuilder<unknown>, grain: Grain, plan: Plan): RawBuilder<unknown> {
  return sql`${local} - ${floorLocal(local, grain, toCalendar(plan.parameters))}`
}

/** How much of its period has passed at `asOf`. */
export function elapsed(grain: Grain, plan: Plan): RawBuilder<unknown> {
  return sinceStart(sql`(${plan.asOf}::timestamptz at time zone ${plan.timeZone}::text)`, grain, plan)
}

/** The local day of a row. */
export function localDayOf(context: AggregationContext): RawBuilder<unknown> {
  return sql`${localTime(sql.raw(`fact.${context.view.header.time ?? ''}`), context.view, context.plan)}::date`
}

function valueOf(dimension: ViewDimension): RawBuilder<unknown> {
  return dimension.join === null
    ? sql.raw(`fact.${dimension.column}`)
    : sql.raw(`${entityAlias(dimension.from)}.c_${dimension.column}`)
}

function entityAlias(entity: string): string {
  return `${entity.split('.')[1] ?? entity}_of_fact`
}

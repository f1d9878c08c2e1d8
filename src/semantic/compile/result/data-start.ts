import type { Catalog } from '../../../catalog/catalog.ts'
import { findView } from '../../model/find-view.ts'
import { bucket, localTime, timeColumn } from '../../sql/time-bucket.ts'
import type { Cte } from '../../sql/cte.ts'
import { elapsed } from '../../sql/from-clause.ts'
import { localAsOf } from '../../sql/periods.ts'
import { permittedRelation } from '../../sql/views/relation-name.ts'
import { baseMetricColumns } from '../../kinds/maturity.ts'
import type { Output, Plan } from '../../model/plan.ts'
import { allOf, bind, concatSql, none, sql, type Sql } from '../../sql/text/fragment.ts'

/**
 * The first row of each compared view, regardless of the conditions of the request. Values of periods before the first
 * row are null, not zero.
 */
export function dataStartCte(catalog: Catalog, plan: Plan): Cte {
  const columns = viewsCompared(plan).flatMap((name) => {
    const view = findView(catalog, name)
    const stored = storedStart(plan, name)
    const first =
      stored === undefined
        ? sql`min(${timeColumn(view)})`
        : bind(stored, view.header.time_type === 'date' ? 'date' : 'timestamptz')
    const { grain } = plan.period
    const from = stored === undefined ? sql`from ${permittedRelation(catalog, plan, name)} as fact` : none
    return [
      sql`(select ${localTime(first, view, plan)} ${from}) as ${moment(name)}`,
      ...(grain === null
        ? []
        : [sql`(select ${bucket(first, view, plan, grain)} ${from}) as ${period(name)}`]),
    ]
  })
  return {
    name: 'data_start',
    comment: 'The first row of each compared view; earlier values are unknown.',
    body: { columns },
  }
}

/** The condition that the data of a metric reach back to an earlier period. */
export function hasDataIn(plan: Plan, output: Output, earlier: Sql): Sql {
  const views = viewsBehind(plan, output)
  const conditions = views.map((name) => sql`${earlier} >= data_start.${period(name)}`)
  const soFar = plan.period.toDate
    ? views.map(
        (name) =>
          sql`${earlier} + (${elapsed(plan.period.grain ?? 'day', plan)}) >= data_start.${moment(name)}`,
      )
    : []
  return hasData([...conditions, ...soFar])
}

/** The condition that the data of a metric start before the end of the range. */
export function hasDataBefore({ period: { until, instants }, ...plan }: Plan, output: Output): Sql {
  const end = instants === null ? bind(until, 'timestamp') : localAsOf({ ...plan, asOf: instants.until })
  const conditions = viewsBehind(plan, output).map((name) => sql`data_start.${moment(name)} < ${end}`)
  return hasData(conditions)
}

/** A metric of constants only has no views; its value is always known. */
function hasData(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : allOf(conditions)
}

/** Hidden columns after those of the result: the first local day of the data of each metric. */
export function dataStartColumns(plan: Plan): readonly Sql[] {
  if (plan.comparisons.length === 0) return []
  return plan.outputs.map((output) => {
    const moments = viewsBehind(plan, output).map((name) => moment(name))
    return moments.length === 0
      ? sql`null::text`
      : sql`(select greatest(${concatSql(moments)})::date::text from data_start)`
  })
}

/** Notes about comparisons with periods before the data start, one sentence per first day. */
export function dataStartNotes(plan: Plan, row: readonly unknown[] | undefined): readonly string[] {
  if (plan.comparisons.length === 0 || row === undefined) return []
  const place = row.length - plan.outputs.length
  const { from } = plan.period
  const aliasesByDay = new Map<string, string[]>()
  for (const [index, { alias }] of plan.outputs.entries()) {
    const day = row[place + index]
    if (typeof day !== 'string' || (from !== null && from >= day)) continue
    aliasesByDay.set(day, [...(aliasesByDay.get(day) ?? []), alias])
  }
  return [...aliasesByDay].map(
    ([day, aliases]) =>
      `The data of ${aliases.join(', ')} start on ${day}: earlier periods before that day are null, and the ` +
      `period of that day counts from it on.`,
  )
}

/** The views of all metrics of a plan whose first rows are not stored. */
export function viewsToStart(plan: Plan): readonly string[] {
  return viewsCompared(plan).filter((view) => storedStart(plan, view) === undefined)
}

/** The time of the first row of a view, where stored rows of it are read; undefined where none are. */
function storedStart({ aggregations, rollups }: Plan, view: string): string | null | undefined {
  const of = aggregations.filter((aggregation) => aggregation.view === view).map(({ name }) => name)
  return rollups.find(({ aggregation, part }) => part !== null && of.includes(aggregation))?.part?.firstRowAt
}

function viewsCompared(plan: Plan): readonly string[] {
  return [...new Set(plan.outputs.flatMap((output) => viewsBehind(plan, output)))]
}

function viewsBehind({ aggregations }: Pick<Plan, 'aggregations'>, { formula }: Output): readonly string[] {
  const columns = baseMetricColumns(formula)
  const behind = aggregations.filter(({ baseMetrics }) =>
    baseMetrics.some(({ column }) => columns.includes(column)),
  )
  return [...new Set(behind.map(({ view }) => view))]
}

function moment(view: string): Sql {
  return sql.raw(view.replace('.', '__'))
}

function period(view: string): Sql {
  return sql.raw(`${view.replace('.', '__')}_period`)
}

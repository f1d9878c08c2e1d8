import type { Catalog } from '../../catalog/catalog.ts'
import { bucket, localTime, timeColumn } from '../sql/time-bucket.ts'
import type { Cte } from '../sql/cte.ts'
import { elapsed } from '../sql/from-clause.ts'
import { localAsOf } from '../sql/periods.ts'
import { relationName } from '../sql/view-ctes.ts'
import { baseMetricColumns } from '../kinds/maturity.ts'
import type { Output, Plan } from '../model/plan.ts'
import { allOf, bind, concatSql, sql, type Sql } from '../sql/text/fragment.ts'

/**
 * Since when anything is known of what is compared: the first row of each view, whatever the question leaves
 * out. An earlier period that lies before it is null, not nothing, wherever the question itself begins.
 */
export function dataStartCte(catalog: Catalog, plan: Plan): Cte {
  const columns = viewsCompared(plan).flatMap((name) => {
    const view = catalog.views.get(name)
    if (view === undefined) throw new Error(`The plan reads ${name}, which is not in the catalogue`)
    const first = sql`min(${timeColumn(view)})`
    const { grain } = plan.period
    const from = sql`from ${sql.raw(relationName(name, plan.reusableViews))} as fact`
    return [
      sql`(select ${localTime(first, view, plan)} ${from}) as ${moment(name)}`,
      ...(grain === null
        ? []
        : [sql`(select ${bucket(first, view, plan, grain)} ${from}) as ${period(name)}`]),
    ]
  })
  return {
    name: 'known_since',
    comment: 'The first row of all that is compared: of what lies before it, nothing is known.',
    body: { columns },
  }
}

/** That something is known of a number in an earlier period. */
export function hasDataIn(plan: Plan, output: Output, earlier: Sql): Sql {
  const views = viewsBehind(plan, output)
  const conditions = views.map((name) => sql`${earlier} >= known_since.${period(name)}`)
  const soFar = plan.period.toDate
    ? views.map(
        (name) =>
          sql`${earlier} + (${elapsed(plan.period.grain ?? 'day', plan)}) >= known_since.${moment(name)}`,
      )
    : []
  return hasData([...conditions, ...soFar])
}

/** That something is known of a number before the end of the stretch that a question is about. */
export function hasDataBefore({ period: { until, instants }, ...plan }: Plan, output: Output): Sql {
  const end = instants === null ? bind(until, 'timestamp') : localAsOf({ ...plan, asOf: instants.until })
  const conditions = viewsBehind(plan, output).map((name) => sql`known_since.${moment(name)} < ${end}`)
  return hasData(conditions)
}

/** Constants alone are always known. */
function hasData(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : allOf(conditions)
}

/** The column that tells since which local day a number is known, behind those of the answer. */
export function dataStartColumns(plan: Plan): readonly Sql[] {
  if (plan.comparisons.length === 0) return []
  return plan.outputs.map((output) => {
    const moments = viewsBehind(plan, output).map((name) => moment(name))
    return moments.length === 0
      ? sql`null::text`
      : sql`(select greatest(${concatSql(moments)})::date::text from known_since)`
  })
}

/** What the comparisons cannot know: a sentence for each day since which numbers are known. */
export function dataStartNotes(plan: Plan, row: readonly unknown[] | undefined): readonly string[] {
  if (plan.comparisons.length === 0 || row === undefined) return []
  const place = row.length - plan.outputs.length
  const { from } = plan.period
  const since = new Map<string, string[]>()
  for (const [index, { alias }] of plan.outputs.entries()) {
    const day = row[place + index]
    if (typeof day !== 'string' || (from !== null && from >= day)) continue
    since.set(day, [...(since.get(day) ?? []), alias])
  }
  return [...since].map(
    ([day, aliases]) =>
      `${aliases.join(', ')} ${aliases.length === 1 ? 'is' : 'are'} known since ${day}: an earlier period that ` +
      `lies wholly before that day is null, one that it falls into counts from that day on.`,
  )
}

function viewsCompared(plan: Plan): readonly string[] {
  return [...new Set(plan.outputs.flatMap((output) => viewsBehind(plan, output)))]
}

function viewsBehind({ groups }: Pick<Plan, 'groups'>, { formula }: Output): readonly string[] {
  const columns = baseMetricColumns(formula)
  const behind = groups.filter(({ baseMetrics }) =>
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

import type { ViewDimension } from '../../../catalog/catalog.ts'
import { viewsRead } from '../../kinds/views-read.ts'
import { factRows, localDayOf, selectDimensions, type AggregationContext } from '../../sql/from-clause.ts'
import { rowHash } from '../../sql/text/row-hash.ts'
import { compileSql, type CompiledQuery } from '../../sql/text/compile-sql.ts'
import { writeStatement } from '../../sql/cte.ts'
import { unionAll, type Query } from '../../sql/select.ts'
import { as, bind, sql } from '../../sql/text/fragment.ts'
import { viewCtes } from './fill-statement.ts'
import type { RollupFill } from './fill-rollup.ts'

/**
 * The statement that reads a hash of all rows behind a rollup by local day: `view`, `day` (empty for rows without a time),
 * `rows` and `hash`. Rows that arrive late, are edited, deleted or belong to others change the hash of their day: nothing
 * depends on the loader. Null when the values depend on more than the rows of their own and earlier days.
 */
export function dayHashesStatement(fills: readonly RollupFill[]): CompiledQuery | null {
  const contexts = fills.map(({ context }) => context)
  if (contexts.length === 0 || !contexts.every(dependsOnDays)) return null
  const views = new Map(contexts.map((context) => [context.aggregation.view, context]))
  const of = [...views].map(([view, context]) =>
    hashesOf(
      context,
      contexts
        .filter(({ aggregation }) => aggregation.view === view)
        .flatMap(({ aggregation }) => aggregation.dimensions),
    ),
  )
  return compileSql(writeStatement(viewCtes(fills), unionAll(of)))
}

/** Whether the values depend on the rows of their view and on the dimensions of these rows only. */
function dependsOnDays({ aggregation, plan, view }: AggregationContext): boolean {
  const known = new Set([aggregation.view, ...aggregation.dimensions.map(({ from }) => from)])
  return (
    view.header.time !== undefined &&
    view.header.return_events_from === undefined &&
    viewsRead(aggregation, plan).every((name) => known.has(name))
  )
}

function hashesOf(context: AggregationContext, dimensions: readonly ViewDimension[]): Query {
  const all = [...new Map(dimensions.map((dimension) => [dimension.name, dimension])).values()]
  const whole = { ...context, aggregation: { ...context.aggregation, dimensions: all, filters: [] } }
  const day = localDayOf(whole)
  return {
    columns: [
      as(bind(context.aggregation.view, 'text'), 'view'),
      sql`coalesce(on_day::text, '') as day`,
      sql`count(*) as rows`,
      sql`sum(${sql.raw(rowHash('counted'))}) as hash`,
    ],
    from: {
      query: { columns: [sql`fact.*`, ...selectDimensions(whole), as(day, 'on_day')], ...factRows(whole) },
      as: sql`counted`,
    },
    groupBy: [sql`on_day`],
  }
}

import type { DailyRows } from '../../model/plan.ts'
import { compileSql, type CompiledQuery } from '../../sql/text/compile-sql.ts'
import { writeStatement, type Cte } from '../../sql/cte.ts'
import { unionAll } from '../../sql/select.ts'
import { allOf, as, bind, concatSql, sql, type Sql } from '../../sql/text/fragment.ts'
import { dimensionSet } from '../../rollups/rollup-part.ts'
import { ofPart, rollupTable } from '../../rollups/rollup-table.ts'
import { viewsRead } from '../../kinds/views-read.ts'
import { timeColumn } from '../../sql/time-bucket.ts'
import { permittedRelation } from '../../sql/views/relation-name.ts'
import { inlineViews } from '../../sql/views/view-ctes.ts'
import { inlinedViews } from '../compile-plan.ts'
import type { RollupFill } from './fill-rollup.ts'
import { freshRows, keysOf, valueCtes } from './fresh-rows.ts'

/**
 * The statement that brings parts of a rollup to a batch: rows that are no longer right end with it, and new rows begin.
 * Rows that are still right stay, so a second run of the same batch changes nothing. The views that several parts read
 * are computed once.
 *
 * @param fills parts of one rollup
 */
export function fillStatement(fills: readonly RollupFill[], batch: string): CompiledQuery {
  const number = bind(batch, 'bigint')
  return overAllRows(
    writeStatement(
      [...viewCtes(fills), ...valueCtes(fills), ...fills.flatMap((fill) => changeCtes(fill, number))],
      { columns: [sql`1 as done`] },
    ),
  )
}

/** The select of the stored columns of an aggregation, for the types of the table. */
export function fillQuery(fill: RollupFill): Sql {
  return writeStatement([...viewCtes([fill]), ...valueCtes([fill])], {
    columns: [...fill.columns.keys()].map((name) => sql.id(name)),
    from: sql.raw(freshRows(fill)),
  })
}

/** The statement that reads the time of the first row of each view, as text: `view` and `first_row_at`. */
export function startsStatement(fills: readonly RollupFill[]): CompiledQuery {
  const views = new Map(fills.map(({ context }) => [context.aggregation.view, context]))
  const of = [...views].map(([name, { catalog, plan, view }]) => ({
    columns: [
      as(bind(name, 'text'), 'view'),
      as(
        view.header.time === undefined ? sql`null::text` : sql`min(${timeColumn(view)})::text`,
        'first_row_at',
      ),
    ],
    from: sql`${permittedRelation(catalog, plan, name)} as fact`,
  }))
  return overAllRows(writeStatement(viewCtes(fills), unionAll(of)))
}

function overAllRows(statement: Sql): CompiledQuery {
  return { ...compileSql(statement), isOverAllRows: true }
}

/** The views that the aggregations read. */
export function viewCtes(fills: readonly RollupFill[]): readonly Cte[] {
  const [first] = fills
  if (first === undefined) return []
  const { catalog, plan } = first.context
  return inlineViews(
    catalog,
    fills.flatMap(({ context }) => viewsRead(context.aggregation, context.plan)),
    plan.parameters,
    plan.reusableViews,
    new Set(fills.flatMap(({ context }) => [...inlinedViews(catalog, context.plan)])),
    sharedDailyRows(fills),
  )
}

/** The daily rows that are sufficient for all of them; what one needs in full is read in full. */
function sharedDailyRows(fills: readonly RollupFill[]): readonly DailyRows[] {
  const all = fills.flatMap(({ context }) => context.plan.dailyRows)
  const whole = new Set(all.filter(({ because }) => because !== null).map(({ view }) => view))
  return all.filter(({ view }) => !whole.has(view))
}

/** The rows of a part that end, and those that begin. */
function changeCtes(fill: RollupFill, batch: Sql): readonly Cte[] {
  const { part, columns, from, compiled } = fill
  const [table, fresh] = [rollupTable(part.rollup), sql.raw(freshRows(fill))]
  const own = [...keysOf(fill), ...columns.keys(), 'opened_on'].map((name) => sql.id(name))
  const current = allOf([
    ...ofPart(part),
    sql`until_batch is null`,
    ...(from === null ? [] : [sql`period_start >= ${bind(from, 'date')}`]),
  ])
  // as texts, so that nulls are equal
  const row = (relation: string) =>
    sql`row(${concatSql(own.map((column) => sql`${sql.raw(relation)}.${column}`))})::text`
  return [
    {
      name: `${compiled.name}_ended`,
      comment: 'Rows that are no longer right end before this batch.',
      body: {
        text: sql`update ${table} as stored
set until_batch = ${batch}
where ${current} and not exists (select from ${fresh} as other where ${row('stored')} = ${row('other')})`,
      },
    },
    {
      name: `${compiled.name}_begun`,
      comment: 'Rows that were not there begin with it.',
      body: {
        text: sql`insert into ${table} (grain, dimension_set, aggregation, ${concatSql(own)}, from_batch)
select
    ${bind(part.grain, 'text')},
    ${bind(dimensionSet(part.dimensions), 'text')},
    ${bind(part.aggregation, 'text')},
    ${concatSql(own)},
    ${batch}
from ${fresh} as fresh
where not exists (select from ${table} as other where ${current} and ${row('fresh')} = ${row('other')})`,
      },
    },
  ]
}

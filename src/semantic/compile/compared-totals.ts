import type { Catalog } from '../../catalog/catalog.ts'
import { writeStatement, type Cte } from '../sql/cte.ts'
import { sql } from '../sql/text/fragment.ts'
import { compileSql, type CompiledQuery } from '../sql/text/compile-sql.ts'
import { comparisonColumns, comparisonKinds } from './result/period-comparison.ts'
import { planCtes } from './compile-plan.ts'
import { hasDataBefore, dataStartCte } from './result/data-start.ts'
import type { Plan } from '../model/plan.ts'
import { spanName } from '../time/span.ts'
import type { Span } from '../model/request/request.ts'

/** The same query for a range that is earlier by a span. */
export interface EarlierTotal {
  readonly span: Span
  readonly plan: Plan
}

/**
 * The total of a query and the totals of the ranges that it is compared with, in one row: the columns of `whole`, then
 * for each metric its earlier value, change and growth.
 */
export function compileComparedTotals(
  catalog: Catalog,
  whole: Plan,
  earlier: readonly EarlierTotal[],
): CompiledQuery {
  const aliasOf = ({ span }: EarlierTotal) => sql.id(`${spanName(span)}_ago`)
  const own = whole.columns.map(({ name }) => sql`whole.${sql.id(name)}`)
  const comparisons = whole.outputs.flatMap((output) =>
    earlier.flatMap((one) => {
      const hasData = sql`${aliasOf(one)}.${sql.id(hasDataColumn(output.alias))}`
      return comparisonColumns(whole, output, one.span, sql`whole`, aliasOf(one), hasData)
    }),
  )
  const ctes = [
    totalCte(catalog, 'whole', 'All periods and groups.', whole, false),
    ...earlier.map(({ span, plan }) =>
      totalCte(
        catalog,
        `${spanName(span)}_ago`,
        `The same, ${spanName(span).replace('_', ' ')} earlier.`,
        plan,
        true,
      ),
    ),
  ]
  return compileSql(
    writeStatement(ctes, {
      columns: [...own, ...comparisons],
      from: sql`whole`,
      joins: earlier.map((one) => ({ how: 'left join', source: aliasOf(one), on: [sql`true`] })),
    }),
  )
}

/** The names of the columns of {@link compileComparedTotals}, in their order. */
export function comparedTotalColumns(plan: Plan, whole: Plan): readonly string[] {
  return [
    ...whole.columns.map(({ name }) => name),
    ...plan.columns.filter(({ kind }) => comparisonKinds.includes(kind)).map(({ name }) => name),
  ]
}

function hasDataColumn(alias: string): string {
  return `${alias}.has_data`
}

/** A total as a CTE; an earlier one also selects whether the data reach back to it. */
function totalCte(catalog: Catalog, name: string, comment: string, plan: Plan, isEarlier: boolean): Cte {
  const hasData = plan.outputs.map(
    (output) => sql`${hasDataBefore(plan, output)} as ${sql.id(hasDataColumn(output.alias))}`,
  )
  const ctes = [
    ...planCtes(catalog, { ...plan, keepsUnrounded: true }),
    ...(isEarlier ? [dataStartCte(catalog, plan)] : []),
  ]
  return {
    name: `"${name}"`,
    comment,
    body: {
      text: writeStatement(ctes, {
        columns: [sql`result.*`, ...(isEarlier ? hasData : [])],
        from: sql`result`,
        joins: isEarlier ? [{ how: 'cross join', source: sql`data_start` }] : [],
      }),
    },
  }
}

import type { Catalog } from '../../catalog/catalog.ts'
import { findView } from '../model/find-view.ts'
import type { Plan } from '../model/plan.ts'
import { readPart, storedPart } from '../rollups/read-part.ts'
import { writeStatement, type Cte } from '../sql/cte.ts'
import { forNodes } from '../sql/for-nodes.ts'
import { orderKey } from '../sql/declared-order.ts'
import { compileSql, type CompiledQuery } from '../sql/text/compile-sql.ts'
import { sql } from '../sql/text/fragment.ts'
import { permittedCtes, viewsOfPermissions } from '../sql/views/permitted-rows.ts'
import { inlineViews } from '../sql/views/view-ctes.ts'
import { compileAggregation } from '../kinds/compile-aggregation.ts'
import { hiddenColumns, maturityCte } from '../kinds/maturity.ts'
import { rowLimit } from '../plan/checks/result-size.ts'
import { averageCte, averagedColumns } from './result/average-cohorts.ts'
import { allMeasures, combineAggregations } from './combine-aggregations.ts'
import { afterCursor } from './keyset.ts'
import { readsAllRows } from './reads-all-rows.ts'
import { dataStartColumns, viewsToStart } from './result/data-start.ts'
import { hasMoving } from './result/moving-value.ts'
import { resultCtes, displayedRows } from './result/result-ctes.ts'
import { factViews, viewsRead } from '../kinds/views-read.ts'
import {
  computedAs,
  valuesRelation,
  withheldColumns,
  withheldCte,
  withholdingCtes,
} from './result/withhold.ts'

/**
 * Compiles a plan to one statement: the required views, the aggregations, the result.
 *
 * @param limit the largest number of rows; null for all rows, when they are streamed
 */
export function compilePlan(
  catalog: Catalog,
  plan: Plan,
  limit: number | null = (plan.first ?? rowLimit(plan)) + 1,
): CompiledQuery {
  const after = afterCursor(plan)
  const statement = compileSql(
    writeStatement(planCtes(catalog, plan), {
      columns: [
        ...plan.columns.map(({ name }) => sql.id(name)),
        ...hiddenColumns(plan).map((name) => sql.raw(`(select ${name} from maturity)`)),
        ...withheldColumns(plan),
        ...dataStartColumns(plan),
      ],
      from: sql`result`,
      where: after === null ? [] : [after],
      orderBy: plan.order.map(({ column, direction }) => {
        const type = plan.columns.find(({ name }) => name === column)?.type
        const key = type === 'text' ? orderKey(plan, column, sql.id(column)) : sql.id(column)
        return sql`${key} ${sql.raw(direction)} nulls last`
      }),
      limit,
    }),
  )
  return readsAllRows(catalog, plan) ? Object.freeze({ ...statement, isOverAllRows: true }) : statement
}

/** The CTEs of a plan; `result` has the requested rows. */
export function planCtes(catalog: Catalog, plan: Plan): readonly Cte[] {
  const ctes = [
    ...valueCtes(catalog, plan),
    ...resultCtes(catalog, plan),
    ...withheldCte(catalog, plan, displayedRows(plan, valuesRelation(plan))),
    ...maturityCte(plan, displayedRows(plan, 'gap_filled')),
  ]
  return forDatabase(catalog, plan, ctes)
}

function forDatabase(catalog: Catalog, { distributed }: Plan, ctes: readonly Cte[]): readonly Cte[] {
  return distributed === true ? forNodes(catalog, ctes) : ctes
}

/** The CTEs up to the values before formulas, which are in {@link valuesRelation}. */
function valueCtes(catalog: Catalog, plan: Plan): readonly Cte[] {
  const compiledFrom = plan.aggregations.map((aggregation) => {
    const view = findView(catalog, aggregation.view)
    const context = { catalog, plan, aggregation, view }
    const compiled = compileAggregation(context)
    const part = storedPart(plan, aggregation)
    return { view, compiled: part === null ? compiled : readPart(context, compiled, part) }
  })
  const fromBase = plan.aggregations.filter((aggregation) => storedPart(plan, aggregation) === null)
  const compiled = compiledFrom.map((one) => one.compiled)
  const columns = allMeasures(compiled).map(({ column }) => column)
  const isAverage = valuesRelation(plan) === 'averaged'
  return [
    ...inlineViews(
      catalog,
      [
        ...viewsOfPermissions(plan),
        ...fromBase.flatMap((aggregation) => viewsRead(aggregation, plan)),
        // the first rows of these views are read where values are compared
        ...(plan.comparisons.length > 0 || hasMoving(plan) ? viewsToStart(plan) : []),
      ],
      plan.parameters,
      plan.reusableViews,
      inlinedViews(catalog, plan),
      plan.dailyRows,
    ),
    ...permittedCtes(
      catalog,
      plan,
      plan.aggregations.flatMap((aggregation) => factViews(catalog, aggregation, plan)),
    ),
    ...compiled.flatMap(({ ctes }) => ctes),
    ...combineAggregations(
      plan,
      compiled,
      compiledFrom.map(({ view }) => view.header.time_type),
      computedAs(plan, 'gap_filled'),
    ),
    ...(isAverage ? [averageCte(plan, computedAs(plan, 'averaged'), columns)] : []),
    ...withholdingCtes(catalog, plan, isAverage ? averagedColumns(plan, columns) : columns, (rows) =>
      forDatabase(catalog, rows, valueCtes(catalog, rows)),
    ),
  ]
}

/**
 * Views that are faster when each reader inlines them. For cohorts, starts and returns are different rows of the view
 * and of its inputs. For views that only select from stored tables, each aggregation needs other columns.
 */
export function inlinedViews(catalog: Catalog, plan: Plan): ReadonlySet<string> {
  const readsOnlyTables = (name: string) =>
    catalog.views.get(name)?.reads.every((relation) => plan.reusableViews.has(relation)) ?? false
  const own = plan.aggregations.map(({ view }) => view)
  if (plan.resultShape !== 'cohort') return new Set(own.filter(readsOnlyTables))
  return new Set(own.flatMap((view) => [view, ...(catalog.views.get(view)?.reads ?? [])]))
}

import { compilePlan } from '../semantic/compile/compile-plan.ts'
import type { Plan } from '../semantic/model/plan.ts'
import type { MetricsResult } from '../semantic/model/result.ts'
import { rowLimit, tooExpensive } from '../semantic/plan/checks/result-size.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'
import { factsOf } from './plan-query.ts'
import { withoutSpan } from './runtime.ts'
import type { PreparedQuery, Runtime } from './runtime.ts'

/** The rows of one page. */
export interface Page {
  readonly rows: MetricsResult['rows']
  readonly hasNextPage: boolean
  /** The first row with its hidden columns, which describe the whole result; undefined without rows. */
  readonly firstRow: readonly unknown[] | undefined
}

/**
 * Compiles a plan and runs the statement.
 *
 * @throws PlumblineError `QUERY_TOO_EXPENSIVE` for too many rows without pages
 */
export async function selectPage(
  { catalog, engine, observe, inSpan = withoutSpan }: Runtime,
  { plan, planMs }: Pick<PreparedQuery, 'plan' | 'planMs'>,
  options: QueryOptions,
): Promise<Page> {
  const started = performance.now()
  const statement = compilePlan(catalog, plan)
  const compiled = performance.now()
  const { rows: found } = await inSpan('query', async (describe) => {
    describe(factsOf(plan))
    const result = await engine.queryArrays(statement, options)
    describe({ rows: result.rows.length })
    return result
  })
  observe?.({
    metrics: plan.provenance,
    planMs: planMs + compiled - started,
    sqlMs: performance.now() - compiled,
    rows: found.length,
  })
  return pageOf(plan, found)
}

/**
 * The page of a plan in the rows of its statement.
 *
 * @throws PlumblineError `QUERY_TOO_EXPENSIVE` for too many rows without pages
 */
export function pageOf(plan: Plan, found: readonly (readonly unknown[])[]): Page {
  const rows = found.slice(0, plan.first ?? rowLimit(plan)).map((row) => withoutHiddenColumns(plan, row))
  const hasNextPage = found.length > rows.length
  if (plan.first === null && hasNextPage) throw tooExpensive(plan, null)
  return { rows, hasNextPage, firstRow: found[0] }
}

/** The columns of the result. The statement adds hidden columns for the provenance. */
export function withoutHiddenColumns(plan: Plan, row: readonly unknown[]): readonly unknown[] {
  return row.length === plan.columns.length ? row : row.slice(0, plan.columns.length)
}

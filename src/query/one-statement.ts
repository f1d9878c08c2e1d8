import { compilePlan } from '../semantic/compile/compile-plan.ts'
import type { MetricsRequestInput } from '../semantic/model/request/request.ts'
import type { MetricsResult } from '../semantic/model/result.ts'
import { rowLimit } from '../semantic/plan/checks/result-size.ts'
import type { CompiledQuery } from '../semantic/sql/text/compile-sql.ts'
import { checkGroups } from './groups/group-count.ts'
import { prepareQuery } from './prepare-query.ts'
import { resultOf } from './run-query.ts'
import type { PreparedQuery, Runtime } from './runtime.ts'
import { pageOf } from './select-page.ts'

/** A query whose result is made of the rows of one statement. */
export interface OneStatement {
  readonly query: PreparedQuery
  readonly statement: CompiledQuery
  /** The result, with notes on the age of stored values at this moment; null for more rows than the limit. */
  readonly resultOf: (rows: readonly (readonly unknown[])[]) => MetricsResult | null
}

/**
 * Plans and compiles a query without running it. Null for totals, subtotals and fresh results, which need more statements.
 *
 * @param maxRows the largest number of rows that are read
 * @throws PlumblineError as `runQuery` does; and what the engine throws when the query depends on another one
 */
export async function prepareOneStatement(
  runtime: Runtime,
  given: MetricsRequestInput,
  maxRows: number,
): Promise<OneStatement | null> {
  if (given.totals === true || given.subtotals === true || given.fresh === true) return null
  const query = await prepareQuery(runtime, given, {})
  await checkGroups(runtime, query, {})
  const { plan } = query
  const limit = Math.min(plan.first ?? rowLimit(plan), maxRows) + 1
  return {
    query,
    statement: compilePlan(runtime.catalog, plan, limit),
    resultOf: (rows) => (rows.length > maxRows ? null : resultOf(runtime, query, pageOf(plan, rows))),
  }
}

import { toCursor } from '../semantic/compile/keyset.ts'
import type { MetricsRequestInput } from '../semantic/model/request/request.ts'
import type { MetricsResult } from '../semantic/model/result.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'
import { checkGroups } from './groups/group-count.ts'
import { runtimeFor } from './fresh-runtime.ts'
import { prepareQuery } from './prepare-query.ts'
import { headerOf } from './provenance.ts'
import type { PreparedQuery, Runtime } from './runtime.ts'
import { selectPage, type Page } from './select-page.ts'
import { subtotalsOf, totalsOf } from './totals/totals.ts'

/**
 * Runs a query and returns its page with totals, subtotals and provenance: plan, compile, run. The fast path, exports and
 * the SQL API run the statement in ways of their own; all compile it with `compilePlan`, so all return the same numbers.
 */
export async function runQuery(
  usual: Runtime,
  given: MetricsRequestInput,
  options: QueryOptions = {},
): Promise<MetricsResult> {
  const runtime = await runtimeFor(usual, given)
  const query = await prepareQuery(runtime, given, options)
  await checkGroups(runtime, query, options)
  const { request } = query
  const result = resultOf(runtime, query, await selectPage(runtime, query, options))
  return {
    ...result,
    totals: request.totals === true ? await totalsOf(runtime, query, options) : null,
    subtotals: request.subtotals === true ? await subtotalsOf(runtime, query, options) : [],
  }
}

/** The result of a query without totals, from its page. */
export function resultOf(
  { maxRefreshAgeSeconds }: Pick<Runtime, 'maxRefreshAgeSeconds'>,
  query: PreparedQuery,
  { rows, hasNextPage, firstRow }: Page,
): MetricsResult {
  const last = rows.at(-1)
  const { columns, others, provenance } = headerOf(query, firstRow, maxRefreshAgeSeconds)
  return {
    columns,
    others,
    rows,
    totals: null,
    subtotals: [],
    pageInfo: { hasNextPage, endCursor: last === undefined ? null : toCursor(query.plan, last) },
    provenance,
  }
}

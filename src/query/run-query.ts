import { toCursor } from '../semantic/compile/keyset.ts'
import type { MetricsRequestInput } from '../semantic/model/request/request.ts'
import type { MetricsResult } from '../semantic/model/result.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'
import { checkGroups } from './groups/group-count.ts'
import { runtimeFor } from './fresh-runtime.ts'
import { prepareQuery } from './prepare-query.ts'
import { headerOf } from './provenance.ts'
import type { Runtime } from './runtime.ts'
import { selectPage } from './select-page.ts'
import { subtotalsOf, totalsOf } from './totals/totals.ts'

/** Runs a query: plan, compile, run. Every interface uses it, so that all return the same numbers. */
export async function runQuery(
  usual: Runtime,
  given: MetricsRequestInput,
  options: QueryOptions = {},
): Promise<MetricsResult> {
  const runtime = await runtimeFor(usual, given)
  const query = await prepareQuery(runtime, given, options)
  await checkGroups(runtime, query, options)
  const { plan, request } = query
  const { rows, hasNextPage, firstRow } = await selectPage(runtime, query, options)
  const last = rows.at(-1)
  const { columns, others, provenance } = headerOf(query, firstRow, runtime.maxRefreshAgeSeconds)
  return {
    columns,
    others,
    rows,
    totals: request.totals === true ? await totalsOf(runtime, query, options) : null,
    subtotals: request.subtotals === true ? await subtotalsOf(runtime, query, options) : [],
    pageInfo: { hasNextPage, endCursor: last === undefined ? null : toCursor(plan, last) },
    provenance,
  }
}

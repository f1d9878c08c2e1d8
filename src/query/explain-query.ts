import { compilePlan } from '../semantic/compile/compile-plan.ts'
import type { DailyRows, Plan } from '../semantic/model/plan.ts'
import type { MetricsRequestInput } from '../semantic/model/request/request.ts'
import type { RollupChoice } from '../semantic/model/rollup-state.ts'
import type { Provenance } from '../semantic/model/result.ts'
import type { CompiledQuery } from '../semantic/sql/text/compile-sql.ts'
import { runtimeFor } from './fresh-runtime.ts'
import { prepareQuery } from './prepare-query.ts'
import { provenanceOf } from './provenance.ts'
import type { Runtime } from './runtime.ts'

/** The explanation of a query: its SQL with the bound values, its plan and its provenance. */
export interface Explanation extends Pick<CompiledQuery, 'sql' | 'parameters'> {
  readonly plan: Plan
  readonly provenance: Provenance
  /** Where the values of each aggregation come from, and why not from other rollups. */
  readonly sources: readonly RollupChoice[]
  /** The views of which the first and the last row of each day would do, and why all rows are read instead. */
  readonly dailyRows: readonly DailyRows[]
}

/** Explains a query without running it. Only the values of `top` and of `keep` are queried. */
export async function explainQuery(usual: Runtime, given: MetricsRequestInput): Promise<Explanation> {
  const runtime = await runtimeFor(usual, given)
  const query = await prepareQuery(runtime, given, {})
  const { plan } = query
  const { sql, parameters } = compilePlan(runtime.catalog, plan)
  return {
    sql,
    parameters,
    plan,
    provenance: provenanceOf(query, undefined, runtime.maxRefreshAgeSeconds),
    sources: plan.rollups,
    dailyRows: plan.dailyRows,
  }
}

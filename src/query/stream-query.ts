import type { ResultColumn } from '../semantic/model/result.ts'
import { compilePlan } from '../semantic/compile/compile-plan.ts'
import { withEffectiveOptions } from '../semantic/parameters/effective-options.ts'
import { planRequest } from '../semantic/plan/plan-request.ts'
import type { MetricsRequestInput } from '../semantic/model/request.ts'
import { totalsOf } from './totals.ts'
import { runQuery, withoutHiddenColumns } from './run-query.ts'
import { checkGroups } from './group-count.ts'
import { comparedTotals } from './compared-totals.ts'
import { nameOtherGroups } from './name-other-group.ts'
import { resolveTop } from './top-values.ts'
import type { Runtime } from './runtime.ts'

const batchSize = 10_000

/** Receives the rows of a long result. */
export interface RowSink {
  readonly start: (columns: readonly ResultColumn[]) => Promise<void>
  readonly take: (rows: readonly (readonly unknown[])[]) => Promise<void>
}

/**
 * The result of {@link runQuery}, streamed in batches; the totals, if requested, are its last row. It may
 * have more rows than a result held in memory: all of them, or the first ones if requested. Queries that
 * are too expensive are rejected before the first row.
 */
export async function streamQuery(
  runtime: Runtime,
  given: MetricsRequestInput,
  sink: RowSink,
): Promise<void> {
  const state = await runtime.state()
  const relevant = (one: MetricsRequestInput) => withEffectiveOptions(runtime.catalog, one, state.parameters)
  const run = (one: MetricsRequestInput) => runQuery(runtime, relevant(one))
  const withTop = await resolveTop(runtime.catalog, state, given, run)
  const request = await nameOtherGroups(runtime, state, withTop, {})
  const plan = planRequest(runtime.catalog, request, state)
  await checkGroups(request, plan, run)
  const compare = (whole: MetricsRequestInput) => comparedTotals(runtime, state, relevant(whole), plan, {})
  const totals = request.totals === true ? await totalsOf(request, plan, run, compare) : null
  await sink.start(plan.columns)
  await runtime.engine.queryBatches(compilePlan(runtime.catalog, plan, plan.first), batchSize, (rows) =>
    sink.take(rows.map((row) => withoutHiddenColumns(plan, row))),
  )
  if (totals !== null) await sink.take([totals])
}

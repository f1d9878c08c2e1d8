import type { ResultColumn } from '../semantic/model/result.ts'
import { compilePlan } from '../semantic/compile/compile-plan.ts'
import { onlyHeard } from '../semantic/parameters/effective-options.ts'
import { planRequest } from '../semantic/plan/plan-request.ts'
import type { MetricsRequestInput } from '../semantic/model/request.ts'
import { totalsOf } from './totals.ts'
import { runQuery, shownColumns } from './run-query.ts'
import { checkGroups } from './group-count.ts'
import { comparedTotals } from './compared-totals.ts'
import { nameRest } from './name-other-group.ts'
import { resolveTop } from './top-values.ts'
import type { Runtime } from './runtime.ts'

const batchSize = 10_000

/** What takes the rows of a long answer. */
export interface RowSink {
  readonly start: (columns: readonly ResultColumn[]) => Promise<void>
  readonly take: (rows: readonly (readonly unknown[])[]) => Promise<void>
}

/**
 * The answer of {@link runQuery}, row for row, without ever holding it whole; the totals, when asked
 * for, are its last row. It may have more rows than an answer that is held whole: all of them come, or only
 * the first ones when that was asked for. What would cost too much to compute is refused before the first row.
 */
export async function streamQuery(
  runtime: Runtime,
  asked: MetricsRequestInput,
  sink: RowSink,
): Promise<void> {
  const knowledge = await runtime.knowledge()
  const heard = (one: MetricsRequestInput) => onlyHeard(runtime.catalog, one, knowledge.parameters)
  const ask = (one: MetricsRequestInput) => runQuery(runtime, heard(one))
  const kept = await resolveTop(runtime.catalog, knowledge, asked, ask)
  const request = await nameRest(runtime, knowledge, kept, {})
  const plan = planRequest(runtime.catalog, request, knowledge)
  await checkGroups(request, plan, ask)
  const compare = (question: MetricsRequestInput) =>
    comparedTotals(runtime, knowledge, heard(question), plan, {})
  const totals = request.totals === true ? await totalsOf(request, plan, ask, compare) : null
  await sink.start(plan.columns)
  await runtime.engine.queryBatches(compilePlan(runtime.catalog, plan, plan.first), batchSize, (rows) =>
    sink.take(rows.map((row) => shownColumns(plan, row))),
  )
  if (totals !== null) await sink.take([totals])
}

import { compilePlan } from '../semantic/compile/compile-plan.ts'
import type { MetricsRequestInput } from '../semantic/model/request.ts'
import type { ResultColumn } from '../semantic/model/result.ts'
import { checkGroups } from './groups/group-count.ts'
import { prepareQuery } from './prepare-query.ts'
import type { Runtime } from './runtime.ts'
import { withoutHiddenColumns } from './select-page.ts'
import { totalsOf } from './totals/totals.ts'

const batchSize = 10_000

/** Receives the rows of a long result. */
export interface RowSink {
  readonly start: (columns: readonly ResultColumn[]) => Promise<void>
  readonly take: (rows: readonly (readonly unknown[])[]) => Promise<void>
}

/**
 * The same result as `runQuery`, streamed in batches; the totals, if requested, are its last row. It may
 * have more rows than a result held in memory: all of them, or the first ones if requested. Queries that
 * are too expensive are rejected before the first row.
 */
export async function streamQuery(
  runtime: Runtime,
  given: MetricsRequestInput,
  sink: RowSink,
): Promise<void> {
  const query = await prepareQuery(runtime, given, {})
  await checkGroups(runtime, query, {})
  const { plan, request } = query
  const totals = request.totals === true ? await totalsOf(runtime, query, {}) : null
  await sink.start(plan.columns)
  await runtime.engine.queryBatches(compilePlan(runtime.catalog, plan, plan.first), batchSize, (rows) =>
    sink.take(rows.map((row) => withoutHiddenColumns(plan, row))),
  )
  if (totals !== null) await sink.take([totals])
}

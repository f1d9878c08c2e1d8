import { PlumblineError } from '../errors.ts'
import { compilePlan } from '../semantic/compile/compile-plan.ts'
import type { MetricsRequestInput } from '../semantic/model/request/request.ts'
import type { ResultHeader } from '../semantic/model/result.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'
import { runtimeFor } from './fresh-runtime.ts'
import { factsOf } from './plan-query.ts'
import { prepareQuery } from './prepare-query.ts'
import { headerOf } from './provenance.ts'
import { withoutSpan } from './runtime.ts'
import type { PreparedQuery, Runtime } from './runtime.ts'
import { withoutHiddenColumns } from './select-page.ts'
import { totalsOf } from './totals/totals.ts'

/**
 * The largest number of rows in a batch, and of their values: converting them holds the process, and what a batch leaves
 * behind is freed late when it is large.
 */
const maxBatchRows = 2_500
const maxBatchValues = 12_500

/** Receives the rows of a long result. */
export interface RowSink {
  /** Called once, before the rows and also without any: the statement has succeeded. */
  readonly start: (header: ResultHeader) => Promise<void>
  /** The next rows are read when it has finished. */
  readonly take: (rows: readonly (readonly unknown[])[]) => Promise<void>
  /** Called after the last row. A result without this call is not whole. */
  readonly end: () => Promise<void>
}

/**
 * The same result as `runQuery`, streamed in batches; the totals, if requested, are its last row. It may have any number
 * of rows, unlike a result held in memory: all of them, or the first ones if requested. Errors of the query come before
 * the start of the sink. After it, only the sink and the connection to the warehouse can fail.
 *
 * @throws PlumblineError `BAD_REQUEST` for subtotals, whose rows are of another kind
 */
export async function streamQuery(
  usual: Runtime,
  given: MetricsRequestInput,
  sink: RowSink,
  options: QueryOptions = {},
): Promise<void> {
  if (given.subtotals === true)
    throw new PlumblineError('BAD_REQUEST', 'An export has one kind of row: query without subtotals.', {
      subject: 'subtotals',
    })
  const runtime = await runtimeFor(usual, given)
  const query = await prepareQuery(runtime, given, options)
  const totals = query.request.totals === true ? await totalsOf(runtime, query, options) : null
  await streamRows(runtime, query, sink, options)
  if (totals !== null) await sink.take([totals])
  await sink.end()
}

/** Starts the sink when the statement has ended, and gives it all rows. */
async function streamRows(
  { catalog, engine, observe, maxRefreshAgeSeconds, inSpan = withoutSpan }: Runtime,
  query: PreparedQuery,
  sink: RowSink,
  options: QueryOptions,
): Promise<void> {
  const { plan, planMs } = query
  const began = performance.now()
  const statement = compilePlan(catalog, plan, plan.first)
  const compiled = performance.now()
  const size = Math.min(maxBatchRows, Math.ceil(maxBatchValues / plan.columns.length))
  let rowCount = 0
  const times: number[] = []
  const start = async (firstRow?: readonly unknown[]) => {
    if (times.length > 0) return
    times.push(performance.now() - compiled)
    await sink.start(headerOf(query, firstRow, maxRefreshAgeSeconds))
  }
  await inSpan('query', async (describe) => {
    describe(factsOf(plan))
    const take = async (rows: readonly (readonly unknown[])[]) => {
      await start(rows[0])
      rowCount += rows.length
      await sink.take(rows.map((row) => withoutHiddenColumns(plan, row)))
    }
    await engine.queryBatches(statement, size, take, options)
    describe({ rows: rowCount })
  })
  await start()
  observe?.({
    metrics: plan.provenance,
    planMs: planMs + compiled - began,
    sqlMs: times[0] ?? 0,
    rows: rowCount,
  })
}

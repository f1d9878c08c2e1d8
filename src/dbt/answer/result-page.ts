import { PlumblineError } from '../../errors.ts'
import { runQuery } from '../../query/run-query.ts'
import type { Runtime } from '../../query/runtime.ts'
import type { MetricsResult, ResultHeader } from '../../semantic/model/result.ts'
import type { QueryOptions } from '../../warehouse/engine/engine.ts'
import type { Question } from '../query/question.ts'
import { maxRows, toRequest, type Asked } from '../query/to-request.ts'

/** A page of a result, with the names of the client. */
export interface ResultPage {
  readonly header: ResultHeader
  readonly rows: readonly (readonly unknown[])[]
  /** The place of its first row in the whole result, from 0. */
  readonly offset: number
  readonly totalPages: number
}

/** A page whose values take about a megabyte. */
const pageRows = 5_000

/**
 * Runs a question, and returns a page of its result: each page is computed by itself, from the same state of the data.
 *
 * @throws PlumblineError when the question has no correct answer, or the result has no such page
 */
export async function resultPage(
  runtime: Runtime,
  question: Question,
  pageNum: number,
  options: QueryOptions,
): Promise<ResultPage> {
  const asked = await toRequest(runtime, question)
  const result = await runQuery(runtime, asked.request, options)
  if (result.pageInfo.hasNextPage && !asked.isLimited)
    throw new PlumblineError(
      'QUERY_TOO_EXPENSIVE',
      `The result has more than ${maxRows} rows: set a limit, a longer granularity or a condition.`,
      { subject: 'limit' },
    )
  // an empty result has a page, too
  const totalPages = Math.max(1, Math.ceil(result.rows.length / pageRows))
  if (pageNum < 1 || pageNum > totalPages)
    throw new PlumblineError('BAD_REQUEST', `The result has no page ${pageNum}: it has ${totalPages}.`, {
      subject: 'pageNum',
    })
  const offset = (pageNum - 1) * pageRows
  return { ...named(asked, result, offset), offset, totalPages }
}

/** The columns that were asked for, under the names of the client. */
function named({ columns: asked }: Asked, { columns, rows, provenance }: MetricsResult, offset: number) {
  const places = asked.flatMap(({ label, column: name, kinds }) => {
    const index = columns.findIndex(
      (column) => column.name === name && kinds.some((kind) => kind === column.kind),
    )
    const column = columns[index]
    return column === undefined ? [] : [{ index, column: { ...column, name: label } }]
  })
  return {
    header: { columns: places.map(({ column }) => column), others: [], provenance },
    rows: rows.slice(offset, offset + pageRows).map((row) => places.map(({ index }) => row[index])),
  }
}

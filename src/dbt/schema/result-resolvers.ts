import { opaqueCodeOf, PlumblineError, withAlternatives } from '../../errors.ts'
import type { Runtime } from '../../query/runtime.ts'
import { compileSql } from '../answer/compile-sql.ts'
import { resultPage } from '../answer/result-page.ts'
import { toArrow } from '../answer/to-arrow.ts'
import { toJson, type Orient } from '../answer/to-json.ts'
import { fromQueryId } from '../query/query-id.ts'
import type { SemanticLayerContext } from './context.ts'

/** The arguments of `query`. */
export interface QueryArguments {
  readonly queryId: string
  readonly pageNum: number
}

/**
 * The field `query`: runs a query, and waits for its result. Errors of callers are its status; a server without a place
 * for it says that it is pending, and clients ask again by themselves.
 */
export async function answerQuery(
  { queryId, pageNum }: QueryArguments,
  { runtime, signal, onFailed }: SemanticLayerContext,
) {
  const nothing = { queryId, sql: null, error: null, totalPages: null, arrowResult: null, jsonResult: null }
  try {
    return { ...nothing, status: 'SUCCESSFUL', ...(await successOf(runtime(), { queryId, pageNum }, signal)) }
  } catch (error) {
    if (error instanceof PlumblineError && error.code === 'OVERLOADED')
      return { ...nothing, status: 'PENDING' }
    if (!(error instanceof PlumblineError) || opaqueCodeOf(error) !== null) throw error
    onFailed(error)
    return { ...nothing, status: 'FAILED', error: withAlternatives(error.message, error.details) }
  }
}

async function successOf(runtime: Runtime, { queryId, pageNum }: QueryArguments, signal: AbortSignal) {
  const question = fromQueryId(queryId, await runtime.state())
  const page = await resultPage(runtime, question, pageNum, { signal })
  return {
    totalPages: page.totalPages,
    sql: () => compileSql(runtime, question),
    arrowResult: () => toArrow(page),
    jsonResult: ({ orient, encoded }: { readonly orient: Orient; readonly encoded: boolean }) => {
      const json = toJson(page, orient)
      return encoded ? Buffer.from(json).toString('base64') : json
    },
  }
}

import type { Context } from '../context.ts'
import { runQuery } from '../query/run-query.ts'
import { reading, type QueryOfField, type SelectionInfo } from './reads.ts'

/** The resolver of a field that is a query for metrics, and what it says of the query to those who answer without it. */
export function queryField<Arguments, Answer>(
  queryOf: (given: Arguments, selection: SelectionInfo) => QueryOfField<Answer>,
) {
  return reading(
    { kind: 'query', queryOf: (given, selection) => queryOf(given as Arguments, selection) },
    async (_root: unknown, given: Arguments, { runtime, signal }: Context, info: SelectionInfo) => {
      const { request, objectOf } = queryOf(given, info)
      return objectOf(await runQuery(runtime, request, { signal }))
    },
  )
}

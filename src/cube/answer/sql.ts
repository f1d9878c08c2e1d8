import { PlumblineError } from '../../errors.ts'
import { explainQuery } from '../../query/explain-query.ts'
import type { Runtime } from '../../query/runtime.ts'
import { readLoad } from './load.ts'
import { normalizedQuery } from './normalized-query.ts'

/** The answer to `/v1/sql`: the compiled SQL of a query, and its values. */
export async function sqlOf(runtime: Runtime, given: unknown) {
  const { requests } = await readLoad(runtime, given)
  const [first, ...others] = requests
  if (first === undefined || others.length > 0)
    throw new PlumblineError('BAD_REQUEST', 'The SQL of one query is available, and this asks for several.', {
      subject: 'query',
    })
  const { sql, parameters } = await explainQuery(runtime, first.request)
  return {
    sql: {
      status: 'ok',
      sql: [sql, parameters],
      dataSource: 'default',
      external: false,
      query: normalizedQuery(first),
    },
  }
}

/** The answer to `/v1/dry-run`: how a query was understood, without a result. */
export async function dryRun(runtime: Runtime, given: unknown) {
  const { queryType, requests } = await readLoad(runtime, given)
  const normalizedQueries = requests.map(normalizedQuery)
  return {
    queryType,
    normalizedQueries,
    queryOrder: normalizedQueries.map(({ order }) =>
      Object.fromEntries(order.map(({ id, desc }) => [id, desc ? 'desc' : 'asc'])),
    ),
    pivotQuery: { ...normalizedQueries[0], queryType },
    transformedQueries: [],
  }
}

import { PlumblineError } from '../../errors.ts'
import { runQuery } from '../../query/run-query.ts'
import type { Runtime } from '../../query/runtime.ts'
import type { QueryOptions } from '../../warehouse/engine/engine.ts'
import { cubesOf } from '../model/cube.ts'
import { readCubeQueries, type CubeQuery } from '../query/cube-query.ts'
import { toRequest, maxRows, type CubeRequest } from '../query/to-request.ts'
import { todayOf } from '../query/to-days.ts'
import { annotationOf } from './annotation.ts'
import { normalizedQuery } from './normalized-query.ts'
import { formatted, namedRows } from './rows.ts'

/** How several results belong together. */
type QueryType = 'regularQuery' | 'compareDateRangeQuery' | 'blendingQuery'

/** What a body of `/v1/load` asks for. */
export interface Loaded {
  readonly queryType: QueryType
  readonly requests: readonly CubeRequest[]
}

/**
 * Reads what a body of Cube asks for, as the caller who may see these cubes.
 *
 * @throws PlumblineError when it has no correct answer
 */
export async function readLoad(runtime: Runtime, given: unknown): Promise<Loaded> {
  const cubes = cubesOf(runtime.catalog, runtime.access)
  const queries = readCubeQueries(given)
  const state = await runtime.state()
  const requests = queries.flatMap((query) =>
    rangesOf(query).map((range) => toRequest(cubes, query, todayOf(state, query.timezone), range)),
  )
  const [first] = queries
  return { queryType: typeOf(queries.length, first), requests }
}

function typeOf(count: number, query: CubeQuery | undefined): QueryType {
  if (count > 1) return 'blendingQuery'
  return query?.timeDimensions.some(({ compareDateRange }) => compareDateRange !== null) === true
    ? 'compareDateRangeQuery'
    : 'regularQuery'
}

/** One for each range that a query compares. */
function rangesOf({ timeDimensions }: CubeQuery) {
  return timeDimensions.find(({ compareDateRange }) => compareDateRange !== null)?.compareDateRange ?? [null]
}

/** The answer to `/v1/load`, one result for each query. */
export async function load(runtime: Runtime, given: unknown, options: QueryOptions) {
  const { queryType, requests } = await readLoad(runtime, given)
  const results = []
  for (const request of requests) results.push(await resultOf(runtime, request, options))
  return {
    queryType,
    results,
    pivotQuery: { ...results[0]?.query, queryType },
    slowQuery: false,
  }
}

async function resultOf(runtime: Runtime, request: CubeRequest, options: QueryOptions) {
  const result = await runQuery(runtime, request.request, options)
  const { provenance, pageInfo, rows } = result
  const { total, responseFormat } = request.query
  if (total && pageInfo.hasNextPage)
    throw new PlumblineError(
      'QUERY_TOO_EXPENSIVE',
      `The result has more than ${maxRows} rows, which are not counted: leave total out.`,
      { subject: 'total' },
    )
  const last = request.offset + request.limit
  return {
    query: normalizedQuery(request),
    data: formatted(namedRows(request, result), responseFormat),
    annotation: annotationOf(request),
    lastRefreshTime: provenance.refreshedAt ?? provenance.dataAsOf,
    dataSource: 'default',
    dbType: 'postgres',
    extDbType: 'postgres',
    external: false,
    slowQuery: false,
    total: total ? rows.length : null,
    // what Cube has no field for
    plumbline: { provenance, hasNextPage: pageInfo.hasNextPage || rows.length > last },
  }
}

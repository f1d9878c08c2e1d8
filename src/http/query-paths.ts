/** The path below which clients of Cube find its REST API. */
export const cubePath = '/cubejs-api/v1'

/** The path of the GraphQL of dbt's Semantic Layer, the same as at dbt. */
export const dbtPath = '/api/graphql'

/**
 * The paths of requests that query the warehouse, with their methods: these requests are audited and traced, and depend
 * on the caller.
 */
export const queryPaths: ReadonlyMap<string, string> = new Map([
  ['/graphql', 'GET, POST'],
  ['/graphql/stream', 'GET, POST'],
  ['/graphql/ws', 'GET'],
  ['/export', 'GET, POST'],
  ['/mcp', 'POST'],
  [dbtPath, 'POST'],
  [`${cubePath}/meta`, 'GET, POST'],
  [`${cubePath}/load`, 'GET, POST'],
  [`${cubePath}/sql`, 'GET, POST'],
  [`${cubePath}/dry-run`, 'GET, POST'],
])

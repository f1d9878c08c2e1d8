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
  ['/cubejs-api/v1/meta', 'GET, POST'],
  ['/cubejs-api/v1/load', 'GET, POST'],
  ['/cubejs-api/v1/sql', 'GET, POST'],
  ['/cubejs-api/v1/dry-run', 'GET, POST'],
])

/** The paths of requests that query the warehouse: they are audited and traced, and depend on the caller. */
export const queryPaths: ReadonlySet<string> = new Set(['/graphql', '/export'])

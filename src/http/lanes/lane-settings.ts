/** The sizes of the lanes, and what may run in them. */
export interface LaneSettings {
  /** The largest number of requests that query the warehouse at a time, without those of the slow lane. */
  readonly quickQueries: number
  /** The largest number of requests in the slow lane that query the warehouse at a time. */
  readonly slowQueries: number
  /** The largest number of exports at a time, from the start of the statement to the last row. */
  readonly exports: number
  /** The largest cost of a statement for metrics, as the planner of the database estimates it; null for any. */
  readonly maxQueryCost: number | null
}

export const defaultLanes: LaneSettings = { quickQueries: 8, slowQueries: 2, exports: 4, maxQueryCost: null }

/** From this estimated cost on, PostgreSQL itself takes a statement for expensive (`jit_above_cost`). */
export const slowCost = 100_000

/** The largest number of requests that wait in the slow lane. Each of them holds a connection. */
export const maxWaitingSlow = 16
export const maxWaitingSlowOfCaller = 12

/** The same for the quick lane, where a request that waits holds nothing. */
export const maxWaiting = 1_000
export const maxWaitingOfCaller = 100

/** The same for exports. A request that waits holds nothing. */
export const maxWaitingExports = 32
export const maxWaitingExportsOfCaller = 8

/** The longest time that a request waits. */
export const maxWaitMs = 30_000

/** Connections for the keys of callers, for the readiness probe, and for the newest refresh that streams wait for. */
const ownConnections = 3

/** The connections that the lanes need at most. */
export function connectionsOf({
  quickQueries,
  slowQueries,
  exports,
}: Pick<LaneSettings, 'quickQueries' | 'slowQueries' | 'exports'>): number {
  return quickQueries + slowQueries + maxWaitingSlow + exports + ownConnections
}

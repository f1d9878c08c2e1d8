import { PlumblineError } from '../../../errors.ts'

/** What the driver tells of an error of the server. */
interface ServerError {
  readonly message: string
  readonly code?: string
  readonly where?: string
}

/**
 * Whether another node of a distributed database failed, such as a worker that was stopped. The connection to the
 * server that answers is not affected.
 */
export function isNodeError(error: unknown): boolean {
  const { code = '', message, where = '' } = toServerError(error)
  if (!/^(?:08|57P0|XX000$)/.test(code)) return false
  return (
    /remote node|connection to the remote|server closed the connection/.test(message) ||
    /executing command on/.test(where)
  )
}

/** The error for the caller when a distributed database cannot run a statement; null for any other error. */
export function toDistributedError(error: unknown): PlumblineError | null {
  const { code = '', message } = toServerError(error)
  if (isNodeError(error))
    return new PlumblineError(
      'WAREHOUSE_UNAVAILABLE',
      'A node of the distributed database cannot be reached. Start it, then try again.',
      {},
      { cause: error },
    )
  if (code === 'XX000' && message.includes('citus.max_intermediate_result_size'))
    return new PlumblineError(
      'QUERY_TOO_EXPENSIVE',
      'The nodes of the distributed database would exchange more rows than it allows. Query a shorter period, fewer dimensions or one account, or raise citus.max_intermediate_result_size.',
      {},
      { cause: error },
    )
  if (
    (code === '0A000' && fromPlanner.test(message)) ||
    (code === 'XX000' && message.includes('repartition'))
  )
    return new PlumblineError(
      'NOT_DISTRIBUTABLE',
      'The distributed database cannot divide this query among its nodes. Query fewer metrics or dimensions at once; the log has the reason.',
      {},
      { cause: error },
    )
  return null
}

/** What the planner of Citus says when it cannot divide a statement. */
const fromPlanner = /distribut|push ?down|co-?located|shard|complex joins|correlated subquer|recursive CTE/i

function toServerError(error: unknown): ServerError {
  return error instanceof Error ? error : { message: '' }
}

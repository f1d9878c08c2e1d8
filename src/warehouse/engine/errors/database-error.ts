import { LostConnectionError, PlumblineError } from '../../../errors.ts'
import { isNodeError, toDistributedError } from './distributed-error.ts'

/** The code of a Postgres or network error, or null. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** Whether the server cannot be reached or has gone; the session cannot be used any more. */
export function isConnectionError(error: unknown): boolean {
  if (isNodeError(error)) return false
  const code = codeOf(error)
  if (code !== null) return networkCodes.has(code) || /^08|^57P0|^53300$/.test(code)
  // `pg` reports these without a code
  return error instanceof Error && lostConnection.test(error.message)
}

/**
 * The error for the caller. Errors that the caller can act on have a Plumbline code. All others are
 * defects: they stay unchanged, for the log.
 */
export function toCallerError(error: unknown, signal?: AbortSignal): unknown {
  const code = codeOf(error)
  if (code === '57014') {
    // Plumbline cancelled it because the caller had gone
    if (signal?.aborted) return signal.reason
    return tooLong()
  }
  if (code === '55P03') return beingDeployed()
  const distributed = toDistributedError(error)
  if (distributed !== null) return distributed
  if (isConnectionError(error)) {
    return new LostConnectionError(
      'WAREHOUSE_UNAVAILABLE',
      'The warehouse closed the connection, or cannot be reached any more. Check that it runs, then try again.',
      {},
      { cause: error },
    )
  }
  return error
}

/** The error for a statement cancelled at the time limit. */
export function tooLong(): PlumblineError {
  return new PlumblineError(
    'TIMEOUT',
    'The warehouse took longer than the limit. Query a shorter period, a coarser grain or fewer dimensions.',
  )
}

/** The error for a query that waited for a deployment until the time limit. */
function beingDeployed(): PlumblineError {
  return new PlumblineError(
    'TIMEOUT',
    'Definitions are being deployed, which takes longer than the limit. Retry when the deployment has finished.',
  )
}

const lostConnection = /^Connection terminated|is not queryable|timeout exceeded when trying to connect/

const networkCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
])

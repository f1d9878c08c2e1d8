import { PlumblineError } from '../../../errors.ts'

/** The code of a Postgres or network error, or null. */
export const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

/** Whether the error says that the server cannot be reached or has gone; the session is of no more use. */
export const isConnectionError = (error: unknown): boolean => {
  const code = codeOf(error)
  if (code !== null) return networkCodes.has(code) || /^08|^57P0|^53300$/.test(code)
  // these `pg` says in words only
  return error instanceof Error && lostConnection.test(error.message)
}

/**
 * The error that the caller should see. What the caller can act on has a code of ours;
 * everything else is ours to repair and stays as it is, for the log.
 */
export const toCallerError = (error: unknown, signal?: AbortSignal): unknown => {
  const code = codeOf(error)
  if (code === '57014') {
    // we cancelled it ourselves because the caller had gone
    if (signal?.aborted) return signal.reason
    return tooLong()
  }
  if (code === '55P03') return beingDeployed()
  if (isConnectionError(error)) {
    return new PlumblineError(
      'WAREHOUSE_UNAVAILABLE',
      'The warehouse has ended the connection, or cannot be reached any more: see that it runs, then try again.',
      {},
      { cause: error },
    )
  }
  return error
}

/** What a caller hears whose statement was ended at the limit. */
export const tooLong = (): PlumblineError =>
  new PlumblineError(
    'TIMEOUT',
    'The warehouse took longer than the limit. Ask for a shorter period, a coarser grain or fewer dimensions.',
  )

/** What a caller hears who has waited for a deployment as long as a statement may take. */
const beingDeployed = (): PlumblineError =>
  new PlumblineError(
    'TIMEOUT',
    'Definitions are being deployed, which takes longer than the limit. Ask again when that is done.',
  )

const lostConnection =
  /^Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/

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

import type { Socket } from 'node:net'
import type { PoolClient } from 'pg'

/** How much longer than its limit a statement may take before its connection counts as lost. */
const patienceMs = 5_000

/**
 * Runs a statement that ends within its limit. When it does not, the server has stopped or the network delivers nothing,
 * which a connection alone would notice after a quarter of an hour: the connection is closed, and the statement fails as
 * one whose connection is lost.
 *
 * @param limitMs undefined: the statement may take any time
 */
export async function unlessSilent<Result>(
  client: PoolClient,
  limitMs: number | undefined,
  run: () => Promise<Result>,
): Promise<Result> {
  if (limitMs === undefined) return run()
  const timer = setTimeout(() => streamOf(client).destroy(), limitMs + patienceMs)
  try {
    return await run()
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Runs a statement that the limit of the server does not bound. At its limit it is stopped, and closed when that does not
 * end it: the same as {@link unlessSilent} with one timer, for statements that take less time than timers and signals.
 */
export async function stoppedAt<Result>(
  client: PoolClient,
  limitMs: number | undefined,
  stop: () => void,
  run: () => Promise<Result>,
): Promise<Result> {
  if (limitMs === undefined) return run()
  let timer = setTimeout(() => {
    stop()
    timer = setTimeout(() => streamOf(client).destroy(), patienceMs)
  }, limitMs)
  try {
    return await run()
  } finally {
    clearTimeout(timer)
  }
}

/** The socket of the client; `pg` has it, its types do not. */
function streamOf(client: PoolClient): Socket {
  return (client as PoolClient & { readonly connection: { readonly stream: Socket } }).connection.stream
}

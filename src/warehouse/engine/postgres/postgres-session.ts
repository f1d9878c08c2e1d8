import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Client, PoolClient, QueryArrayConfig, QueryConfig } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { toCallerError } from '../errors/database-error.ts'
import type { QueryOptions } from '../engine.ts'
import type { PostgresLimit } from './postgres-limit.ts'
import type { Session } from '../session.ts'
import { toBoundText } from '../values/value-form.ts'

/** A session on a client of `pg`. `cancel` stops the running statement of the client's server process. */
export function createPostgresSession(
  client: PoolClient,
  limit: PostgresLimit,
  cancel: (processId: number) => Promise<void>,
): Session {
  /** Runs a statement with the limit of a query, or without one for Plumbline's own work. */
  const withLimit = <Result>(run: () => Promise<Result>, { isOwnWork, signal }: QueryOptions = {}) =>
    cancellable(
      client,
      cancel,
      async () => {
        await limit.set(isOwnWork !== true)
        signal?.throwIfAborted()
        return run()
      },
      signal,
    )
  return {
    query: async ({ sql, parameters }, options) => {
      const config: QueryConfig = { text: sql, values: parameters.map(toBoundText) }
      const result = await withLimit(() => client.query<object>(config), options)
      return result.rows
    },
    queryArrays: async ({ sql, parameters }, options) => {
      const config: QueryArrayConfig = { text: sql, values: parameters.map(toBoundText), rowMode: 'array' }
      const result = await withLimit(() => client.query<unknown[]>(config), options)
      return { columns: result.fields.map((field) => field.name), rows: result.rows }
    },
    execute: (sql, options) =>
      cancellable(
        client,
        cancel,
        async () => {
          await client.query(sql).finally(() => limit.notice(sql))
        },
        options?.signal,
      ),
    copyIn: (target, columns, csv) =>
      cancellable(client, cancel, async () => {
        const sink = client.query(
          copyFrom(`copy ${target} (${columns.join(', ')}) from stdin with (format csv)`),
        )
        await pipeline(Readable.from(csv), sink)
        return sink.rowCount
      }),
  }
}

/**
 * Runs a statement. When the signal aborts, cancels it on the server and waits for it to end. The client is
 * not released until the cancel is delivered, so that it cannot hit a statement of the next lease.
 */
async function cancellable<Result>(
  client: PoolClient,
  cancel: (processId: number) => Promise<void>,
  run: () => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  signal?.throwIfAborted()
  const cancels: Promise<void>[] = []
  const onAbort = () => cancels.push(cancel(processIdOf(client)))
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    return await run()
  } catch (error) {
    throw toCallerError(error, signal)
  } finally {
    signal?.removeEventListener('abort', onAbort)
    await Promise.all(cancels)
  }
}

/** The server process of the client; `pg` has it, its types do not. */
function processIdOf(client: PoolClient): number {
  return (client as PoolClient & Pick<Client & { processID: number }, 'processID'>).processID
}

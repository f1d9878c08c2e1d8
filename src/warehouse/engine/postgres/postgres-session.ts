import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Client, CustomTypesConfig, PoolClient, QueryArrayConfig, QueryConfig } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { tooLong, toCallerError } from '../errors/database-error.ts'
import type { QueryOptions, Statement } from '../engine.ts'
import type { PostgresLimit } from './postgres-limit.ts'
import type { Session } from '../session.ts'
import { parserOf, toBoundText } from '../values/value-form.ts'
import { queryWithoutNestedLoops } from '../without-nested-loops.ts'
import { nameOf, noticeUnknownName } from './statement-name.ts'
import { stoppedAt, unlessSilent } from './unless-silent.ts'

/** A session on a client of `pg`. `cancel` stops the running statement of the client's server process. */
export function createPostgresSession(
  client: PoolClient,
  limit: PostgresLimit,
  cancel: (processId: number) => Promise<void>,
): Session {
  /** Runs a statement with the limit of a query, or without one for Plumbline's own work. */
  const withLimit = <Result>(
    run: () => Promise<Result>,
    { isOwnWork, isBrief, signal }: QueryOptions = {},
  ) =>
    isBrief === true
      ? cancellable(client, cancel, (stop) => stoppedAt(client, limit.ms, stop, run), signal)
      : cancellable(
          client,
          cancel,
          () =>
            unlessSilent(client, isOwnWork === true ? undefined : limit.ms, async () => {
              await limit.set(isOwnWork !== true)
              signal?.throwIfAborted()
              return run()
            }),
          signal,
        )
  /** The same for a statement whose values are observed: an error of the observer cancels it. */
  const observed = <Result>(
    run: (types: Pick<QueryConfig, 'types'>) => Promise<Result>,
    { onValue, ...options }: QueryOptions = {},
  ): Promise<Result> => {
    if (onValue === undefined) return withLimit(() => run({}), options)
    const failed = new AbortController()
    const types = observedTypes((size) => {
      try {
        onValue(size)
      } catch (error) {
        failed.abort(error)
        throw error
      }
    })
    const signals = options.signal === undefined ? [failed.signal] : [failed.signal, options.signal]
    return withLimit(() => run({ types }), { ...options, signal: AbortSignal.any(signals) })
  }
  const planned = <Result>({ isOverAllRows }: Statement, run: () => Promise<Result>): Promise<Result> =>
    isOverAllRows === true ? queryWithoutNestedLoops((sql) => client.query(sql), run) : run()
  return {
    query: async (statement, options) => {
      const config: QueryConfig = toConfig(statement)
      const result = await observed(
        (types) => planned(statement, () => client.query<object>({ ...config, ...types })),
        options,
      )
      return result.rows
    },
    queryArrays: async (statement, options) => {
      const config: QueryArrayConfig = { ...toConfig(statement), rowMode: 'array' }
      const result = await observed(
        (types) => planned(statement, () => client.query<unknown[]>({ ...config, ...types })),
        options,
      )
      return { columns: result.fields.map((field) => field.name), rows: result.rows }
    },
    execute: (sql, { isBounded, isQuery, signal } = {}) =>
      withinLimit(isQuery === true ? limit.ms : undefined, signal, (ending) =>
        cancellable(
          client,
          cancel,
          () =>
            unlessSilent(client, isBounded === true || isQuery === true ? limit.ms : undefined, async () => {
              await client.query(sql).finally(() => limit.notice(sql))
            }),
          ending,
        ),
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

function toConfig(statement: Statement): QueryConfig {
  const name = nameOf(statement)
  const config = { text: statement.sql, values: statement.parameters.map(toBoundText) }
  return name === undefined ? config : { ...config, name }
}

/**
 * Runs a statement. When the signal aborts, or it is told to stop, cancels it on the server and waits for it to end. The client is
 * not released until the cancel is delivered, so that it cannot hit a statement of the next lease.
 */
async function cancellable<Result>(
  client: PoolClient,
  cancel: (processId: number) => Promise<void>,
  run: (stop: () => void) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  signal?.throwIfAborted()
  const cancels: Promise<void>[] = []
  const stop = () => void cancels.push(cancel(processIdOf(client)))
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await run(stop)
  } catch (error) {
    noticeUnknownName(error)
    throw toCallerError(error, signal)
  } finally {
    signal?.removeEventListener('abort', stop)
    if (cancels.length > 0) await Promise.all(cancels)
  }
}

/**
 * Runs a statement with a signal that aborts at the time limit: for the end of a transaction, to which the limit of the
 * server does not apply.
 */
async function withinLimit<Result>(
  limitMs: number | undefined,
  signal: AbortSignal | undefined,
  run: (ending: AbortSignal | undefined) => Promise<Result>,
): Promise<Result> {
  if (limitMs === undefined) return run(signal)
  signal?.throwIfAborted()
  const ending = new AbortController()
  const timer = setTimeout(() => ending.abort(tooLong()), limitMs)
  // AbortSignal.any takes longer than the rest of a brief statement
  const follow = () => ending.abort(signal?.reason)
  signal?.addEventListener('abort', follow, { once: true })
  try {
    return await run(ending.signal)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', follow)
  }
}

/** The parsers of values, which report the size of each one. */
function observedTypes(onValue: (size: number) => void): CustomTypesConfig {
  const getTypeParser = (type: number) => {
    const parse = parserOf(type)
    return (text: string) => {
      onValue(text.length)
      return parse(text)
    }
  }
  return { getTypeParser: getTypeParser as CustomTypesConfig['getTypeParser'] }
}

/** The server process of the client; `pg` has it, its types do not. */
function processIdOf(client: PoolClient): number {
  return (client as PoolClient & Pick<Client & { processID: number }, 'processID'>).processID
}

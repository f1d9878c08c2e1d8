import { createLoaders } from './loaders/create-loaders.ts'
import type { Loaders } from './loaders/create-loaders.ts'
import type { Identity } from './identity/identity.ts'
import type { RequestRecord } from './http/request-record.ts'
import type { Runtime } from './query/runtime.ts'
import type { Log } from './log.ts'

/** The context of the resolvers of one request. */
export interface Context {
  readonly runtime: Runtime
  readonly loaders: Loaders
  /** Identifies the request in the log; every response carries it. */
  readonly requestId: string
  /** Aborts when the caller has gone. */
  readonly signal: AbortSignal
  readonly log: Log
  /** The caller. */
  readonly identity: Identity
  /** Collects what the request does. */
  readonly record: RequestRecord
}

/** The context of a new request. */
export function createContext(
  runtime: Runtime,
  request: Pick<Context, 'requestId' | 'signal' | 'log' | 'identity' | 'record'>,
): Context {
  return { runtime, loaders: createLoaders(runtime, { signal: request.signal }), ...request }
}

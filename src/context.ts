import { createLoaders } from './loaders/create-loaders.ts'
import type { Loaders } from './loaders/create-loaders.ts'
import type { Runtime } from './query/runtime.ts'
import type { Log } from './log.ts'

/** What the resolvers of one request work with. */
export interface Context {
  readonly runtime: Runtime
  readonly loaders: Loaders
  /** Finds the request in the log; the caller gets it with every answer. */
  readonly requestId: string
  /** Aborted when the caller has gone: nobody waits for the answer any more. */
  readonly signal: AbortSignal
  readonly log: Log
}

/** The context of a new request. */
export function createContext(
  runtime: Runtime,
  request: Pick<Context, 'requestId' | 'signal' | 'log'>,
): Context {
  const { requestId, signal, log } = request
  return { runtime, loaders: createLoaders(runtime, { signal }), requestId, signal, log }
}

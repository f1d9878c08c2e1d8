import { PlumblineError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { OpenRuntime, Operation } from '../open-runtime.ts'
import type { GraphQLHandler } from './graphql-handler.ts'

/** Definitions with the handler whose schema is made of them. */
export interface Served {
  readonly runtime: OpenRuntime
  readonly graphql: GraphQLHandler
}

/** An operation and what is served in the state that it sees. */
export interface Begun {
  readonly operation: Operation
  readonly served: Served
}

/** Makes what is deployed in a state ready to be served. */
export type Follow = (deployed: Operation) => Promise<Served>

/** What a server answers by. */
export interface DefinitionsServed {
  readonly current: () => Served
  /** Begins an operation. A server that follows answers it by what is deployed in the state that it sees. */
  readonly begin: (signal: AbortSignal) => Promise<Begun>
}

/** Whether the same files would fail again. */
const isLasting = (error: unknown): boolean =>
  error instanceof PlumblineError && (error.code === 'BAD_CATALOG' || error.code === 'DEFINITIONS_CHANGED')

/** Serves the same definitions for ever; or, with a way to follow, those that are deployed. */
export function serveDefinitions(first: Served, follow: Follow | null, log: Log): DefinitionsServed {
  let current = first
  let following: { readonly hash: string; readonly served: Promise<Served> } | null = null

  const followTo = (hash: string, operation: Operation, follow: Follow): Promise<Served> => {
    if (following?.hash !== hash) {
      const served = follow(operation)
      following = { hash, served }
      // what cannot be read stays so, and reading takes a second; else this one's caller may just have gone
      served.catch((error: unknown) => {
        if (!isLasting(error)) following = null
      })
    }
    return following.served
  }

  const serving = async (served: Served, operation: Operation): Promise<Served> => {
    if (follow === null) return served
    const deployed = await operation.deployed()
    if (deployed === null || deployed.hash === served.runtime.release.hash) return served
    const next = await followTo(deployed.hash, operation, follow)
    if (current !== next) {
      current = next
      log.info({ event: 'definitions_followed', from: served.runtime.release.hash, to: deployed.hash })
    }
    return next
  }

  return {
    current: () => current,
    begin: async (signal) => {
      const served = current
      const operation = served.runtime.begin({ signal })
      const next = await serving(served, operation).catch((error: unknown) => {
        // the operation itself says what is wrong, in the form that its caller understands
        if (!signal.aborted) log.warn({ event: 'not_followed', err: error })
        return served
      })
      return next === served
        ? { operation, served }
        : { operation: next.runtime.continue(operation.snapshot), served: next }
    },
  }
}

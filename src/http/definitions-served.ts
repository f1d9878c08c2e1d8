import type { GraphQLSchema } from 'graphql'
import { PlumblineError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { FastPath } from '../fast-path/fast-path.ts'
import type { OpenRuntime, Operation } from '../open-runtime.ts'
import type { GraphQLHandler } from './graphql/graphql-handler.ts'

/** Definitions, their schema and its GraphQL handler. */
export interface Served {
  readonly runtime: OpenRuntime
  readonly schema: GraphQLSchema
  readonly graphql: GraphQLHandler
  readonly fastPath: FastPath
}

/** An operation and the definitions of its state. */
export interface StartedOperation {
  readonly operation: Operation
  readonly served: Served
}

/** Loads the deployed definitions of a state. */
export type Follow = (deployed: Operation) => Promise<Served>

/** The definitions of a server. */
export interface DefinitionsServed {
  readonly current: () => Served
  /** Starts an operation. A following server uses the definitions deployed in the operation's state. */
  readonly begin: (signal: AbortSignal) => Promise<StartedOperation>
}

/** Whether a retry with the same files would fail again. */
function isPermanent(error: unknown): boolean {
  return (
    error instanceof PlumblineError && (error.code === 'BAD_CATALOG' || error.code === 'DEFINITIONS_CHANGED')
  )
}

/** Serves constant definitions or, when `follow` is given, the deployed ones. */
export function serveDefinitions(first: Served, follow: Follow | null, log: Log): DefinitionsServed {
  let current = first
  let following: { readonly hash: string; readonly served: Promise<Served> } | null = null

  const followTo = (hash: string, operation: Operation, follow: Follow): Promise<Served> => {
    if (following?.hash !== hash) {
      const served = follow(operation)
      following = { hash, served }
      // invalid files stay invalid, and reading takes a second; any other error may be an aborted request
      served.catch((error: unknown) => {
        if (!isPermanent(error)) following = null
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
        // the operation itself reports the error to its caller
        if (!signal.aborted) log.warn({ event: 'not_followed', err: error })
        return served
      })
      return next === served
        ? { operation, served }
        : { operation: next.runtime.continue(operation.snapshot), served: next }
    },
  }
}

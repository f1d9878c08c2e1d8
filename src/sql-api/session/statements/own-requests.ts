import type { MetricText } from '../../statement/read-text.ts'
import { readTypes } from '../../wire/read.ts'
import * as write from '../../wire/write.ts'
import type { Clock } from '../clock.ts'
import type { Exchange, RequestKind } from '../exchange.ts'
import type { RunInSession } from '../rewriting/rewriter.ts'

/** What the requests of the SQL API itself need of a session. */
export interface Channel {
  readonly exchange: Exchange
  readonly clock: Clock
  readonly toServer: (...messages: readonly Buffer[]) => void
  readonly toClient: (...messages: readonly Buffer[]) => void
  /** Whether the client is within a sequence of the extended protocol: Sync would end its transaction. */
  readonly isExtended: () => boolean
}

/** Requests of the SQL API in the session of a client. They have names that no client uses. */
export interface OwnRequests {
  readonly nextName: () => string
  /** Runs selects with the client's values. */
  readonly runWith: (types: readonly number[], values: Buffer) => RunInSession
  /**
   * Runs selects after PostgreSQL has found no mistake in a statement as it was written: names, types, rights to know it.
   * It does so with the first select, which saves a round trip.
   */
  readonly runChecked: (sql: string, text: MetricText) => RunInSession
  /** The types of the parameters of a prepared statement. */
  readonly typesOf: (statement: string) => Promise<readonly number[]>
}

export function createOwnRequests({ exchange, clock, toServer, isExtended }: Channel): OwnRequests {
  let names = 0
  const nextName = () => `plumbline_${(names += 1)}`
  /** Sends requests, and ends them in the way that suits the protocol of the client. */
  const ask = (kinds: readonly RequestKind[], messages: readonly Buffer[]) => {
    const answer = exchange.ask(isExtended() ? kinds : [...kinds, 'sync'])
    clock.begin()
    toServer(...messages, isExtended() ? write.flush : write.sync)
    return answer
  }
  const run = async (checks: readonly Buffer[], sql: string, types: readonly number[], values: Buffer) => {
    const name = nextName()
    const { rows } = await ask(
      [
        ...(checks.length === 0 ? [] : (['parse', 'close'] as const)),
        ...(['parse', 'bind', 'execute', 'close', 'close'] as const),
      ],
      [
        ...checks,
        write.parse(name, sql, types),
        write.bind(name, name, values),
        write.execute(name),
        write.close('P', name),
        write.close('S', name),
      ],
    )
    return rows
  }
  return {
    nextName,
    runWith: (types, values) => (sql) => run([], sql, types, values),
    runChecked: (original, { statements }) => {
      const name = nextName()
      // a text of several statements cannot be prepared
      let checks = statements.length > 1 ? [] : [write.parse(name, original), write.close('S', name)]
      return (sql) => {
        const first = checks
        checks = []
        return run(first, sql, [], write.noValues)
      }
    },
    typesOf: async (statement) => {
      const { parameters } = await ask(['describe'], [write.describeStatement(statement)])
      return parameters === null ? [] : readTypes(parameters)
    },
  }
}

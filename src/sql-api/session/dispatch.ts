import { ProtocolError, type Message } from '../wire/frames.ts'
import type { RequestKind } from './exchange.ts'
import type { MetricStatements } from './statements/metric-statements.ts'

interface Parts {
  readonly statements: MetricStatements
  readonly forward: (message: Message, kind: RequestKind) => void
  readonly toServer: (...messages: readonly Buffer[]) => void
  readonly end: () => void
  /** Whether the client is between the first message of the extended protocol and its Sync. */
  readonly inExtended: (is: boolean) => void
}

/**
 * Handles the messages of an authenticated client: those that may carry statements about metrics, and all others, which go
 * on unchanged.
 */
export function createDispatch({
  statements,
  forward,
  toServer,
  end,
  inExtended,
}: Parts): (message: Message) => Promise<void> {
  const extended: Readonly<Record<string, (message: Message) => Promise<void> | void>> = {
    P: statements.parseMessage,
    B: statements.bindMessage,
    D: (message) => {
      forward(message, 'describe')
    },
    E: statements.executeMessage,
    C: statements.closeMessage,
  }
  return async (message) => {
    const { type } = message
    const part = extended[type]
    if (part !== undefined) {
      inExtended(true)
      await part(message)
      return
    }
    switch (type) {
      case 'Q':
        await statements.simpleQuery(message)
        return
      case 'S':
        inExtended(false)
        forward(message, 'sync')
        return
      case 'F':
        forward(message, 'call')
        return
      case 'X':
        end()
        return
      case 'H':
      case 'd':
      case 'c':
      case 'f':
        toServer(message.bytes)
        return
      default:
        throw new ProtocolError(`There is no message of the type ${type}.`)
    }
  }
}

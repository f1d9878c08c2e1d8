import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import type { ExecutionResult, GraphQLError } from 'graphql'
import { authenticate } from '../../identity/authenticate.ts'
import type { Authentication } from '../../identity/authenticate.ts'
import { startOfStream } from '../../resolvers/stream-place.ts'
import { callerOf } from '../callers/caller.ts'
import type { AnswerParts } from '../operation/answer.ts'
import { isPassing } from '../retry-after.ts'
import type { FollowedBatches } from './follow-batches.ts'
import type { OpenStreams } from './open-streams.ts'
import { errorForCaller, type ReadSubscription } from './read-subscription.ts'
import { sendMessage } from './send-message.ts'

/** How long a stream waits before it tries a message again. */
const retryMs = 2_000

/** The parts of a server that serve streams. */
export type LiveParts = AnswerParts & {
  readonly authentication: Authentication
  readonly batches: FollowedBatches
  readonly streams: OpenStreams
  /** Whether callers may read the schema. */
  readonly introspection: boolean
}

/** The caller of a stream. */
export type StreamCaller = Pick<FastifyRequest, 'id' | 'ip' | 'traceContext' | 'record'> & {
  readonly authorization: string | undefined
  /** Aborts when the caller has gone, or the server stops. */
  readonly signal: AbortSignal
  /** Waits until the caller has read what was sent. */
  readonly hasRead: () => Promise<void>
}

/**
 * The messages of a stream. Each one is a query of its own: with the credentials and the policies of its moment, in one
 * operation. A slow reader gets fewer, larger messages. The stream ends when the caller goes, its credentials end, the
 * server stops or the subscription itself is rejected. One that has sent a message waits while the warehouse is away.
 */
export function runSubscription(
  parts: LiveParts,
  caller: StreamCaller,
  read: () => ReadSubscription,
): AsyncGenerator<ExecutionResult, void, undefined> {
  const ended = new AbortController()
  const signal = AbortSignal.any([caller.signal, ended.signal])
  const messages = messagesOf(parts, { ...caller, signal }, read)
  const end = messages.return.bind(messages)
  // a generator that waits returns only afterwards
  messages.return = (value) => {
    ended.abort()
    return end(value)
  }
  return messages
}

async function* messagesOf(
  parts: LiveParts,
  caller: StreamCaller,
  read: () => ReadSubscription,
): AsyncGenerator<ExecutionResult, void, undefined> {
  const { authentication, batches, streams } = parts
  const { signal, authorization } = caller
  const place = startOfStream()
  const opened: { leave?: () => void } = {}
  try {
    const asked = read()
    let seen: string | null | undefined
    let hasStarted = false
    const attempt = async (): Promise<ExecutionResult | null> => {
      const identity = await authenticate(authentication, authorization)
      opened.leave ??= streams.open(callerOf({ identity, ip: caller.ip }))
      const newest = await batches.newest()
      if (newest === seen && !place.hasMore) return null
      const before = { ...place }
      const result = await sendMessage(parts, { ...caller, identity }, asked, place)
      const [failed] = isRejected(result) ? (result.errors ?? []) : []
      if (hasStarted && failed !== undefined && isPassing(codeOf(failed))) {
        Object.assign(place, before)
        throw failed
      }
      seen = newest
      return result
    }
    while (!signal.aborted) {
      const result = await attempt().catch((error: unknown) => {
        if (signal.aborted || !hasStarted || !isPassing(codeOf(errorForCaller(error, caller.id)))) throw error
        return 'later' as const
      })
      if (result === 'later') {
        await sleep(retryMs, undefined, { signal })
        continue
      }
      if (result !== null) {
        const isEnd = isRejected(result)
        if (isEnd || place.hasNews) yield result
        if (isEnd) return
        hasStarted = true
        await caller.hasRead()
      }
      if (!place.hasMore) await batches.after(seen ?? null, signal)
    }
  } catch (error) {
    if (signal.aborted) return
    const failed = errorForCaller(error, caller.id)
    // messages have entries of their own in the audit log; what ends the stream is in that of its request
    caller.record.errors.push(codeOf(failed))
    if (codeOf(failed) === 'INTERNAL') parts.log.error({ event: 'failed', requestId: caller.id, err: error })
    yield { errors: [failed] }
  } finally {
    opened.leave?.()
  }
}

/** Whether the subscription itself failed, not a field within its message. */
function isRejected({ data, errors = [] }: ExecutionResult): boolean {
  if (data === undefined || data === null) return true
  return errors.length > 0 && Object.values(data).every((value) => value === null)
}

function codeOf({ extensions }: GraphQLError): string {
  return String(extensions['code'])
}

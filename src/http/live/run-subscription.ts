import type { FastifyRequest } from 'fastify'
import type { ExecutionResult } from 'graphql'
import { authenticate } from '../../identity/authenticate.ts'
import type { Authentication } from '../../identity/authenticate.ts'
import { startOfStream } from '../../resolvers/stream-place.ts'
import { callerOf } from '../callers/caller.ts'
import type { AnswerParts } from '../operation/answer.ts'
import type { FollowedBatches } from './follow-batches.ts'
import type { OpenStreams } from './open-streams.ts'
import { errorForCaller, type ReadSubscription } from './read-subscription.ts'
import { sendMessage } from './send-message.ts'

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
 * server stops or the subscription itself is rejected.
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
  let leave: (() => void) | null = null
  try {
    const asked = read()
    let seen: string | null | undefined
    while (!signal.aborted) {
      const identity = await authenticate(authentication, authorization)
      leave ??= streams.open(callerOf({ identity, ip: caller.ip }))
      const newest = await batches.newest()
      if (newest !== seen || place.hasMore) {
        seen = newest
        const result = await sendMessage(parts, { ...caller, identity }, asked, place)
        const isEnd = result.data === undefined || result.data === null || isRejected(result)
        if (isEnd || place.hasNews) yield result
        if (isEnd) return
        await caller.hasRead()
      }
      if (!place.hasMore) await batches.after(seen, signal)
    }
  } catch (error) {
    if (signal.aborted) return
    const failed = errorForCaller(error, caller.id)
    // messages have entries of their own in the audit log; what ends the stream is in that of its request
    caller.record.errors.push(String(failed.extensions['code']))
    if (failed.extensions['code'] === 'INTERNAL')
      parts.log.error({ event: 'failed', requestId: caller.id, err: error })
    yield { errors: [failed] }
  } finally {
    leave?.()
  }
}

/** Whether the subscription itself failed, not a field within its message. */
function isRejected({ data, errors = [] }: ExecutionResult): boolean {
  return errors.length > 0 && Object.values(data ?? {}).every((value) => value === null)
}

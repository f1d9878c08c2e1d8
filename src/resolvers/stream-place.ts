import { PlumblineError } from '../errors.ts'

/** How far a stream has come: the root value of its operation, each time that it runs. */
export interface StreamPlace {
  /** The cursor of its last message; null before the first one. */
  cursor: string | null
  /** Whether the last run found something to send. */
  hasNews: boolean
  /** Whether there is more to send at once. */
  hasMore: boolean
}

/** The place of a stream that has sent nothing. */
export function startOfStream(): StreamPlace {
  return { cursor: null, hasNews: false, hasMore: false }
}

/**
 * The place in the root value of a subscription.
 *
 * @throws PlumblineError `BAD_REQUEST` when the operation was not sent to a stream
 */
export function placeIn(root: unknown): StreamPlace {
  if (typeof root === 'object' && root !== null && 'hasNews' in root) return root as StreamPlace
  throw new PlumblineError(
    'BAD_REQUEST',
    'A subscription is a stream: send it to /graphql/stream with accept: text/event-stream, or over a WebSocket to /graphql/ws.',
    { subject: 'query' },
  )
}

import type { ServerResponse } from 'node:http'

/** A signal that is aborted when the connection closes before the answer was written. */
export function callerSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) controller.abort(new Error('the caller has closed the connection'))
  })
  return controller.signal
}

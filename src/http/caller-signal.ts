import { setMaxListeners } from 'node:events'
import type { ServerResponse } from 'node:http'

/** A signal that is aborted when the connection closes before the answer was written. */
export function callerSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController()
  // each question of a document listens to it while it runs, and there may be many
  setMaxListeners(0, controller.signal)
  response.once('close', () => {
    if (!response.writableFinished) controller.abort(new Error('the caller has closed the connection'))
  })
  return controller.signal
}

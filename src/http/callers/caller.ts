import { setMaxListeners } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { FastifyRequest } from 'fastify'

/** Identifies the caller for its limits: by its identity, or by its address when it is anonymous. */
export function callerOf({ identity, ip }: Pick<FastifyRequest, 'identity' | 'ip'>): string {
  return identity.method === 'anonymous' ? ip : `${identity.method} ${identity.subject}`
}

/** A signal that aborts when the connection closes before the response is written. */
export function callerSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController()
  // each query of a document adds a listener, and there may be many
  setMaxListeners(0, controller.signal)
  response.once('close', () => {
    if (!response.writableFinished) controller.abort(new Error('the caller has closed the connection'))
  })
  return controller.signal
}

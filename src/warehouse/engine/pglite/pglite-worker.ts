import { parentPort, workerData } from 'node:worker_threads'
import { openPgliteBackend } from './pglite-backend.ts'
import type { PgliteCalls } from './pglite-backend.ts'
import { toSentError } from './pglite-messages.ts'
import type { PgliteAnswer, PgliteCall, PgliteWorkerData } from './pglite-messages.ts'

/** The other side of {@link openPgliteThread}: PGlite in a thread of its own. */
const port = parentPort
if (!port) throw new Error('pglite-worker runs as a worker thread only.')

const answer = (message: PgliteAnswer) => port.postMessage(message)

const serve = (backend: PgliteCalls) => {
  port.on('message', ({ id, method, values }: PgliteCall) => {
    const call = backend[method] as (...values: readonly unknown[]) => Promise<unknown>
    call(...values).then(
      (result) => answer({ id, result }),
      (error: unknown) => answer({ id, error: toSentError(error) }),
    )
  })
  answer({ id: 0, result: null })
}

const { directory, wasm } = workerData as PgliteWorkerData

openPgliteBackend(directory, wasm).then(serve, (error: unknown) =>
  answer({ id: 0, error: toSentError(error) }),
)

import { parentPort, workerData } from 'node:worker_threads'
import { openPgliteBackend } from './pglite-backend.ts'
import type { PgliteCalls } from './pglite-backend.ts'
import { toSentError } from './pglite-messages.ts'
import type { PgliteReply, PgliteCall, PgliteWorkerData } from './pglite-messages.ts'

/** The other side of {@link openPgliteThread}: PGlite in its own thread. */
const port = parentPort
if (!port) throw new Error('pglite-worker runs as a worker thread only.')

const reply = (message: PgliteReply) => port.postMessage(message)

const serve = (backend: PgliteCalls) => {
  port.on('message', ({ id, method, values }: PgliteCall) => {
    const call = backend[method] as (...values: readonly unknown[]) => Promise<unknown>
    call(...values).then(
      (result) => reply({ id, result }),
      (error: unknown) => reply({ id, error: toSentError(error) }),
    )
  })
  reply({ id: 0, result: null })
}

const { directory, wasm, initialData } = workerData as PgliteWorkerData

openPgliteBackend(directory, wasm, initialData === undefined ? undefined : new URL(initialData)).then(
  serve,
  (error: unknown) => reply({ id: 0, error: toSentError(error) }),
)

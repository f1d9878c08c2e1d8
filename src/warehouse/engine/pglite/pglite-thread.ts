import { readFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { codeOf } from '../errors/database-error.ts'
import type { PgliteBackend, PgliteProgram } from './pglite-backend.ts'
import { fromSentError } from './pglite-messages.ts'
import type { PgliteReply, PgliteCall, PgliteMethod, PgliteWorkerData } from './pglite-messages.ts'

interface Waiting {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

/**
 * PGlite in its own thread, so that a slow query does not block this process and can be cancelled:
 * committed data are in the directory, and another thread finds them there.
 */
export async function openPgliteThread(directory: string, initialData?: URL): Promise<PgliteBackend> {
  wasm ??= compileWasm()
  const worker = startWorker({ directory, wasm: await wasm, initialData: initialData?.href })
  const waiting = new Map<number, Waiting>()
  let ended: Error | null = null
  let lastId = 0

  const expectReply = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => {
      // an idle thread must not keep the process alive, a busy one must
      worker.ref()
      waiting.set(id, { resolve, reject })
    })

  const failAll = (error: Error) => {
    ended ??= error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  const end = async (reason: Error) => {
    failAll(reason)
    await worker.terminate()
  }

  worker.on('message', (reply: PgliteReply) => {
    const one = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (waiting.size === 0) worker.unref()
    if (!('error' in reply)) {
      one?.resolve(reply.result)
      return
    }
    const error = fromSentError(reply.error)
    one?.reject(error)
    // not an error of Postgres about a statement: PGlite itself crashed, out of memory or stack
    if (codeOf(error) === null) void end(error)
  })
  worker.on('error', failAll)
  worker.on('exit', () => failAll(new Error('The thread of the embedded database has ended.')))

  const send = (
    method: PgliteMethod,
    values: readonly unknown[],
    moved: readonly ArrayBuffer[] = [],
  ): Promise<unknown> => {
    if (ended) return Promise.reject(ended)
    lastId += 1
    const message: PgliteCall = { id: lastId, method, values }
    const reply = expectReply(lastId)
    worker.postMessage(message, moved)
    return reply
  }
  const call = (method: PgliteMethod, ...values: readonly unknown[]) => send(method, values)

  try {
    await expectReply(0)
  } catch (error) {
    await worker.terminate()
    throw error
  }
  return {
    query: (sql, values) => call('query', sql, values) as ReturnType<PgliteBackend['query']>,
    queryArrays: (sql, values) =>
      call('queryArrays', sql, values) as ReturnType<PgliteBackend['queryArrays']>,
    execute: (sql) => call('execute', sql) as Promise<void>,
    copy: (sql, csv) => send('copy', [sql, csv], [csv.buffer]) as Promise<number>,
    close: async () => {
      await call('close')
      await worker.terminate()
    },
    end,
    hasEnded: () => ended !== null,
  }
}

let wasm: Promise<PgliteProgram> | null = null

async function compileWasm(): Promise<PgliteProgram> {
  // Node has the global, its types do not
  const { WebAssembly: compiler } = globalThis as unknown as {
    readonly WebAssembly: { readonly compile: (bytes: Buffer) => Promise<PgliteProgram> }
  }
  return compiler.compile(await readFile(new URL(import.meta.resolve('@electric-sql/pglite/pglite.wasm'))))
}

function startWorker(workerData: PgliteWorkerData): Worker {
  const options = { workerData }
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./pglite-worker.js', import.meta.url), options)
  }
  // a new thread cannot load TypeScript without tsx; the built file needs nothing
  const tsx = import.meta.resolve('tsx/esm/api')
  const file = new URL('./pglite-worker.ts', import.meta.url).href
  const start = `import('${tsx}').then(({ register }) => { register(); return import('${file}') })`
  return new Worker(start, { ...options, eval: true })
}

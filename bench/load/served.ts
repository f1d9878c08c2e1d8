import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** Resident memory, and the used part of the JavaScript heap. */
export interface Memory {
  readonly resident: number
  readonly heap: number
}

/** A `plumbline serve` process. */
export interface Served {
  readonly port: number
  /** Its memory in MB, as `/metrics` reports it. */
  readonly memory: (key: string) => Promise<Memory>
  readonly stop: () => Promise<void>
}

/** Starts the built server on a database, with its default settings but the limit of requests. */
export async function serve(database: string): Promise<Served> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../bin/plumbline.js'), 'serve', '--json', '--database', database],
    {
      env: { ...process.env, PORT: '0', LOG_LEVEL: 'info', REQUESTS_PER_MINUTE: '60000' },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const [line] = (await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The server ended with ${String(code)}.`)
    }),
  ])) as [Buffer]
  const { url } = JSON.parse(line.toString()) as { readonly url: string }
  return {
    port: Number(new URL(url).port),
    memory: async (key) => {
      const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${key}` } })
      const text = await response.text()
      const megabytes = (name: string) =>
        Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]) / 2 ** 20
      return {
        resident: megabytes('process_resident_memory_bytes'),
        heap: megabytes('nodejs_heap_size_used_bytes'),
      }
    },
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

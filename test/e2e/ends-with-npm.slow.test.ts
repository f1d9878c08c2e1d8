import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deploy } from '../../src/warehouse/release/deploy.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

let folder: string
const started: number[] = []

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'plumbline-npm-')))
  const start = `node --import ${import.meta.resolve('tsx')} ${resolve('src/cli/main.ts')} serve --database database --sql ${resolve('sql')}`
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'started', scripts: { start } }))
  const engine = await openEngine(join(folder, 'database'))
  await deploy(engine, await ownCatalog())
  await engine.close()
})

afterAll(async () => {
  for (const pid of started.filter(isAlive)) process.kill(pid, 'SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // a zombie process may remain
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** `npm start` in the folder, once it is ready, with the process that holds the database. */
async function npmStart(): Promise<{ readonly npm: number; readonly server: number }> {
  const { npm_lifecycle_event: _event, ...env } = process.env
  const npm = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...env, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // a process group of its own, as a shell creates for its commands
    detached: true,
  })
  let told = ''
  npm.stdout.on('data', (text: Buffer) => (told += text.toString()))
  npm.stderr.on('data', (text: Buffer) => (told += text.toString()))
  await expect.poll(() => told, { timeout: 60_000, interval: 100 }).toContain('GraphQL:')
  const holder = JSON.parse(readFileSync(join(folder, 'database', '.plumbline-lock'), 'utf8')) as {
    readonly pid: number
  }
  if (npm.pid === undefined) throw new Error('npm did not start.')
  started.push(npm.pid, holder.pid)
  return { npm: npm.pid, server: holder.pid }
}

/** Processes that run in the folder: npm, its shell, and the server. */
const left = (): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder
      } catch {
        return false
      }
    })

test.each([
  ['npm gets SIGTERM', (npm: number): boolean => process.kill(npm, 'SIGTERM')],
  ['npm is killed', (npm: number): boolean => process.kill(npm, 'SIGKILL')],
  ['Ctrl-C is pressed', (npm: number): boolean => process.kill(-npm, 'SIGINT')],
] as const)('a server of npm start ends when %s, and releases its database', async (_how, stop) => {
  const { npm, server } = await npmStart()
  expect(isAlive(server)).toBe(true)
  stop(npm)
  await expect.poll(() => isAlive(server), { timeout: 15_000, interval: 100 }).toBe(false)
  expect(existsSync(join(folder, 'database', '.plumbline-lock'))).toBe(false)
  await expect.poll(() => left(), { timeout: 5_000, interval: 100 }).toEqual([])
})

import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { makeDirectory } from '../../../make-directory.ts'
import { PlumblineError } from '../../../errors.ts'

/** The process that has locked a directory. */
interface Holder {
  readonly pid: number
  /**
   * When the process started, as the system counts it; distinguishes it from a later process with the same
   * id.
   */
  readonly started: string | null
  readonly host: string
}

/**
 * Locks a directory for this process. PGlite does not, and two processes in one directory destroy it.
 * Resolves to the function that releases it; the end of the process releases it too.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  await makeDirectory(directory)
  // a name with a dot: PGlite creates its files only in a directory that looks empty
  const file = join(directory, '.plumbline-lock')
  if (!(await writeHolder(file))) {
    const holder = await readHolder(file)
    if (holder && isAlive(holder)) throw heldError(directory, file, holder)
    await rm(file, { force: true })
    if (!(await writeHolder(file))) throw heldError(directory, file, await readHolder(file))
  }
  const onExit = () => rmSync(file, { force: true })
  process.once('exit', onExit)
  return async () => {
    process.off('exit', onExit)
    await rm(file, { force: true })
  }
}

/** Creates the lock file with this process in it; false when another process was faster. */
async function writeHolder(file: string): Promise<boolean> {
  const holder: Holder = { pid: process.pid, started: startOf(process.pid), host: hostname() }
  // linked when complete, so that no other process reads half of it
  const draft = `${file}-${randomUUID()}`
  await writeFile(draft, JSON.stringify(holder))
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft)
  }
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder
  } catch {
    // just released, or broken by a crash of the machine
    return null
  }
}

function isAlive(holder: Holder): boolean {
  // processes of another host cannot be checked, and a wrong guess would destroy the data
  if (holder.host !== hostname()) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  return holder.started === null || holder.started === startOf(holder.pid)
}

/** Linux reports when a process started; elsewhere only its id is compared. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // the name in brackets may contain blanks; the 22nd field is the 20th after it
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function heldError(directory: string, file: string, holder: Holder | null): PlumblineError {
  const holderName = holder ? `process ${holder.pid} on ${holder.host}` : 'another process'
  return new PlumblineError(
    'WAREHOUSE_UNAVAILABLE',
    `The directory ${directory} is in use by ${holderName}. Stop it first. If it has already ended, delete ${file}.`,
    { subject: directory },
  )
}

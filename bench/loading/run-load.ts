import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'

/** The cost of loading a file in a process of its own. */
export interface LoadRun {
  readonly rows: number
  /** Without the start of the process and of the engine. */
  readonly seconds: number
  /** Peak resident memory of the process; that of the embedded engine is part of it. */
  readonly megabytes: number
}

/**
 * Loads a file of events: `copy` as it is into a bare table of the same columns, without any check; `load` as
 * `plumbline load` does, which replaces the table; `append` as `plumbline load --append` does.
 */
export async function runLoad(
  how: 'copy' | 'load' | 'append',
  database: string,
  file: string,
): Promise<LoadRun> {
  const child = spawn(
    process.execPath,
    [
      ...['--import', 'tsx', '--import', join(import.meta.dirname, '../report-peak-memory.ts')],
      ...[join(import.meta.dirname, 'one-load.ts'), how, database, file],
    ],
    { cwd: join(import.meta.dirname, '../..'), stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const ended = new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  )
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (exitCode !== 0) throw new Error(`${how} ended with ${String(exitCode)}: ${stderr}`)
  const { rows, seconds } = JSON.parse(stdout) as Omit<LoadRun, 'megabytes'>
  return { rows, seconds, megabytes: Number(stderr.slice(stderr.lastIndexOf('\n') + 1)) / 1024 }
}

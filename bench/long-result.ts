import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** The cost of a result of `plumbline query`: rows, time, and peak memory. */
export interface LongResult {
  readonly format: string
  readonly rows: number
  readonly bytes: number
  readonly seconds: number
  /** Peak resident memory above that of a result with one row. */
  readonly megabytesOverIdle: number
}

/** The largest number of rows of a result. */
const rows = 1_000_000

/**
 * Runs the command line, in a separate process, for a result of a million rows in each streamed format.
 * Every line is counted and then dropped.
 */
export async function measureLongResults(database: string): Promise<readonly LongResult[]> {
  const idle = await query(['signups', '--format', 'csv', '--database', database])
  const answers: LongResult[] = []
  for (const format of ['csv', 'ndjson']) {
    const measured = await query([
      ...['active_users', '--by', 'account', '--grain', 'week'],
      ...['--first', String(rows), '--format', format, '--database', database],
    ])
    answers.push({
      format,
      rows: measured.lines - (format === 'csv' ? 1 : 0),
      bytes: measured.bytes,
      seconds: measured.seconds,
      megabytesOverIdle: measured.peakMegabytes - idle.peakMegabytes,
    })
  }
  return answers
}

async function query(words: readonly string[]) {
  const start = performance.now()
  const home = join(import.meta.dirname, '..')
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      '--import',
      join(import.meta.dirname, 'report-peak-memory.ts'),
      'src/cli/main.ts',
      'query',
      ...words,
    ],
    { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const ended = new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  )
  const [lines, stderr, exitCode] = await Promise.all([countLines(child.stdout), text(child.stderr), ended])
  if (exitCode !== 0)
    throw new Error(`plumbline query ${words.join(' ')} ended with ${String(exitCode)}: ${stderr}`)
  const peak = stderr.slice(stderr.lastIndexOf('\n') + 1)
  return { ...lines, seconds: (performance.now() - start) / 1000, peakMegabytes: Number(peak) / 1024 }
}

async function countLines(stream: Readable): Promise<{ readonly lines: number; readonly bytes: number }> {
  let [lines, bytes] = [0, 0]
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, end + 1)) lines += 1
  }
  return { lines, bytes }
}

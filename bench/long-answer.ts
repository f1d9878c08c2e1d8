import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** What `plumbline query` needed for an answer: its rows, how long it took, and the most memory it held. */
export interface LongAnswer {
  readonly format: string
  readonly rows: number
  readonly bytes: number
  readonly seconds: number
  /** Peak resident memory above that of an answer of one row. */
  readonly megabytesOverIdle: number
}

/** The most rows that an answer may have. */
const rows = 1_000_000

/**
 * Asks the command line, in a process of its own, for an answer of a million rows in each of the formats that
 * are streamed. Every line is counted as it comes and then dropped.
 */
export async function measureLongAnswers(database: string): Promise<readonly LongAnswer[]> {
  const idle = await ask(['signups', '--format', 'csv', '--database', database])
  const answers: LongAnswer[] = []
  for (const format of ['csv', 'ndjson']) {
    const asked = await ask([
      ...['active_users', '--by', 'account', '--grain', 'week'],
      ...['--first', String(rows), '--format', format, '--database', database],
    ])
    answers.push({
      format,
      rows: asked.lines - (format === 'csv' ? 1 : 0),
      bytes: asked.bytes,
      seconds: asked.seconds,
      megabytesOverIdle: asked.peakMegabytes - idle.peakMegabytes,
    })
  }
  return answers
}

async function ask(words: readonly string[]) {
  const start = performance.now()
  const home = join(import.meta.dirname, '..')
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      '--import',
      join(import.meta.dirname, 'tell-peak-memory.ts'),
      'src/cli/main.ts',
      'query',
      ...words,
    ],
    { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const ended = new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  )
  const [lines, said, exitCode] = await Promise.all([countLines(child.stdout), text(child.stderr), ended])
  if (exitCode !== 0)
    throw new Error(`plumbline query ${words.join(' ')} ended with ${String(exitCode)}: ${said}`)
  const peak = said.slice(said.lastIndexOf('\n') + 1)
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

import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { explainCommand } from '../../src/cli/commands/explain.ts'
import { queryCommand } from '../../src/cli/commands/query.ts'
import { toRequest } from '../../src/cli/arguments/request-options.ts'
import type { RequestOptions } from '../../src/cli/arguments/request-options.ts'
import { formatError } from '../../src/cli/format/format-error.ts'
import { formatResult } from '../../src/cli/format/format-result.ts'
import { runQuery } from '../../src/query/run-query.ts'
import type { Runtime } from '../../src/query/runtime.ts'
import { checkTexts } from '../../src/semantic/model/request/check-texts.ts'
import { commandLine } from '../cli/command-line.ts'
import { everyFlag, type OddLine } from './every-flag.ts'
import { foreignWords } from './odd-values.ts'

/** Selects the command lines to run. */
export type ChoiceOfLines = (lines: readonly OddLine[]) => readonly OddLine[]

const silent = {
  out: () => {},
  send: () => Promise.resolve(),
  err: () => {},
  interactive: false,
  setExitCode: () => {},
}

/**
 * Runs command lines with odd words, and returns those whose output is not meant for a caller. Queries share
 * one warehouse, because opening one takes longer than a query; other commands run as they are, in a directory
 * of their own.
 */
export async function sweepFlags(runtime: Runtime | null, choose: ChoiceOfLines): Promise<readonly string[]> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-flags-'))
  const before = process.cwd()
  const sql = join(directory, 'sql')
  await cp('sql', sql, { recursive: true })
  process.chdir(directory)
  try {
    const failures: string[] = []
    for (const line of choose(everyFlag((command) => baseOf(command, sql, directory)))) {
      const printed = runtime !== null && isQuestion(line) ? await ask(runtime, line) : await run(line)
      if (printed !== null) failures.push(`${line.name}: ${printed.slice(0, 400)}`)
    }
    return failures
  } finally {
    process.chdir(before)
    await rm(directory, { recursive: true, force: true })
  }
}

/** Whether a command line is a query, which any warehouse can run. */
export function isQuestion({ command, words }: OddLine): boolean {
  const isOfPlace = words.some((word) => /^--(database|sql)=/.test(word))
  return (command === 'query' || command === 'explain') && !isOfPlace
}

/**
 * Runs commands that are not queries. Commands that create a new database from a name take seconds, and are
 * left out.
 */
export async function sweepCommands(
  isChosen: (line: OddLine, index: number) => boolean,
): Promise<readonly string[]> {
  return sweepFlags(null, (lines) =>
    lines.filter((line, index) => !isQuestion(line) && isQuick(line) && isChosen(line, index)),
  )
}

function isQuick({ words }: OddLine): boolean {
  return !words.some((word) => /^--(database=(?!memory|postgres:|$)|host=)/.test(word))
}

/**
 * The working directory of a command and its prerequisites; the database cannot be opened, unless the command
 * is about it.
 */
function baseOf(command: string, sql: string, directory: string): readonly string[] {
  switch (command) {
    case 'query':
    case 'explain':
      return ['signups']
    case 'generate company':
      return ['--users=5', '--months=1', `--out=${join(directory, 'company')}`]
    case 'new view':
      return ['metrics.odd', `--sql=${sql}`]
    case 'new metric':
      return ['odd', `--sql=${sql}`, '--view=metrics.signups', '--kind=count', '--description=Odd.']
    case 'load':
      return ['nothing.csv', '--database=memory']
    case 'docs':
      return [`--out=${join(directory, 'docs')}`]
    default:
      return ['--database=postgres://127.0.0.1:1/none']
  }
}

async function ask(runtime: Runtime, { command, words }: OddLine): Promise<string | null> {
  const parser = command === 'query' ? queryCommand(silent) : explainCommand(silent)
  parser.exitOverride().configureOutput({ outputError: () => {} })
  parser.action(async (metrics: string[], options: RequestOptions & { format?: string }) => {
    const answer = await runQuery(runtime, toRequest(metrics, options, runtime.catalog))
    formatResult(answer, options.format === 'json' ? 'json' : 'table')
  })
  try {
    for (const word of words) checkTexts('arguments', word)
    await parser.parseAsync(words.slice(1), { from: 'user' })
    return null
  } catch (error) {
    return whyForeign(formatError(error))
  }
}

async function run({ words }: OddLine): Promise<string | null> {
  const { err, exitCode } = await commandLine(...words)
  return exitCode === 0 ? null : whyForeign(err)
}

/** The output, unless it is a code with a sentence for the caller. */
function whyForeign(told: string): string | null {
  // some commands first print which definitions they use
  const error = told.replace(/^Definitions: .*\n/, '')
  const isForCaller = /^error (?!INTERNAL)[A-Z_]+: .{10}/s.test(error) && told.length < 25_000
  return isForCaller && !foreignWords.test(told) ? null : told
}

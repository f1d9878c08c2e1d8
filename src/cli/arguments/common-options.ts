import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'
import { isDay } from '../../semantic/time/moment.ts'

/** The options of every command. */
export interface CommonOptions {
  readonly database?: string | undefined
  readonly sql: string
  readonly json?: true | undefined
}

/** The definitions shipped with this package: `sql/` is next to both `src/` and `dist/`. */
export const ownSqlDirectory = fileURLToPath(new URL('../../../sql', import.meta.url))

/** Whether definitions are those shipped with this package. */
export function isOwnSql(directory: string): boolean {
  return resolve(directory) === resolve(ownSqlDirectory)
}

/** Adds the options of every command. */
export function withCommonOptions(command: Command): Command {
  return command
    .option(
      '--database <where>',
      'a postgres:// URL, a directory, or memory (default: DATABASE_URL, else the directory .plumbline/)',
    )
    .option(
      '--sql <directory>',
      'the definitions to use (default: the folder sql/ here, else those that came with Plumbline)',
    )
    .option('--json', 'output JSON, including errors')
}

/** Reads a whole number between `least` and `most`, both included. */
export function wholeNumber(least = 1, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(
        `It must be a whole number of at least ${least}${most === Number.MAX_SAFE_INTEGER ? '' : `, and at most ${most}`}.`,
      )
    }
    return value
  }
}

/** Reads an existing day, such as `2025-12-31`. */
export function isoDay(text: string): string {
  if (!isDay(text)) {
    throw new InvalidArgumentError('It must be a day such as 2025-12-31.')
  }
  return text
}

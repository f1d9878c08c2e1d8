import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { generateCompany } from '../../sample-data/generate-company.ts'
import { PlumblineError } from '../../errors.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import { isoDay, wholeNumber, withCommonOptions } from '../arguments/common-options.ts'
import { toTable } from '../format/to-table.ts'
import { createProgress } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'

interface GenerateOptions extends CommonOptions {
  readonly users: number
  readonly seed: number
  readonly out: string
  readonly months?: number | undefined
  readonly end?: string | undefined
}

/** More would fill a disk, and last days. */
const mostUsers = 10_000_000
const mostMonths = 600

const help = `
From 200 people and 12 whole months on, organizations that show every case come on top of --users: about one person in four more.
From 2,000 people on there are several of each kind, and one company with 250 workspaces.
truth/cases.ndjson says which they are and what is to be found there.

Example:
  $ plumbline generate company --users 2000 --seed 1 --out company`

/** `plumbline generate company`: contract files of a company that does not exist. */
export const generateCommand = (terminal: Terminal): Command =>
  new Command('generate').description('generate sample data').addCommand(
    withCommonOptions(new Command('company'))
      .description(
        'generate a sample company: every table of the source contract, and the truth it was made from',
      )
      .option(
        '--users <number>',
        'how many people use its product, but for those who show a case',
        wholeNumber(1, mostUsers),
        2000,
      )
      .option('--seed <number>', 'which company: the same seed gives the same bytes', wholeNumber(0), 1)
      .option('--out <directory>', 'where to', 'company')
      .option('--months <number>', 'age of the company in months (default: 24)', wholeNumber(1, mostMonths))
      .option('--end <day>', 'last day of the data', isoDay)
      .addHelpText('after', help)
      .action((options: GenerateOptions) => generate(terminal, options)),
  )

async function generate(
  terminal: Terminal,
  { users, seed, out, months, end, json }: GenerateOptions,
): Promise<void> {
  await refuseForeignFiles(out)
  const progress = createProgress(terminal)
  const { tables } = await generateCompany({
    users,
    seed,
    directory: out,
    ...(months === undefined ? {} : { months }),
    ...(end === undefined ? {} : { end }),
    onProgress: (done, total) =>
      progress.step('people', Math.min(done, total), total, `${Math.min(done, total)} people`),
  }).finally(() => progress.end())
  if (json === true) {
    terminal.out(`${JSON.stringify({ directory: out, tables })}\n`)
    return
  }
  const rows = Object.entries(tables)
  terminal.out(toTable(['table', 'rows'], rows, new Set(['rows'])))
  terminal.err(`\nThe truth it was made from is in ${join(out, 'truth')}.\nNext: plumbline load ${out}\n`)
}

/** Somebody's own contract files have the same names, and would be gone. */
async function refuseForeignFiles(directory: string): Promise<void> {
  const files = await readdir(directory).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw new PlumblineError('BAD_REQUEST', `${directory} is not a directory.`, { subject: 'out' })
  })
  const isOurs = await stat(join(directory, 'truth', 'truth.json')).catch(() => null)
  if (files.some((file) => /\.(csv|ndjson)/.test(file)) && isOurs === null) {
    throw new PlumblineError(
      'BAD_REQUEST',
      `${directory} holds data files that were not made by this command: name a new directory with --out.`,
      { subject: 'out' },
    )
  }
}

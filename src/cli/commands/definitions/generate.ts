import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { generateCompany } from '../../../sample-data/generate-company.ts'
import { PlumblineError } from '../../../errors.ts'
import type { CommonOptions } from '../../arguments/common-options.ts'
import { isoDay, wholeNumber, withCommonOptions } from '../../arguments/common-options.ts'
import { toTable } from '../../format/to-table.ts'
import { createProgress } from '../../terminal/progress.ts'
import type { Terminal } from '../../terminal/terminal.ts'

interface GenerateOptions extends CommonOptions {
  readonly users: number
  readonly seed: number
  readonly out: string
  readonly months?: number | undefined
  readonly end?: string | undefined
}

/** Larger samples would fill a disk and run for days. */
const maxUsers = 10_000_000
const maxMonths = 600

const help = `
With at least 200 users and 12 full months, organizations that show every special case are added to --users: about
a quarter more users. With at least 2,000 users there are several of each case, and one company with 250 workspaces.
truth/cases.ndjson lists them with the expected findings.

Example:
  $ plumbline generate company --users 2000 --seed 1 --out company`

/** `plumbline generate company`: contract files of a sample company. */
export function generateCommand(terminal: Terminal): Command {
  return new Command('generate').description('generate sample data').addCommand(
    withCommonOptions(new Command('company'))
      .description('generate a sample company: every table of the source contract, and the truth behind it')
      .option(
        '--users <number>',
        'number of users, without those of special cases',
        wholeNumber(1, maxUsers),
        2000,
      )
      .option('--seed <number>', 'random seed: the same seed gives the same bytes', wholeNumber(0), 1)
      .option('--out <directory>', 'target directory', 'company')
      .option('--months <number>', 'age of the company in months (default: 24)', wholeNumber(1, maxMonths))
      .option('--end <day>', 'last day of the data', isoDay)
      .addHelpText('after', help)
      .action((options: GenerateOptions) => generate(terminal, options)),
  )
}

async function generate(
  terminal: Terminal,
  { users, seed, out, months, end, json }: GenerateOptions,
): Promise<void> {
  await rejectForeignFiles(out)
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
  terminal.err(`\nThe truth behind the data is in ${join(out, 'truth')}.\nNext: plumbline load ${out}\n`)
}

/** Contract files of others have the same names and would be overwritten. */
async function rejectForeignFiles(directory: string): Promise<void> {
  const files = await readdir(directory).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw new PlumblineError('BAD_REQUEST', `${directory} is not a directory.`, { subject: 'out' })
  })
  const isGenerated = await stat(join(directory, 'truth', 'truth.json')).catch(() => null)
  if (files.some((file) => /\.(csv|ndjson)/.test(file)) && isGenerated === null) {
    throw new PlumblineError(
      'BAD_REQUEST',
      `${directory} contains data files of another origin: name a new directory with --out.`,
      { subject: 'out' },
    )
  }
}

import { verifyRollups, type Verification } from '../../rollups/verify-rollups.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { createProgress } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { withRuntime } from './with-runtime.ts'

/** Compares stored values with those of the base, and reports the differences with an exit code. */
export async function verifyStored(
  terminal: Terminal,
  options: CommonOptions,
  samples: number,
): Promise<void> {
  await withRuntime(terminal, options, async (runtime) => {
    const progress = createProgress(terminal)
    const found = await verifyRollups(runtime, samples, (rollup, done, total) =>
      progress.step('comparisons', done, total, rollup),
    ).finally(() => progress.end())
    terminal.out(options.json === true ? `${JSON.stringify(found)}\n` : describe(found))
    if (found.differences.length > 0) terminal.setExitCode(exitCodes.rejected)
  })
}

function describe({ compared, skipped, differences }: Verification): string {
  const lines = [
    ...skipped.map(({ rollup, because }) => `${rollup}: not compared. ${because}`),
    ...differences.map(
      ({ rollup, grain, dimensions, stored, base }) =>
        `${rollup}: by ${[grain, ...dimensions].join(', ')}: stored ${JSON.stringify(stored)}, base ${JSON.stringify(base)}`,
    ),
    `${compared} queries compared, ${differences.length} ${differences.length === 1 ? 'differs' : 'differ'}.`,
  ]
  return lines.map((line) => `${line}\n`).join('')
}

import { MultiBar } from 'cli-progress'
import type { SingleBar } from 'cli-progress'
import type { Terminal } from './terminal.ts'

/** Reports progress: moving bars on a terminal, one line per finished step in a log. */
export interface Progress {
  /** `done` of `total` of the step; a step is finished at its total, or when the next one starts. */
  step(name: string, done: number, total: number, note?: string): void
  end(): void
}

/** Progress on the terminal's error output. */
export function createProgress(terminal: Terminal): Progress {
  return terminal.interactive ? movingBars() : plainLines(terminal)
}

function movingBars(): Progress {
  const bars = new MultiBar({
    format: '{name} {bar} {percentage}% {note}',
    barsize: 30,
    hideCursor: true,
    stream: process.stderr,
  })
  const barsByStep = new Map<string, SingleBar>()
  let last: string | null = null
  return {
    step: (step, done, total, note = '') => {
      const name = step.padEnd(24)
      // the last report of a step may come before its end
      if (last !== null && last !== step) fill(barsByStep.get(last))
      last = step
      const bar = barsByStep.get(step) ?? bars.create(total, 0, { name, note })
      barsByStep.set(step, bar)
      bar.setTotal(total)
      bar.update(done, { name, note })
    },
    end: () => bars.stop(),
  }
}

function fill(bar: SingleBar | undefined): void {
  bar?.update(bar.getTotal())
}

function plainLines(terminal: Terminal): Progress {
  const reported = new Set<string>()
  let open: string | null = null
  const finish = (note = '') => {
    if (open === null || reported.has(open)) return
    reported.add(open)
    terminal.err(`${open}${note === '' ? '' : `: ${note}`}\n`)
  }
  return {
    step: (name, done, total, note) => {
      if (open !== name) finish()
      open = name
      if (done >= total) finish(note)
    },
    end: () => finish(),
  }
}

import { MultiBar } from 'cli-progress'
import type { SingleBar } from 'cli-progress'
import type { Terminal } from './terminal.ts'

/** Long work, told while it runs: moving bars for a person, one plain line per finished piece for a log. */
export interface Progress {
  /** So far `done` of `total` of the piece; a piece is finished at its total, or when the next one begins. */
  step(piece: string, done: number, total: number, note?: string): void
  end(): void
}

/** Progress on the terminal's notes. */
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
  const known = new Map<string, SingleBar>()
  let last: string | null = null
  return {
    step: (piece, done, total, note = '') => {
      const name = piece.padEnd(24)
      // the last word about a piece may come before its end
      if (last !== null && last !== piece) fill(known.get(last))
      last = piece
      const bar = known.get(piece) ?? bars.create(total, 0, { name, note })
      known.set(piece, bar)
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
  const told = new Set<string>()
  let open: string | null = null
  const finish = (note = '') => {
    if (open === null || told.has(open)) return
    told.add(open)
    terminal.err(`${open}${note === '' ? '' : `: ${note}`}\n`)
  }
  return {
    step: (piece, done, total, note) => {
      if (open !== piece) finish()
      open = piece
      if (done >= total) finish(note)
    },
    end: () => finish(),
  }
}
